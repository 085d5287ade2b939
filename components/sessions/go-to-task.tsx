"use client";

import { type FormEvent, useActionState, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import { goToTaskAction } from "@/lib/sessions/actions";
import type { TaskName } from "@/lib/sessions/schema";

interface GoToTaskProps {
  sessionId: string;
  /** The tasks at which the session can go on. */
  tasks: readonly TaskName[];
}

/** Lets a failed session go on at an earlier task, or at the next review. */
export function GoToTask({ sessionId, tasks }: GoToTaskProps) {
  const id = useId();
  const [state, submitForm, isPending] = useActionState(goToTaskAction, null);
  const [taskId, setTaskId] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const answer = state && !state.ok ? (Object.values(state.fields ?? {})[0] ?? state.message) : null;
  const problem = refusal ?? answer;
  if (tasks.length === 0) return null;

  function submit(event: FormEvent) {
    const why =
      taskId === "" ? "Choose a task first." : navigator.onLine ? null : "No connection. Nothing was changed.";
    setRefusal(why);
    if (isPending || why) event.preventDefault();
  }
  return (
    <form action={submitForm} onSubmit={submit} className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <input type="hidden" name="session_id" value={sessionId} />
      <Label htmlFor={id}>Task</Label>
      <Select
        id={id}
        name="task_id"
        value={taskId}
        onChange={({ target }) => {
          setTaskId(target.value);
          setRefusal(null);
        }}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        className="h-8 w-auto max-w-full max-lg:h-11"
      >
        <option value="">Choose a task</option>
        {tasks.map((task) => (
          <option key={task.id} value={task.id}>
            {task.label}
          </option>
        ))}
      </Select>
      <Button type="submit" size="sm" aria-disabled={isPending} className="max-lg:h-11">
        Go to task
      </Button>
      {problem && (
        <p id={`${id}-problem`} role="alert" className="text-attention">
          {problem}
        </p>
      )}
    </form>
  );
}
