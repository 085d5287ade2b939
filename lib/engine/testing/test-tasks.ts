import type { Graph } from "../graph/graph";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction, type Task, type TaskExecution, type TaskResult } from "../graph/task";
import { FlowRunner } from "../run/flow-runner";
import type { Context } from "../session/context";
import { Session } from "../session/session";
import { InMemorySessionStorage } from "../storage/in-memory-storage";

/** A task that does what `run` does. */
export const task = <Id extends string>(
  id: Id,
  run: (context: Context, execution: TaskExecution) => TaskResult | Promise<TaskResult>,
): Task & { id: Id } => ({ id, run: async (context, execution) => run(context, execution) });

/** A task that responds with its id and continues. */
export const goesOn = <Id extends string>(id: Id) =>
  task(id, () => ({ response: id, nextAction: NextAction.ContinueAndExecute }));

/** A task that asks, and continues with the answer. */
export const asks = <Id extends string>(id: Id) =>
  task(id, (context, { answer }) => {
    if (answer === undefined) return { response: `${id}?`, nextAction: NextAction.WaitForInput };
    context.set(id, answer);
    return { response: `${id}!`, nextAction: NextAction.ContinueAndExecute };
  });

/** A task that never ends; `started` resolves to the signal of its first execution. */
export function hangs<Id extends string>(id: Id) {
  const { promise: started, resolve } = Promise.withResolvers<AbortSignal>();
  const hanging = task(id, (context, { signal }) => {
    context.set("half", "done");
    context.addAssistantMessage("half said");
    resolve(signal);
    return new Promise<TaskResult>(() => {});
  });
  return { ...hanging, started };
}

/** A session "s" with these values, saved and not yet run, and a runner for it. */
export async function started(graph: Graph, values: Record<string, unknown> = {}, now?: () => number) {
  const storage = new InMemorySessionStorage(now);
  const session = new Session("s", graph.startTaskId());
  for (const [key, value] of Object.entries(values)) session.context.set(key, value);
  await storage.save(session);
  return { storage, runner: new FlowRunner(graph, storage) };
}

/** Hands in an answer as a caller of the engine does. */
export async function answer(storage: InMemorySessionStorage, value: NonNullable<Session["answer"]>, id = "s") {
  const session = await storage.get(id);
  if (!session) throw new Error(`There is no session ${id}.`);
  session.answer = value;
  await storage.save(session);
}

/** greet (says something) -> ask (waits) -> close (removes a value, ends) */
export const talk = () =>
  new GraphBuilder("contract")
    .addTask(
      task("greet", (context) => {
        context.set("greeted", { by: "us" });
        context.addAssistantMessage("good day");
        const wishes = { response: "good day", nextAction: NextAction.ContinueAndExecute, statusMessage: "greets" };
        return { ...wishes, usage: { modelId: "small", inputTokens: 12, outputTokens: 3 } };
      }),
    )
    .addTask(asks("ask"))
    .addTask(
      task("close", (context) => {
        context.remove("greeted");
        context.addAssistantMessage("goodbye");
        return { nextAction: NextAction.End };
      }),
    )
    .addEdge("greet", "ask")
    .addEdge("ask", "close")
    .build();
