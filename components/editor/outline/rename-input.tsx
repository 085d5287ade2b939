import { type KeyboardEvent, useRef, useState } from "react";
import { Input } from "@/components/ui/forms/input";
import { setTaskField } from "@/lib/workflows/commands/task-fields";
import { useEditorStore } from "../store/store";

interface RenameInputProps {
  taskId: string;
  /** Called when renaming ends, saved or cancelled. */
  onDone: (taskId: string) => void;
}

/** Edits the name of a task in the outline. Enter and blur save it; Escape cancels. */
export function RenameInput({ taskId, onDone }: RenameInputProps) {
  const store = useEditorStore();
  const task = store.getState().document.definition.tasks.find(({ id }) => id === taskId);
  const [name, setName] = useState(task?.label ?? "");
  const hasEnded = useRef(false);

  function endRenaming(isSaved: boolean) {
    if (hasEnded.current) return;
    hasEnded.current = true;
    const label = name.trim();
    if (isSaved && label !== "" && label !== task?.label) {
      store.getState().endTyping();
      store.getState().run(setTaskField, { taskId, path: ["label"], value: label });
      store.getState().endTyping();
    }
    onDone(taskId);
  }
  function handleKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === "Enter") endRenaming(true);
    if (event.key === "Escape") endRenaming(false);
  }
  return (
    <Input
      autoFocus
      aria-label="Name of the task"
      maxLength={80}
      value={name}
      onFocus={({ target }) => target.select()}
      onChange={({ target }) => setName(target.value)}
      onKeyDown={handleKeyDown}
      onBlur={() => endRenaming(true)}
      className="h-8 font-normal"
    />
  );
}
