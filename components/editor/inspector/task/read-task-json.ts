import type { TaskDefinition } from "@/lib/engine";
import { draftDefinitionSchema } from "@/lib/workflows/commands/document";
import { readJson } from "../texts/json-text";
import { mistyped, type Typed, typed } from "../texts/typed";

const taskSchema = draftDefinitionSchema.shape.tasks.element;

/** Reads a task from JSON. An error names its path and line. */
export function readTaskJson(text: string, taskId: string): Typed<TaskDefinition> {
  const json = readJson(text);
  if (!json.ok) return json;
  const task = taskSchema.safeParse(json.value);
  if (task.success) {
    if (task.data.id === taskId) return typed(task.data);
    return mistyped(`The id stays ${taskId}: edges name the task by it.`);
  }
  const [issue] = task.error.issues;
  const place = issue?.path.map(String).join(" → ");
  const keys = issue?.code === "unrecognized_keys" ? issue.keys.map((key) => `“${key}”`).join(", ") : null;
  const what = keys ? `a task has no ${keys}` : (issue?.message ?? "it is not a task").toLowerCase();
  return mistyped(place ? `At ${place}${lineOf(text, issue?.path ?? [])}: ${what}.` : `This is not a task: ${what}.`);
}

/**
 * The line of the last name of a path, as " (line 3)"; "" when it is not found. The names are searched one after
 * another.
 */
function lineOf(text: string, path: readonly PropertyKey[]): string {
  let at = 0;
  for (const name of path) {
    if (typeof name === "number") continue;
    const next = text.indexOf(JSON.stringify(String(name)), at);
    if (next < 0) return "";
    at = next;
  }
  return at > 0 ? ` (line ${text.slice(0, at).split("\n").length})` : "";
}
