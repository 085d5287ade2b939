import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { DesignerPrincipal } from "@/lib/auth/principal";
import { createClaimant, createDesigner } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinition, TaskDefinition } from "@/lib/engine";
import { changeDraft, letterWorkflow } from "../test-drafts";
import { findImpact } from "./find-impact";
import { publishWorkflow } from "./publish-workflow";

withTestDatabase();

let mira: DesignerPrincipal;
let claimantId: string;
beforeAll(async () => {
  mira = await createDesigner();
  ({ userId: claimantId } = await createClaimant());
});

async function published() {
  const id = `letters-${randomUUID()}`;
  return { id, ...(await publishWorkflow(letterWorkflow(id))) };
}

async function standAt(workflowVersionId: string, currentTaskId: string, context = {}, status = "paused" as const) {
  const id = randomUUID();
  await prisma.session.create({
    data: { ...{ id, claimantId, workflowVersionId, status, currentTaskId, context }, reference: id, flags: [] },
  });
  return id;
}

const say = (id: string, message: string): TaskDefinition => ({ id, kind: "say", label: id, config: { message } });
const set = (id: string, key: string): TaskDefinition => ({
  ...{ id, kind: "set", label: id },
  config: { values: [{ key, value: "known" }] },
});
/** The draft as a chain of tasks. */
const chain =
  (...tasks: TaskDefinition[]) =>
  (definition: GraphDefinition): GraphDefinition => ({
    ...definition,
    tasks,
    startTaskId: tasks[0]?.id ?? "",
    edges: tasks.slice(1).map(({ id }, index) => ({ id: `e${index}`, from: tasks[index]?.id ?? "", to: id })),
  });
const [note, letter] = letterWorkflow("x").tasks as [TaskDefinition, TaskDefinition];

describe("what publishing means for open sessions", () => {
  test("is listed by version and task, with the removed tasks", async () => {
    const { id, versionId } = await published();
    await standAt(versionId, "note");
    await standAt(versionId, "note");
    await standAt(versionId, "letter");
    const done = await standAt(versionId, "letter");
    await prisma.session.update({ where: { id: done }, data: { status: "completed" } });
    const second = await publishWorkflow({ ...letterWorkflow(id), description: "Second." });
    await standAt(second.versionId, "letter");
    const { revision } = await changeDraft(mira, id, chain(letter));
    expect(await findImpact(mira, id, revision)).toEqual({
      sessions: [
        { versionNumber: 2, taskId: "letter", taskLabel: "Letter", count: 1, taskGoesAway: false },
        { versionNumber: 1, taskId: "letter", taskLabel: "Letter", count: 1, taskGoesAway: false },
        { versionNumber: 1, taskId: "note", taskLabel: "Note", count: 2, taskGoesAway: true },
      ],
      missingKeys: [],
    });
  });

  test("is nothing for a workflow without open sessions, or without a stored draft", async () => {
    const { id } = await published();
    expect(await findImpact(mira, id, 0)).toEqual({ sessions: [], missingKeys: [] });
  });

  test("is asked for the stored revision", async () => {
    const { id } = await published();
    await expect(findImpact(mira, id, 1)).rejects.toMatchObject({ code: "draft_conflict" });
    await expect(findImpact(mira, "nothing", 0)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a key that a task reads newly is missing", () => {
  const missingFor = async (
    position: { taskId: string; context?: object },
    change: (definition: GraphDefinition) => GraphDefinition,
  ) => {
    const { id, versionId } = await published();
    await standAt(versionId, position.taskId, position.context);
    const { revision } = await changeDraft(mira, id, change);
    return (await findImpact(mira, id, revision)).missingKeys;
  };
  const reader = say("reader", "It is {{ colour }}.");

  test("for sessions that reach the task without it", async () => {
    expect(await missingFor({ taskId: "note" }, chain(note, reader, letter))).toEqual([
      { key: "colour", label: "colour", readBy: ["reader"], sessions: 1 },
    ]);
  });

  test("for sessions that have already passed the task that writes it", async () => {
    const change = chain(set("writer", "colour"), note, reader, letter);
    expect(await missingFor({ taskId: "note" }, change)).toMatchObject([{ key: "colour", sessions: 1 }]);
  });

  test("for sessions at a removed task: their next task is not known", async () => {
    expect(await missingFor({ taskId: "note" }, chain(reader, letter))).toMatchObject([{ key: "colour", sessions: 1 }]);
  });

  test.each<[string, { taskId: string; context?: object }, (definition: GraphDefinition) => GraphDefinition]>([
    ["that have it", { taskId: "note", context: { colour: "red" } }, chain(note, reader, letter)],
    ["that a task gives it on the way", { taskId: "note" }, chain(note, set("writer", "colour"), reader, letter)],
    ["that are past its reader", { taskId: "letter" }, chain(note, reader, letter)],
    ["whose version read it there already", { taskId: "note" }, (definition) => ({ ...definition, name: "Same" })],
    [
      "that are only asked whether they have it",
      { taskId: "note" },
      (definition) => ({
        ...definition,
        edges: [
          { id: "known", from: "note", to: "letter", condition: { field: "colour", op: "exists" } },
          ...definition.edges,
        ],
      }),
    ],
  ])("not for sessions %s", async (_name, position, change) => {
    expect(await missingFor(position, change)).toEqual([]);
  });

  test("where the condition of an edge reads it", async () => {
    const change = (definition: GraphDefinition): GraphDefinition => ({
      ...definition,
      edges: [
        { id: "red", from: "note", to: "letter", condition: { field: "colour", op: "eq", value: "red" } },
        ...definition.edges,
      ],
    });
    expect(await missingFor({ taskId: "note" }, change)).toMatchObject([{ key: "colour", readBy: ["note"] }]);
  });
});
