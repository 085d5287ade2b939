"use client";

import dynamic from "next/dynamic";
import { useLayoutEffect, useRef } from "react";
import { flushSync } from "react-dom";
import { Dialog } from "@/components/ui/dialog";
import { type EditorAction, editorActions } from "../keys/editor-actions";
import { useCanvas } from "./canvas-state";
import { useTools } from "./tools/tools-context";

// Both are opened rarely, so they are loaded on demand.
const KeySheet = dynamic(() => import("../keys/key-sheet").then((module) => module.KeySheet), { ssr: false });
const ActionList = dynamic(() => import("@/components/ui/keys/action-list").then((module) => module.ActionList), {
  ssr: false,
});

const groups: EditorAction["group"][] = ["Add", "Change", "Go", "Find", "View"];

const groupsOf = (isReadOnly: boolean, choose: (action: EditorAction) => void) =>
  groups.map((heading) => ({
    heading,
    actions: editorActions
      .filter((action) => action.group === heading && !action.isOnlyKey && !(isReadOnly && action.changes))
      .map((action) => ({ ...action, combo: action.keys[0], choose: () => choose(action) })),
  }));

/** The dialogs of the canvas: the list of keys and the list of actions. */
export function CanvasSheets({ isReadOnly }: { isReadOnly: boolean }) {
  const tools = useTools();
  const sheet = useCanvas((state) => state.sheet);
  const focusedBefore = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (sheet) focusedBefore.current = document.activeElement;
  }, [sheet]);
  // The dialog is gone and the focus is back at once: the next key may come before the next frame. `then` may move it.
  const close = (then?: () => void): void => {
    flushSync(() => tools.canvas.setState({ sheet: null }));
    tools.focusBack(focusedBefore.current);
    then?.();
  };
  const choose = (action: EditorAction): void => close(() => action.run(tools));
  return (
    <Dialog open={sheet !== null} onOpenChange={(isOpen) => isOpen || close()}>
      {sheet === "keys" && <KeySheet />}
      {sheet === "actions" && <ActionList groups={groupsOf(isReadOnly, choose)} />}
    </Dialog>
  );
}
