"use client";

import dynamic from "next/dynamic";
import { Dialog } from "@/components/ui/dialog";
import { useCanvas } from "./canvas-state";
import { useTools } from "./tools-context";

// Opened now and then: they come when they are asked for.
const KeySheet = dynamic(() => import("../keys/key-sheet").then((module) => module.KeySheet), { ssr: false });
const ActionList = dynamic(() => import("../keys/action-list").then((module) => module.ActionList), { ssr: false });
const ChooseTask = dynamic(() => import("../keys/choose-task").then((module) => module.ChooseTask), { ssr: false });

/** What lies over the page: the keys, the list of actions, the list of tasks to connect to. */
export function CanvasSheets({ isReadOnly }: { isReadOnly: boolean }) {
  const tools = useTools();
  const sheet = useCanvas((state) => state.sheet);
  const choosing = useCanvas((state) => state.choosing);
  const close = (): void => {
    tools.canvas.setState({ sheet: null, choosing: null });
    const id = tools.cursor();
    if (id) tools.focus(id);
  };
  return (
    <Dialog open={sheet !== null || choosing !== null} onOpenChange={(isOpen) => isOpen || close()}>
      {sheet === "keys" && <KeySheet />}
      {sheet === "actions" && <ActionList {...{ tools, isReadOnly }} onDone={close} />}
      {choosing && <ChooseTask {...{ choosing, tools }} onDone={close} />}
    </Dialog>
  );
}
