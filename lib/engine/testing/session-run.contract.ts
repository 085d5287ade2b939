import { expect, test } from "vitest";
import { SessionCompletedError } from "../errors";
import type { Graph } from "../graph/graph";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction } from "../graph/task";
import { FlowRunner } from "../run/flow-runner";
import { type ContractSetup, sessionsOf } from "./test-sessions";
import { task } from "./test-tasks";

const chain = (): Graph =>
  new GraphBuilder("contract")
    .addTask(
      task("first", (context) => {
        context.set("first", true);
        context.addAssistantMessage("first said");
        return { response: "first said", nextAction: NextAction.ContinueAndExecute, statusMessage: "first is done" };
      }),
    )
    .addTask(
      task("ask", (context, { answer }) => {
        if (answer === undefined) {
          return {
            nextAction: NextAction.WaitForInput,
            wait: { audience: "claimant", form: { type: "reply", question: "Well?", suggestions: [] } },
          };
        }
        context.set("answer", answer);
        return { response: "thanks", nextAction: NextAction.ContinueAndExecute };
      }),
    )
    .addTask(task("last", () => ({ response: "bye", nextAction: NextAction.End })))
    .addEdge("first", "ask")
    .addEdge("ask", "last")
    .build();

/** What every SessionStorage keeps of the steps, questions and failures of a run. Called inside a `describe`. */
export function sessionRunContract(setup: () => ContractSetup): void {
  const { load, begin } = sessionsOf(setup);

  test("commits every step of a chain and stops at a question", async () => {
    const { storage, id } = await begin("first");
    const result = await new FlowRunner(chain(), storage).run(id);
    expect(result).toMatchObject({
      status: { type: "WaitingForInput" },
      responses: ["first said"],
      steps: 2,
      currentTaskId: "ask",
    });
    const waiting = await storage.get(id);
    expect(waiting).toMatchObject({
      status: "waiting",
      stepSeq: 2,
      statusMessage: "first is done",
      wait: { form: {} },
    });
    expect(waiting?.context.getChatHistory().map((message) => message.content)).toEqual(["first said"]);
  });

  test("hands a saved answer to the task that asked, once", async () => {
    const { storage, id } = await begin("first");
    const runner = new FlowRunner(chain(), storage);
    await runner.run(id);
    const waiting = await load(storage, id);
    waiting.answer = "forty-two";
    await storage.save(waiting);
    expect(await runner.run(id, { onlyDue: true })).toMatchObject({
      status: { type: "Completed" },
      responses: ["thanks", "bye"],
    });
    const done = await storage.get(id);
    expect(done?.context.get("answer")).toBe("forty-two");
    expect(done).toMatchObject({ status: "completed", wait: null, answer: undefined });
  });

  test("keeps an answer until a task takes it", async () => {
    const { storage, session, id } = await begin("first");
    session.answer = "early";
    await storage.save(session);
    expect(await new FlowRunner(chain(), storage).run(id)).toMatchObject({ status: { type: "Completed" } });
    expect((await storage.get(id))?.context.get("answer")).toBe("early");
  });

  test("lets a task wait without an audience", async () => {
    const { storage, id } = await begin("first");
    const graph = new GraphBuilder("contract")
      .addTask(task("first", () => ({ response: "Your name?", nextAction: NextAction.WaitForInput })))
      .build();
    expect(await new FlowRunner(graph, storage).run(id)).toMatchObject({ status: { type: "WaitingForInput" } });
    expect(await storage.get(id)).toMatchObject({ status: "waiting", wait: { form: { question: "Your name?" } } });
  });

  test("finds nothing due in a session that waits unanswered or is over", async () => {
    const { storage, id } = await begin("first");
    await new FlowRunner(chain(), storage).run(id);
    expect(await storage.acquire(id, { leaseMs: 1_000, onlyDue: true })).toBeUndefined();
  });

  test("keeps the failure of a task and lets the next run try again", async () => {
    const { storage, id } = await begin("first");
    let broken = true;
    const graph = new GraphBuilder("contract")
      .addTask(
        task("first", (context) => {
          context.set("half", "written");
          if (broken) throw new Error("the roof is leaking");
          return { nextAction: NextAction.End };
        }),
      )
      .build();
    const runner = new FlowRunner(graph, storage);
    expect(await runner.run(id)).toMatchObject({ status: { type: "Error", message: "the roof is leaking" } });
    const failed = await storage.get(id);
    expect(failed).toMatchObject({ status: "failed", attempt: 1, stepSeq: 1 });
    expect(failed?.context.get("half")).toBeUndefined();
    broken = false;
    expect(await runner.run(id)).toMatchObject({ status: { type: "Completed" } });
    expect(await storage.get(id)).toMatchObject({ status: "completed", attempt: 0, stepSeq: 2 });
  });

  test("refuses to acquire a session that is completed", async () => {
    const { storage, id } = await begin("first");
    const graph = new GraphBuilder("contract").addTask(task("first", () => ({ nextAction: NextAction.End }))).build();
    await new FlowRunner(graph, storage).run(id);
    await expect(storage.acquire(id, { leaseMs: 1_000 })).rejects.toThrow(SessionCompletedError);
    expect(await storage.acquire(id, { leaseMs: 1_000, onlyDue: true })).toBeUndefined();
  });
}
