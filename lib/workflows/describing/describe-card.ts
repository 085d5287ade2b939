import type { TaskDefinition } from "@/lib/engine";
import { taskKinds } from "@/lib/tasks/kinds";
import type { GraphNode } from "../schema";

/** The text of a card, without place and size. */
export type CardWords = Omit<GraphNode, "x" | "y" | "width" | "height">;

/** The text of a task's card. Safe for browsers. */
export function describeCard(task: TaskDefinition, startTaskId: string): CardWords {
  return { id: task.id, label: task.label, ...describeKind(task), isStart: task.id === startTaskId };
}

/** An unknown kind and an invalid config get a card, too. */
function describeKind({ kind, config, description }: TaskDefinition) {
  // The card has one line for the points of the description.
  const points = description?.split("\n").filter(Boolean).join(" · ");
  const known = Object.hasOwn(taskKinds, kind) ? taskKinds[kind] : undefined;
  if (!known)
    return { kind, kindLabel: kind, icon: "circle-dot", summary: points ?? "This kind of task is not known here" };
  const parsed = known.configSchema.safeParse(config);
  const summary = points ?? (parsed.success ? withoutTemplate(known.summarize(parsed.data)) : known.description);
  return { kind, kindLabel: known.label, icon: known.icon, summary };
}

/** A template as readable text: "Dear {{ claimant_name }}" is "Dear (claimant name)"; tags are removed. */
function withoutTemplate(text: string): string {
  return text.replaceAll(/\{%[^{}]*%\}/g, "").replaceAll(/\{\{([^{}]*)\}\}/g, (_, printed: string) => {
    const path = printed.split("|")[0]?.trim() ?? "";
    return `(${path.replace(/_cents$/, "").replaceAll(/[._]/g, " ")})`;
  });
}
