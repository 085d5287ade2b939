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
  describedBy?: string;
  className?: string;
}

/** Chooses a task. The search finds names, kinds and ids. */
export function TaskPicker({ placeholder = "Choose a task", ...props }: TaskPickerProps) {
  const store = useEditorStore();
  return (
    <Picker
      {...props}
      placeholder={placeholder}
      items={() =>
        store.getState().document.definition.tasks.map(({ id, label, kind }) => ({
          value: id,
          title: label || id,
          detail: Object.hasOwn(taskKinds, kind) ? taskKinds[kind]?.label : kind,
        }))
      }
      none="There is no such task."
    />
  );
}
