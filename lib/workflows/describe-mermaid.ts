import { type GraphDefinition, type MermaidClass, type TaskDefinition, toMermaid } from "@/lib/engine";
import { delay } from "@/lib/tasks/delay";
import { review } from "@/lib/tasks/review";
import { setValues } from "@/lib/tasks/set-values";

/** The workflow as Mermaid source, coloured by what its tasks do. */
export const describeMermaid = (definition: GraphDefinition): string => toMermaid(definition, classOf);

/** Kinds that stand still until a reviewer or the clock lets them go on; talking to the claimant is work. */
const pausingKinds = [review.kind, delay.kind];

/** waiting: the workflow pauses · approval: the task's own settings make "approved" the outcome · else process. */
function classOf({ kind, config }: TaskDefinition): MermaidClass {
  if (pausingKinds.includes(kind)) return "waiting";
  const settings = kind === setValues.kind ? setValues.configSchema.safeParse(config).data : undefined;
  return settings?.values.some(({ key, value }) => key === "outcome" && value === "approved") ? "approval" : "process";
}
