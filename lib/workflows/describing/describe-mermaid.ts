import type { GraphDefinition, TaskDefinition } from "@/lib/engine";
import { type MermaidClass, toMermaid } from "@/lib/engine/definition-kit";
import { delayKind } from "@/lib/tasks/delay/config";
import { reviewKind } from "@/lib/tasks/review/config";
import { setKind } from "@/lib/tasks/set/config";
import { describeAmounts, valueFormat } from "./describe-words";

/** The workflow as Mermaid source, coloured by what its tasks do. */
export const describeMermaid = (definition: GraphDefinition): string =>
  toMermaid(definition, { classOf, words: describeAmounts, format: valueFormat });

/** Kinds that wait for a reviewer or for a time. Kinds that talk to the claimant are "process". */
const pausingKinds = [reviewKind.kind, delayKind.kind];

/** waiting: the workflow pauses · approval: the task's own settings make "approved" the outcome · else process. */
function classOf({ kind, config }: TaskDefinition): MermaidClass {
  if (pausingKinds.includes(kind)) return "waiting";
  const settings = kind === setKind.kind ? setKind.configSchema.safeParse(config).data : undefined;
  return settings?.values.some(({ key, value }) => key === "outcome" && value === "approved") ? "approval" : "process";
}
