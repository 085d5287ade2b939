// `Continue` goes along one edge and gives control back: the caller decides when the next task runs.

import { FlowRunner, type Graph, GraphBuilder, InMemorySessionStorage, NextAction, Session } from "@/lib/engine";

/** Three tasks in a row, each with the next action `next`. `run-on.ts` uses them with another one. */
export function makeTea(next: NextAction): Graph {
  const step = <Id extends string>(id: Id, response: string) => ({
    id,
    run: async () => ({ response, nextAction: next }),
  });
  return new GraphBuilder("tea")
    .addTask(step("boil", "The water boils"))
    .addTask(step("steep", "The tea steeps"))
    .addTask(step("pour", "The cup is full"))
    .addEdge("boil", "steep")
    .addEdge("steep", "pour")
    .build();
}

export async function main(print: (line: string) => void): Promise<void> {
  const graph = makeTea(NextAction.Continue);
  const storage = new InMemorySessionStorage();
  await storage.save(new Session("tea_for_one", graph.startTaskId()));
  const runner = new FlowRunner(graph, storage);

  for (;;) {
    const { response, status } = await runner.run("tea_for_one");
    switch (status.type) {
      case "Paused":
        print(`${response}; next is "${status.nextTaskId}"`);
        break;
      case "Completed":
        return print(`${response}; completed`);
      default:
        throw new Error(`No task waits or fails here, but the status is ${status.type}.`);
    }
  }
}
