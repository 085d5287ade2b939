import { expect, test } from "vitest";
import { GraphBuilder } from "../graph/graph-builder";
import { Session } from "../session/session";
import { goesOn } from "../testing/test-tasks";
import { InMemorySessionStorage } from "./in-memory-storage";
import { initialValuesOf, isUntouched, markStored, recordEdits, unsavedSteps } from "./unsaved-steps";

const graph = new GraphBuilder("g").addTask(goesOn("a")).addTask(goesOn("b")).addEdge("a", "b").build();

async function stored(): Promise<Session> {
  const storage = new InMemorySessionStorage();
  await storage.save(new Session("s", "a"));
  const session = await storage.get("s");
  if (!session) throw new Error("It was not saved.");
  return session;
}

test("a session is a plain object: what is not saved yet is kept beside it", async () => {
  const session = await stored();
  const keys = Object.keys(session);
  await graph.executeSession(session);
  expect(unsavedSteps(session)).toMatchObject([{ step: { taskId: "a" } }, { step: { taskId: "b" } }]);
  expect(Object.keys(session)).toEqual(keys);
  expect(keys).not.toContain("unsaved");
});

test("edits become one step, and edits made after it are added to that step", async () => {
  const session = await stored();
  session.context.set("first", 1);
  session.context.addUserMessage("one");
  recordEdits(session);
  session.context.set("second", 2);
  session.context.addUserMessage("two");
  recordEdits(session);
  expect(unsavedSteps(session)).toMatchObject([
    {
      step: { seq: 1, status: "saved", taskId: "a", nextTaskId: null, patch: { set: { first: 1, second: 2 } } },
      messages: [{ content: "one" }, { content: "two" }],
    },
  ]);
});

test("a move to another task is a step from the stored task", async () => {
  const session = await stored();
  session.currentTaskId = "b";
  recordEdits(session);
  expect(unsavedSteps(session)).toMatchObject([{ step: { status: "saved", taskId: "a", nextTaskId: "b" } }]);
});

test("a session without edits gets no step, nor does one whose edits were saved", async () => {
  const session = await stored();
  recordEdits(session);
  expect(unsavedSteps(session)).toEqual([]);
  session.context.set("edited", true);
  recordEdits(session);
  markStored(session);
  recordEdits(session);
  expect(unsavedSteps(session)).toEqual([]);
});

test("a new session begins with its edits, and keeps these values when steps follow", async () => {
  const session = new Session("s", "a");
  expect(isUntouched(session)).toBe(true);
  session.context.set("given", 1);
  await graph.executeSession(session);
  session.context.set("given", 2);
  expect(initialValuesOf(session)).toEqual({ given: 1 });
  expect(isUntouched(session)).toBe(false);
});
