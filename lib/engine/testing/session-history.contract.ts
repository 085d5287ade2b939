import { describe, expect, test } from "vitest";
import { SessionConflictError } from "../errors";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction, type TaskResult } from "../graph/task";
import { FlowRunner } from "../run/flow-runner";
import { Session } from "../session/session";
import { stateAt } from "../session/time-travel";
import type { SessionHistory } from "../storage/session-storage";
import { type ContractSetup, sessionsOf } from "./test-sessions";
import { goesOn, talk, task } from "./test-tasks";

const outline = ({ steps }: SessionHistory) =>
  steps.map(({ seq, taskId, status, action, nextTaskId }) => [seq, taskId, status, action, nextTaskId]);
const conversationOf = ({ messages }: SessionHistory) =>
  messages.map(({ role, content, since }) => [role, content, since]);

/** The history that every SessionStorage keeps. Called inside a `describe`. */
export function sessionHistoryContract(setup: () => ContractSetup): void {
  const { begin, load, historyOf, reply } = sessionsOf(setup);

  describe("the history", () => {
    test("is what the session began with, every step, and the conversation with the steps it is part of", async () => {
      const { storage, id, graphId } = await begin();
      const runner = new FlowRunner(talk(), storage);
      await runner.run(id);
      await reply(storage, id, "yes");
      await runner.run(id);
      const history = await historyOf(storage, id);
      expect(history).toMatchObject({ graphId, startTaskId: "greet", initialValues: { given: [1, { two: null }] } });
      expect(history.steps).toMatchObject([
        {
          ...{ seq: 1, taskId: "greet", status: "done", action: "ContinueAndExecute", nextTaskId: "ask" },
          ...{ response: "good day", statusMessage: "greets", attempt: 1, error: null, children: null, cached: false },
          patch: { set: { greeted: { by: "us" } }, remove: [] },
          usage: { modelId: "small", inputTokens: 12, outputTokens: 3 },
        },
        { seq: 2, taskId: "ask", action: "WaitForInput", nextTaskId: "ask", response: "ask?", usage: null },
        {
          seq: 3,
          taskId: "ask",
          action: "ContinueAndExecute",
          answer: "yes",
          patch: { set: { ask: "yes" }, remove: [] },
        },
        { seq: 4, taskId: "close", action: "End", nextTaskId: null, patch: { set: {}, remove: ["greeted"] } },
      ]);
      expect(conversationOf(history)).toEqual([
        ["assistant", "good day", 1],
        ["assistant", "goodbye", 4],
      ]);
      const { context } = await load(storage, id);
      expect(stateAt(history, 4).values).toEqual(context.values());
    });

    test("of a session that has not run has its start; an unknown session has no history", async () => {
      const { storage, id } = await begin();
      expect(await historyOf(storage, id)).toMatchObject({ startTaskId: "greet", steps: [], messages: [] });
      expect(await storage.history(setup().newId())).toBeUndefined();
    });

    test("keeps a failure with its error", async () => {
      const { storage, id } = await begin("broken");
      const graph = new GraphBuilder("contract")
        .addTask(task("broken", () => Promise.reject(new TypeError("the roof is leaking"))))
        .build();
      await new FlowRunner(graph, storage).run(id);
      expect((await historyOf(storage, id)).steps).toMatchObject([
        {
          ...{ seq: 1, taskId: "broken", status: "failed", action: null, nextTaskId: null, attempt: 1 },
          error: { code: "TypeError", message: "the roof is leaking" },
          patch: { set: {}, remove: [] },
        },
      ]);
    });

    test("has edits by hand as a step of their own", async () => {
      const { storage, id } = await begin();
      const edited = await load(storage, id);
      edited.context.set("note", "by hand");
      edited.context.remove("given");
      edited.context.addSystemMessage("a person has been here");
      await storage.save(edited);
      await storage.save(edited);
      await new FlowRunner(talk(), storage).run(id);
      const history = await historyOf(storage, id);
      expect(outline(history)).toEqual([
        [1, "greet", "saved", null, null],
        [2, "greet", "done", "ContinueAndExecute", "ask"],
        [3, "ask", "done", "WaitForInput", "ask"],
      ]);
      expect(history.steps[0]?.patch).toEqual({ set: { note: "by hand" }, remove: ["given"] });
      expect(conversationOf(history)).toEqual([
        ["system", "a person has been here", 1],
        ["assistant", "good day", 2],
      ]);
      expect(stateAt(history, 0).values).toEqual({ given: [1, { two: null }] });
      expect(stateAt(history, 1).values).toEqual({ note: "by hand" });
    });

    test("has a step for a move to another task by hand", async () => {
      const { storage, id } = await begin("greet");
      const first = await load(storage, id);
      first.currentTaskId = "elsewhere";
      await storage.save(first);
      first.currentTaskId = "further";
      await storage.save(first);
      const history = await historyOf(storage, id);
      expect([0, 1, 2].map((seq) => stateAt(history, seq).currentTaskId)).toEqual(["greet", "elsewhere", "further"]);
      expect(history.steps).toMatchObject([{ taskId: "greet", status: "saved" }, { taskId: "elsewhere" }]);
      expect(await load(storage, id)).toMatchObject({ currentTaskId: "further", stepSeq: 2 });
    });

    test("has what a task had written when it was done, not what it writes later", async () => {
      const { storage, id } = await begin("early");
      const late = Promise.withResolvers<void>();
      const early = task("early", (context) => {
        context.set("said", "early");
        context.addAssistantMessage("early");
        void late.promise.then(() => {
          context.set("said", "late");
          context.addAssistantMessage("late");
        });
        return { nextAction: NextAction.ContinueAndExecute };
      });
      const next = task("next", (context) => {
        late.resolve();
        return { nextAction: NextAction.Continue, response: context.get<string>("said") };
      });
      const graph = new GraphBuilder("contract").addTask(early).addTask(next).addTask(goesOn("rest"));
      graph.addEdge("early", "next").addEdge("next", "rest");
      const runner = new FlowRunner(graph.build(), storage);
      expect(await runner.run(id)).toMatchObject({ response: "early" });
      expect(await historyOf(storage, id)).toMatchObject({
        steps: [{ patch: { set: { said: "early" } } }, { response: "early" }],
        messages: [{ content: "early" }],
      });
      expect((await load(storage, id)).context.get("said")).toBe("early");
    });

    test("says of a turn that was stopped that nothing is tried by itself, whatever failed before", async () => {
      const { storage, id } = await begin("flaky");
      const flaky = task("flaky", () => Promise.reject(new Error("down")));
      const graph = new GraphBuilder("contract")
        .addTask(flaky)
        .setTaskRetry("flaky", { maxAttempts: 3, initialDelayMs: 60_000, backoffFactor: 1, maxDelayMs: 60_000 })
        .build();
      const runner = new FlowRunner(graph, storage);
      await runner.run(id);
      await runner.run(id, { signal: AbortSignal.abort("enough") });
      const { steps } = await historyOf(storage, id);
      expect(steps.map(({ error, retryInMs }) => [error?.code, retryInMs])).toEqual([
        ["Error", expect.any(Number)],
        ["turn_cancelled", null],
      ]);
    });

    test.each([
      ["a code with a NUL", () => Object.assign(new Error("down"), { code: "E\u0000" }), "E", "down"],
      ["no words at all", () => Object.create(null), "unknown", "an error without words"],
    ])("keeps a failure with %s", async (_name, thrown, code, message) => {
      const { storage, id } = await begin("odd");
      const graph = new GraphBuilder("contract").addTask(task("odd", () => Promise.reject(thrown()))).build();
      expect(await new FlowRunner(graph, storage).run(id)).toMatchObject({ status: { type: "Error", message } });
      expect(await historyOf(storage, id)).toMatchObject({ steps: [{ status: "failed", error: { code, message } }] });
    });

    test.each<[string, TaskResult]>([
      ["response", { nextAction: NextAction.End, response: 5 as unknown as string }],
      ["wait", { nextAction: NextAction.WaitForInput, wait: { audience: "claimant", form: {}, wakeInMs: Number.NaN } }],
      [
        "wait",
        { nextAction: NextAction.WaitForInput, wait: { audience: "claimant", form: {}, data: { queue: "a\u0000" } } },
      ],
      ["usage", { nextAction: NextAction.End, usage: { modelId: "a\u0000" } }],
      ["effect letter", { nextAction: NextAction.End, effects: [{ key: "letter", kind: "a\u0000", payload: null }] }],
    ])("names the %s that cannot be stored, and keeps nothing else of its step", async (name, result) => {
      const { storage, id } = await begin("odd");
      const graph = new GraphBuilder("contract").addTask(task("odd", () => result)).build();
      await new FlowRunner(graph, storage).run(id);
      expect(await historyOf(storage, id)).toMatchObject({
        steps: [{ status: "failed", error: { code: "context_value", message: expect.stringContaining(`"${name}"`) } }],
      });
    });

    test("keeps the times of messages that were said elsewhere", async () => {
      const { storage, id } = await begin("import");
      const timestamp = "2020-02-29T12:00:00.000Z";
      const imports = task("import", (context) => {
        context.addMessages([{ role: "user", content: "long ago", timestamp }]);
        return { nextAction: NextAction.End };
      });
      await new FlowRunner(new GraphBuilder("contract").addTask(imports).build(), storage).run(id);
      expect((await historyOf(storage, id)).messages).toMatchObject([{ content: "long ago", timestamp }]);
    });

    test("has the steps made by hand, in order, once they are saved", async () => {
      const { storage, id } = await begin();
      const session = await load(storage, id);
      await talk().executeSession(session);
      session.answer = "yes";
      session.context.set("between", "the runs");
      await talk().executeSession(session);
      expect(outline(await historyOf(storage, id))).toEqual([]);
      await storage.save(session);
      const history = await historyOf(storage, id);
      expect(outline(history)).toEqual([
        [1, "greet", "done", "ContinueAndExecute", "ask"],
        [2, "ask", "done", "WaitForInput", "ask"],
        [3, "ask", "saved", null, null],
        [4, "ask", "done", "ContinueAndExecute", "close"],
        [5, "close", "done", "End", null],
      ]);
      expect(conversationOf(history)).toEqual([
        ["assistant", "good day", 1],
        ["assistant", "goodbye", 5],
      ]);
      const stored = await load(storage, id);
      expect(stored).toMatchObject({ status: "completed", stepSeq: 5, wait: null, version: session.version });
      expect(stored.context.values()).toEqual({ given: [1, { two: null }], ask: "yes", between: "the runs" });
      expect(stateAt(history, 5).values).toEqual(stored.context.values());
    });

    test("of a session that ran by hand before it was saved begins where it began", async () => {
      const { storage, newId, graphId } = setup();
      const session = new Session(newId(), "greet", graphId);
      session.context.set("given", 1);
      session.context.addUserMessage("hello");
      await talk().executeSession(session);
      await storage.save(session);
      const history = await historyOf(storage, session.id);
      expect(history).toMatchObject({ startTaskId: "greet", initialValues: { given: 1 } });
      expect(conversationOf(history)).toEqual([
        ["user", "hello", 1],
        ["assistant", "good day", 2],
      ]);
      const stored = await load(storage, session.id);
      expect(stateAt(history, stored.stepSeq).values).toEqual(stored.context.values());
      expect(stored.context.getChatHistory().map((message) => message.content)).toEqual(["hello", "good day"]);
    });

    test("records no steps made by hand on a session that another run has changed", async () => {
      const { storage, id } = await begin();
      const mine = await load(storage, id);
      await talk().executeSession(mine);
      await new FlowRunner(talk(), storage).run(id);
      await expect(storage.save(mine)).rejects.toThrow(SessionConflictError);
      expect(outline(await historyOf(storage, id))).toHaveLength(2);
      expect(conversationOf(await historyOf(storage, id))).toHaveLength(1);
    });
  });
}
