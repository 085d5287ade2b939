import { expect, test } from "vitest";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction } from "../graph/task";
import { FlowRunner } from "../run/flow-runner";
import type { HistoryMessage } from "../session/context";
import { Session } from "../session/session";
import { forkSession } from "../session/time-travel";
import { type ContractSetup, sessionsOf } from "./test-sessions";
import { task } from "./test-tasks";

/** What every SessionStorage keeps of a conversation, and of the data of its messages. Called inside a `describe`. */
export function sessionConversationContract(setup: () => ContractSetup): void {
  const { load, begin } = sessionsOf(setup);

  test("keeps a session as it was saved, with its conversation", async () => {
    const { storage, newId, graphId } = setup();
    const session = new Session(newId(), "first", graphId);
    session.context.addUserMessage("hello");
    session.context.addAssistantMessage("good morning");
    session.statusMessage = "greeted";
    session.backStack = ["door"];
    await storage.save(session);
    const loaded = await storage.get(session.id);
    expect(loaded?.context.getChatHistory().map((message) => message.content)).toEqual(["hello", "good morning"]);
    expect(loaded).toMatchObject({ statusMessage: "greeted", backStack: ["door"], version: session.version });
  });

  test("keeps the data of a message: of a step, of an edit, and in the history", async () => {
    const { storage, session, id } = await begin("first");
    const { messageData } = setup();
    session.context.addAssistantMessage("by hand", messageData);
    await storage.save(session);
    const graph = new GraphBuilder("contract")
      .addTask(
        task("first", (context) => {
          context.addAssistantMessage("plain");
          context.addAssistantMessage("by a step", messageData);
          return { nextAction: NextAction.WaitForInput };
        }),
      )
      .build();
    await new FlowRunner(graph, storage).run(id);
    const said = [["by hand", messageData], ["plain"], ["by a step", messageData]];
    const dataOf = (messages: readonly HistoryMessage[]) =>
      messages.map(({ content, data }) => (data ? [content, data] : [content]));
    expect(dataOf((await load(storage, id)).context.getChatHistory())).toEqual(said);
    expect(dataOf((await storage.history(id))?.messages ?? [])).toEqual(said);
    const fork = await forkSession(storage, id, { seq: 2, newId: setup().newId() });
    expect(dataOf((await load(storage, fork.id)).context.getChatHistory())).toEqual(said);
  });

  test("starts the conversation anew when a task clears it", async () => {
    const { storage, session, id } = await begin("first");
    session.context.addUserMessage("old");
    await storage.save(session);
    const graph = new GraphBuilder("contract")
      .addTask(
        task("first", (context) => {
          context.addAssistantMessage("also old");
          context.clearChatHistory();
          context.addAssistantMessage("new");
          return { nextAction: NextAction.WaitForInput };
        }),
      )
      .build();
    await new FlowRunner(graph, storage).run(id);
    expect((await storage.get(id))?.context.getChatHistory().map((message) => message.content)).toEqual(["new"]);
  });

  test("keeps only the messages after the caller cleared the conversation, however often it is saved", async () => {
    const { storage, newId, graphId } = setup();
    const session = new Session(newId(), "chat", graphId);
    session.context.addUserMessage("a secret");
    await storage.save(session);
    session.context.clearChatHistory();
    await storage.save(session);
    session.context.addAssistantMessage("hello");
    await storage.save(session);
    await storage.save(session);
    const stored = await storage.get(session.id);
    expect(stored?.context.getChatHistory().map(({ content }) => content)).toEqual(["hello"]);
    expect((await storage.history(session.id))?.steps).toHaveLength(2);
  });

  test("keeps only the messages after the caller of `get` cleared the conversation", async () => {
    const { storage, session, id } = await begin("first");
    session.context.addUserMessage("old");
    await storage.save(session);
    const held = await load(storage, id);
    held.context.clearChatHistory();
    held.context.addUserMessage("new");
    await storage.save(held);
    expect((await storage.get(id))?.context.getChatHistory().map((message) => message.content)).toEqual(["new"]);
  });
}
