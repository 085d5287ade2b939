"use client";

import { Plus, Redo2, Undo2, Wand2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { FileButtons } from "./file-buttons";
import { MoreButton, VersionsButton } from "./page-buttons";
import { useEditor, useEditorStore } from "./store/store";
import { TestRunButton } from "./trial/test-run-button";

/** The actions of the whole workflow: add a task, undo, redo, tidy up, publish. */
export function EditorButtons() {
  const store = useEditorStore();
  const ask = useEditor((state) => state.ask);
  const undo = useEditor((state) => state.undo);
  const redo = useEditor((state) => state.redo);
  const undoLabel = useEditor(({ history }) => history.undo.at(-1)?.label);
  const redoLabel = useEditor(({ history }) => history.redo.at(-1)?.label);
  const addTask = () => {
    const [taskId, ...others] = store.getState().selection.taskIds;
    ask({ about: "kind", ...(taskId && others.length === 0 && { after: { taskId, as: "next" } }) });
  };
  return (
    <div
      className={cn(
        "flex flex-wrap items-center gap-2",
        "max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-20 max-sm:justify-between",
        "max-sm:gap-1 max-sm:border-t max-sm:bg-surface max-sm:p-2",
        "short:static short:border-0 short:bg-transparent short:p-0",
      )}
    >
      <Button onClick={addTask} aria-label="Add task" className="max-sm:px-2.5">
        <Plus aria-hidden />
        <span>
          Add<span className="max-sm:hidden"> task</span>
        </span>
      </Button>
      <div className="flex">
        <StepButton name="Undo" icon={<Undo2 aria-hidden />} label={undoLabel} onClick={undo} />
        <StepButton name="Redo" icon={<Redo2 aria-hidden />} label={redoLabel} onClick={redo} />
      </div>
      <TidyButton />
      <TestRunButton />
      <VersionsButton />
      <Button variant="primary" onClick={() => ask({ about: "publish" })} className="max-sm:px-3">
        Publish
      </Button>
      <FileButtons />
      <MoreButton />
    </div>
  );
}

interface StepButtonProps {
  name: "Undo" | "Redo";
  icon: React.ReactNode;
  /** The step that is undone or redone; undefined when there is none. */
  label: string | undefined;
  onClick: () => void;
}

function StepButton({ name, icon, label, onClick }: StepButtonProps) {
  return (
    <Button
      variant="quiet"
      size="icon"
      aria-label={name}
      aria-description={label}
      title={label ? `${name}: ${label}` : `Nothing to ${name.toLowerCase()}`}
      // A disabled button would lose the focus.
      aria-disabled={label === undefined}
      onClick={() => label !== undefined && onClick()}
    >
      {icon}
    </Button>
  );
}

function TidyButton() {
  const store = useEditorStore();
  const [isPending, setPending] = useState(false);
  async function tidy() {
    setPending(true);
    // Its code is loaded after the page.
    const module = await import("./canvas/tools/tidy-up").catch(() => undefined);
    if (module) await module.tidyUp(store);
    else store.getState().say("Nothing was moved, because a part of the page is missing. Try again online.");
    setPending(false);
  }
  return (
    <Button isPending={isPending} onClick={tidy} className="max-lg:hidden">
      <Wand2 aria-hidden />
      Tidy up
    </Button>
  );
}
