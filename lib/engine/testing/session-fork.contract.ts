import { expect, test } from "vitest";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction } from "../graph/task";
import { FlowRunner } from "../run/flow-runner";
import { Session } from "../session/session";
import { forkSession } from "../session/time-travel";
import { type ContractSetup, sessionsOf } from "./test-sessions";
import { goesOn, talk, task } from "./test-tasks";

/** How a session of every SessionStorage is forked. Called inside a `describe`. */
export function sessionForkContract(setup: () => ContractSetup): void {
  const { begin, load, historyOf, reply } = sessionsOf(setup);

  test("has the messages that tasks saw at its step, and not those that were cleared", async () => {
    const { storage, id } = await begin("chat");
    const clears = task("clears", (context) => {
      context.addUserMessage("half a secret");
      context.clearChatHistory();
      context.addAssistantMessage("fresh");
      return { nextAction: NextAction.Continue };
    });
    const secret = task("chat", (context) => {
      context.addUserMessage("a secret");
      return { nextAction: NextAction.ContinueAndExecute };
    });
    const graph = new GraphBuilder("contract").addTask(secret).addTask(clears).addTask(goesOn("rest"));
    graph.addEdge("chat", "clears").addEdge("clears", "rest");
    await new FlowRunner(graph.build(), storage).run(id);
    const contents = async (of: string) => (await load(storage, of)).context.getChatHistory().map((one) => one.content);
    const forkAt = async (seq: number) => (await forkSession(storage, id, { seq, newId: setup().newId() })).id;
    expect(await contents(await forkAt(2))).toEqual(await contents(id));
    expect(await contents(id)).toEqual(["fresh"]);
    expect(await contents(await forkAt(1))).toEqual(["a secret"]);
    expect((await historyOf(storage, id)).messages.map((one) => one.content)).toEqual([
      "a secret",
      "half a secret",
      "fresh",
    ]);
  });

  test("needs no step for a conversation that was cleared while it was empty", async () => {
    const { storage, newId, graphId } = setup();
    const session = new Session(newId(), "only", graphId);
    session.context.clearChatHistory();
    await new FlowRunner(new GraphBuilder("contract").addTask(goesOn("only")).build(), storage).start(session);
    expect((await historyOf(storage, session.id)).steps).toMatchObject([{ seq: 1, status: "done" }]);
  });

  test("has no message that was cleared before the session was saved", async () => {
    const { storage, newId, graphId } = setup();
    const session = new Session(newId(), "chat", graphId);
    session.context.addUserMessage("a secret");
    session.context.clearChatHistory();
    session.context.addAssistantMessage("hi");
    await storage.save(session);
    const fork = await forkSession(storage, session.id, { seq: 1, newId: newId() });
    const conversation = (await load(storage, fork.id)).context.getChatHistory();
    expect(conversation.map(({ content }) => content)).toEqual(["hi"]);
    expect(await historyOf(storage, session.id)).toMatchObject({
      messages: [
        { content: "a secret", until: 1 },
        { content: "hi", until: null },
      ],
    });
  });

  test("starts from the state of the other one, asks again, and the two are independent", async () => {
    const { storage, id, graphId } = await begin();
    const runner = new FlowRunner(talk(), storage);
    await runner.run(id);
    await reply(storage, id, "yes");
    await runner.run(id);
    const [before, history] = [await load(storage, id), await historyOf(storage, id)];
    const newId = setup().newId();
    await forkSession(storage, id, { seq: 2, newId });
    const fork = await load(storage, newId);
    expect(fork).toMatchObject({ graphId, currentTaskId: "ask", status: "ready", stepSeq: 0, backStack: ["greet"] });
    expect(fork.context.values()).toEqual({ given: [1, { two: null }], greeted: { by: "us" } });
    expect(fork.context.getChatHistory().map((message) => message.content)).toEqual(["good day"]);
    expect(await runner.run(newId, { onlyDue: true })).toMatchObject({ status: { type: "WaitingForInput" } });
    await reply(storage, newId, "no");
    expect(await runner.run(newId)).toMatchObject({ status: { type: "Completed" } });
    expect((await load(storage, newId)).context.get("ask")).toBe("no");
    expect((await load(storage, id)).context.values()).toEqual(before.context.values());
    expect(await historyOf(storage, id)).toEqual(history);
  });
}
