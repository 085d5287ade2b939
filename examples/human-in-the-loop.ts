// A task asks a person and stops. No process has to run meanwhile: hours later, or after a crash, another process
// passes in the decision and continues. A decision is data that the task parses, never text that it has to interpret.

import { z } from "zod";
import {
  FlowRunner,
  GraphBuilder,
  InMemorySessionStorage,
  NextAction,
  Session,
  type SessionStorage,
  type TaskExecution,
} from "@/lib/engine";

const decisionSchema = z.discriminatedUnion("verdict", [
  z.strictObject({ verdict: z.literal("approve") }),
  z.strictObject({ verdict: z.literal("reject"), reason: z.string() }),
]);
type Decision = z.infer<typeof decisionSchema>;

const review = {
  id: "review" as const,
  async run(_context: unknown, { answer }: TaskExecution) {
    if (answer === undefined) {
      const wait = { audience: "reviewer", form: { question: "Pay $1,500?" }, data: { reasons: ["$1,000 or more"] } };
      return { nextAction: NextAction.WaitForInput, wait };
    }
    const decision = decisionSchema.parse(answer);
    const response = decision.verdict === "approve" ? "It is paid" : `It is not paid: ${decision.reason}`;
    return { response, nextAction: NextAction.End };
  },
};
const graph = new GraphBuilder("claim").addTask(review).build();

/** What the first process does before it ends. Only the storage has the session then. */
async function file(storage: SessionStorage, claim: string): Promise<string> {
  return (await new FlowRunner(graph, storage).start(new Session(claim, graph.startTaskId()))).status.type;
}

/** What another process does later, with a runner of its own. */
async function decide(storage: SessionStorage, claim: string, decision: Decision): Promise<string | null> {
  return (await new FlowRunner(graph, storage).run(claim, { answer: decision })).response;
}

export async function main(print: (line: string) => void): Promise<void> {
  const storage = new InMemorySessionStorage();
  for (const claim of ["roof", "window"]) print(`${claim}: ${await file(storage, claim)}`);
  print(`roof: ${await decide(storage, "roof", { verdict: "approve" })}`);
  print(`window: ${await decide(storage, "window", { verdict: "reject", reason: "it was open" })}`);
}
