"use client";

import dynamic from "next/dynamic";
import { Dialog } from "@/components/ui/dialog";
import { useCanvas } from "./canvas-state";
import { useTools } from "./tools-context";

// Opened now and then: they come when they are asked for.
const KeySheet = dynamic(() => import("../keys/key-sheet").then((module) => module.KeySheet), { ssr: false });
const ActionList = dynamic(() => import("../keys/action-list").then((module) => module.ActionList), { ssr: false });

/** What lies over the page: the keys, and the list of actions. */
export function CanvasSheets({ isReadOnly }: { isReadOnly: boolean }) {
  const tools = useTools();
  const sheet = useCanvas((state) => state.sheet);
  const close = (): void => {
    tools.canvas.setState({ sheet: null });
    const id = tools.cursor();
    if (id) tools.focus(id);
  };
  return (
    <Dialog open={sheet !== null} onOpenChange={(isOpen) => isOpen || close()}>
      {sheet === "keys" && <KeySheet />}
      {sheet === "actions" && <ActionList {...{ tools, isReadOnly }} onDone={close} />}
    </Dialog>
  );
}
