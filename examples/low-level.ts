// The same session twice: loaded, run and saved by hand, and by a FlowRunner. Both give the same results; by hand you
// decide when to save, with a FlowRunner every step is committed before the next begins.

import {
  type ExecutionResult,
  FlowRunner,
  InMemorySessionStorage,
  NextAction,
  Session,
  type SessionStorage,
} from "@/lib/engine";
import { makeTea } from "./step-by-step";

const graph = makeTea(NextAction.Continue);

async function runByHand(storage: SessionStorage, id: string): Promise<ExecutionResult> {
  const session = await storage.get(id);
  if (!session) throw new Error(`There is no session ${id}.`);
  const result = await graph.executeSession(session);
  await storage.save(session);
  return result;
}

async function untilCompleted(run: () => Promise<ExecutionResult>): Promise<ExecutionResult[]> {
  const results: ExecutionResult[] = [];
  while (results.at(-1)?.status.type !== "Completed") results.push(await run());
  return results;
}

export async function main(print: (line: string) => void): Promise<void> {
  const storage = new InMemorySessionStorage();
  for (const id of ["by_hand", "by_runner"]) await storage.save(new Session(id, graph.startTaskId()));
  const runner = new FlowRunner(graph, storage);

  const byHand = await untilCompleted(() => runByHand(storage, "by_hand"));
  const byRunner = await untilCompleted(() => runner.run("by_runner"));

  for (const { response, status } of byHand) print(`${response}: ${status.type}`);
  print(`The same results: ${JSON.stringify(byHand) === JSON.stringify(byRunner)}`);
}
