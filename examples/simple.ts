// A graph of two tasks, run once. The first one greets a person, the second one says goodbye.

import { type Context, FlowRunner, GraphBuilder, InMemorySessionStorage, NextAction, Session } from "@/lib/engine";

class HelloTask {
  readonly id = "hello";

  async run(context: Context) {
    const greeting = `Hello, ${context.get("name")}`;
    // The next task reads it, and so can any caller that loads the session later.
    context.set("greeting", greeting);
    return { response: greeting, nextAction: NextAction.ContinueAndExecute };
  }
}

class GoodbyeTask {
  readonly id = "goodbye";

  async run(context: Context) {
    return { response: `"${context.get("greeting")}" was all. Goodbye!`, nextAction: NextAction.End };
  }
}

export async function main(print: (line: string) => void): Promise<void> {
  const graph = new GraphBuilder("greeting")
    .addTask(new HelloTask())
    .addTask(new GoodbyeTask())
    .addEdge("hello", "goodbye")
    .build();

  const storage = new InMemorySessionStorage();
  const session = new Session("session_001", graph.startTaskId());
  session.context.set("name", "Batman");
  await storage.save(session);

  const result = await new FlowRunner(graph, storage).run("session_001");
  for (const response of result.responses) print(response);
  print(`${result.status.type} after ${result.steps} steps`);
}
