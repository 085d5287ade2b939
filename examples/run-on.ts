// `ContinueAndExecute` moves along the edge and runs the next task at once: one run executes the whole chain. Every
// step is still committed before the next one starts, so that a crash in the middle loses nothing.

import { FlowRunner, InMemorySessionStorage, NextAction, Session } from "@/lib/engine";
import { makeTea } from "./step-by-step";

export async function main(print: (line: string) => void): Promise<void> {
  const graph = makeTea(NextAction.ContinueAndExecute);
  const storage = new InMemorySessionStorage();
  await storage.save(new Session("tea_for_one", graph.startTaskId()));

  const result = await new FlowRunner(graph, storage).run("tea_for_one");
  for (const response of result.responses) print(response);
  print(`${result.status.type} in one run`);

  const history = await storage.history("tea_for_one");
  for (const { seq, taskId, nextTaskId } of history?.steps ?? []) {
    print(`step ${seq}: ${taskId}, then ${nextTaskId ?? "nothing"}`);
  }
}
