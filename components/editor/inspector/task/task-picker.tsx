"use client";

import { taskKinds } from "@/lib/tasks/kinds";
import { useEditorStore } from "../../store/store";
import { Picker } from "../form/picker";

interface TaskPickerProps {
  id?: string;
  label: string;
  /** The task that is chosen; "" for none. */
  value: string;
  /** Its name. */
  chosen?: string;
  placeholder?: string;
  onChoose: (taskId: string) => void;
  describedBy?: string;
  className?: string;
}

/** A task of the workflow, found by its name, its kind or its id. */
export function TaskPicker({ placeholder = "Choose a task", ...props }: TaskPickerProps) {
  const store = useEditorStore();
  return (
    <Picker
      {...props}
      placeholder={placeholder}
      items={() =>
        store.getState().document.definition.tasks.map(({ id, label, kind }) => ({
          ...{ value: id, title: label || id },
          detail: Object.hasOwn(taskKinds, kind) ? taskKinds[kind]?.label : kind,
        }))
      }
      none="There is no such task."
    />
  );
}
