"use client";

import { taskKinds } from "@/lib/tasks/kinds";
import { useEditorStore } from "../../store/store";
import { Picker } from "../form/picker";

interface TaskPickerProps {
  id?: string;
  label: string;
  /** The id of the chosen task; "" for none. */
  value: string;
  /** The name of the chosen task. */
  chosen?: string;
  placeholder?: string;
  onChoose: (taskId: string) => void;
  /** Makes a new task; without it only tasks that exist are offered. */
  onNew?: () => void;
  describedBy?: string;
  className?: string;
}

/** No task has this id. */
const newTask = { value: "+", title: "A new task …", detail: "Choose its kind" };

/** Chooses a task. The search finds names, kinds and ids. */
export function TaskPicker({ placeholder = "Choose a task", onChoose, onNew, ...props }: TaskPickerProps) {
  const store = useEditorStore();
  return (
    <Picker
      {...props}
      placeholder={placeholder}
      onChoose={(value) => (value === newTask.value ? onNew?.() : onChoose(value))}
      items={() => [
        ...(onNew ? [newTask] : []),
        ...store.getState().document.definition.tasks.map(({ id, label, kind }) => ({
          value: id,
          title: label || id,
          detail: Object.hasOwn(taskKinds, kind) ? taskKinds[kind]?.label : kind,
        })),
      ]}
      none="There is no such task."
    />
  );
}
