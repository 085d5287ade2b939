import type { Graph, Step } from "@/lib/engine";
import { conditionFields } from "@/lib/engine/definition-kit";
import { AppError } from "@/lib/errors";
import { taskCatalog } from "@/lib/tasks/catalog";
import { confirmationKeys } from "@/lib/tasks/facts/context-keys";

/** The kinds of tasks that gather facts or pass control on; all others, and removed tasks, count as judging facts. */
const gathering = new Set(["talk", "classify", "confirm", "set", "delay", "say"]);

/** Throws AppError invalid for keys that only rules and people may set: what they decide, and the confirmation. */
export function refuseDecided(graph: Graph, keys: readonly string[]): void {
  const decided = new Set(["outcome", "letter", ...confirmationKeys]);
  for (const { kind, config } of graph.taskIds().flatMap((id) => graph.getTask(id)?.definition ?? [])) {
    if (!gathering.has(kind)) for (const key of Object.keys(taskCatalog[kind]?.writes(config) ?? {})) decided.add(key);
  }
  // A key with a dot would hide the value that a task has stored under its first part.
  const refused = keys.filter((key) => decided.has(key) || key.includes("."));
  if (refused.length === 0) return;
  throw new AppError("invalid", {
    fields: Object.fromEntries(refused.map((key) => [`context.${key}`, "This is not for changing: tasks decide it."])),
  });
}

type PastStep = Pick<Step, "taskId" | "status" | "action">;

/** Throws AppError conflict when one of the steps has judged the values of these keys, or branched on them. */
export function refuseToOvertake(graph: Graph, steps: readonly Step[], keys: readonly string[]): void {
  const passed = steps.find((step) => isDecidedOn(graph, [step], keys));
  if (!passed) return;
  const detail = `Step ${passed.seq} has gone by these facts already: choose one before it to change them.`;
  throw new AppError("conflict", { detail });
}

/** Whether one of the steps has judged the values of these keys, or branched on them. */
export const isDecidedOn = (graph: Graph, steps: readonly PastStep[], keys: readonly string[]): boolean =>
  keys.length > 0 &&
  steps.some(
    ({ taskId, status, action }) =>
      status === "done" && action !== "WaitForInput" && (judges(graph, taskId) || branchedOn(graph, taskId, keys)),
  );

const judges = (graph: Graph, taskId: string): boolean => !gathering.has(graph.getTask(taskId)?.definition?.kind ?? "");

const branchedOn = (graph: Graph, taskId: string, keys: readonly string[]): boolean =>
  graph.edges.some(
    ({ from, condition }) =>
      from === taskId &&
      condition &&
      conditionFields(condition).some((path) => keys.includes(path.split(".")[0] ?? "")),
  );
