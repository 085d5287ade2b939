import { beforeAll, expect, test } from "vitest";
import { createAdmin, createClaimant, createReviewer } from "@/lib/auth/test-person";
import { findOwnList } from "@/lib/chat/find-own-list";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { startSession } from "@/lib/sessions/start-session";
import { findStartable } from "./find-startable";
import { publishWorkflow } from "./publishing/publish-workflow";

withTestDatabase();

const workflow = (id: string, more: Partial<GraphDefinitionInput> = {}): GraphDefinitionInput => ({
  ...{ id, name: id, startTaskId: "end", edges: [] },
  tasks: [{ id: "end", kind: "letter", label: "End", config: { letter: "Done." } }],
  ...more,
});
const idsFor = async (person: Parameters<typeof findStartable>[0]) => (await findStartable(person)).map(({ id }) => id);

beforeAll(async () => {
  await publishWorkflow(workflow("for-claimants"));
  await publishWorkflow(workflow("for-staff", { startedBy: ["reviewer", "designer"] }));
});

test("a person is offered the published workflows that name one of their roles", async () => {
  const claimant = await createClaimant();
  expect(await idsFor(claimant)).toEqual(["for-claimants"]);
  expect(await idsFor(await createReviewer())).toEqual(["for-staff"]);
  expect(await idsFor({ roles: ["claimant", "designer"] })).toEqual(["for-claimants", "for-staff"]);
  expect(await idsFor(await createAdmin())).toEqual([]);
});

test("a person who may not start it gets 403 in words, also when it was started by others before", async () => {
  const [claimant, reviewer] = [await createClaimant(), await createReviewer()];
  const refused = { code: "forbidden", message: "“for-staff” can only be started by reviewers and designers." };
  await expect(startSession(claimant, { workflowId: "for-staff" })).rejects.toMatchObject(refused);
  await startSession(reviewer as never, { workflowId: "for-staff" });
  await expect(startSession(claimant, { workflowId: "for-staff" })).rejects.toMatchObject(refused);
});

test("a new version may change who starts it, at once and in every process", async () => {
  const claimant = await createClaimant();
  await publishWorkflow(workflow("changes", { startedBy: ["reviewer"] }));
  await expect(startSession(claimant, { workflowId: "changes" })).rejects.toMatchObject({ code: "forbidden" });
  await publishWorkflow(workflow("changes"));
  await startSession(claimant, { workflowId: "changes" });
  await publishWorkflow(workflow("changes", { startedBy: ["designer"] }));
  await expect(startSession(claimant, { workflowId: "changes" })).rejects.toMatchObject({ code: "forbidden" });
});

test("an archived workflow is not offered", async () => {
  await publishWorkflow(workflow("old"));
  await prisma.workflow.update({ where: { id: "old" }, data: { archivedAt: new Date() } });
  const claimant = await createClaimant();
  expect(await idsFor(claimant)).not.toContain("old");
  await expect(startSession(claimant, { workflowId: "old" })).rejects.toThrow(/archived/);
});

test("versions of earlier releases are started by claimants and called claims", async () => {
  const { tasks, startTaskId, edges } = workflow("earlier");
  const definition = { id: "earlier", name: "Earlier", description: "", startTaskId, settings: [], tasks, edges };
  await prisma.workflow.create({ data: { id: "earlier", name: "Earlier", description: "" } });
  await prisma.workflowVersion.create({
    data: { workflowId: "earlier", number: 1, definition: definition as never, contentHash: "-" },
  });
  await startSession(await createClaimant(), { workflowId: "earlier" });
  const found = (await findStartable(await createClaimant())).find(({ id }) => id === "earlier");
  expect(found).toMatchObject({ sessionWord: { one: "claim", many: "claims" }, startedWith: "new" });
});

test("a workflow is offered with its way to start; one for programs is not offered, but can be started", async () => {
  await publishWorkflow(workflow("asked", { startedWith: "ask" }));
  await publishWorkflow(workflow("by-programs", { startedWith: "api" }));
  const claimant = await createClaimant();
  const offered = await findStartable(claimant);
  expect(offered.find(({ id }) => id === "asked")?.startedWith).toBe("ask");
  expect(offered.map(({ id }) => id)).not.toContain("by-programs");
  await startSession(claimant, { workflowId: "by-programs" });
});

test("a list is called after questions too, as soon as one was asked", async () => {
  const sessionWord = { one: "question", many: "questions" };
  await publishWorkflow(workflow("asked", { startedWith: "ask", sessionWord }));
  const claimant = await createClaimant();
  expect(await findOwnList(claimant)).toMatchObject({ title: "My claims" });
  await startSession(claimant, { workflowId: "asked" });
  expect(await findOwnList(claimant)).toMatchObject({ title: "My claims and questions", many: "claims and questions" });
});

test("a person's own list has the one word of all its sessions, else it is “My cases”", async () => {
  const claimant = await createClaimant();
  expect(await findOwnList(claimant)).toMatchObject({ title: "My claims", isShown: true });
  const reviewer = await createReviewer();
  expect(await findOwnList(reviewer)).toMatchObject({ isShown: true });
  await publishWorkflow(workflow("requests", { sessionWord: { one: "request", many: "requests" } }));
  expect(await findOwnList(claimant)).toMatchObject({ title: "My cases", many: "cases" });
  expect(await findOwnList(await createAdmin())).toMatchObject({ isShown: false, startable: [] });
});

test.each([
  ["claim", /^CLM-/],
  ["request", /^RQS-/],
  ["order", /^ORD-/],
  ["idea", /^IDE-/],
  ["Übung", /^UBN-/],
  ["申請", /^REF-/],
])("the reference of a session called %j begins with %s", async (one, pattern) => {
  await publishWorkflow(workflow("word", { sessionWord: { one, many: `${one}s` } }));
  expect((await startSession(await createClaimant(), { workflowId: "word" })).reference).toMatch(pattern);
});
