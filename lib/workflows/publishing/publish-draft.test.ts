import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { DesignerPrincipal } from "@/lib/auth/principal";
import { createClaimant, createDesigner } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinition } from "@/lib/engine";
import { getGraphView } from "../data";
import { createWorkflow } from "../list/mutations";
import { findPublishedVersion } from "../load-graph";
import { discardDraft, saveDraft } from "../mutations";
import { getDraft } from "../read-draft";
import { changeDraft, letterWorkflow, withLetter } from "../test-drafts";
import { publishDraft } from "./publish-draft";
import { publishWorkflow } from "./publish-workflow";

withTestDatabase();

let mira: DesignerPrincipal;
let omar: DesignerPrincipal;
beforeAll(async () => {
  mira = await createDesigner("Mira Sato");
  omar = await createDesigner("Omar Aziz");
});

async function published() {
  const id = `letters-${randomUUID()}`;
  return { id, ...(await publishWorkflow(letterWorkflow(id))) };
}

const versionsOf = (workflowId: string) =>
  prisma.workflowVersion.findMany({ where: { workflowId }, orderBy: { number: "asc" } });

describe("publishing a draft", () => {
  test("makes it the version that new sessions start on, with the note and who published it", async () => {
    const { id, versionId } = await published();
    const { revision } = await changeDraft(mira, id, (definition) => ({
      ...withLetter("Hello.")(definition),
      name: "Our letters",
    }));
    const result = await publishDraft(omar, id, { revision, note: "Shorter." });
    expect(result).toEqual({ versionId: expect.any(String), number: 2, revision: revision + 1 });
    expect(await findPublishedVersion(id)).toMatchObject({ id: result.versionId });
    expect(await versionsOf(id)).toMatchObject([
      { id: versionId, note: "", authorId: null },
      { id: result.versionId, note: "Shorter.", authorId: omar.userId },
    ]);
    expect(await getDraft(mira, id)).toMatchObject({ revision: revision + 1, isDirty: false, baseVersionNumber: 2 });
    expect(await prisma.workflow.findUnique({ where: { id } })).toMatchObject({ name: "Our letters" });
  });

  test("is an audit event of the person", async () => {
    const { id } = await published();
    const { revision } = await changeDraft(mira, id, withLetter("Hello."));
    const { versionId } = await publishDraft(mira, id, { revision, note: "Why." });
    expect(await prisma.auditEvent.findMany({ where: { type: "workflow.published", actorId: mira.userId } })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          sessionId: null,
          data: { workflow_id: id, version_id: versionId, number: "2", note: "Why." },
        }),
      ]),
    );
  });

  test("keeps running sessions on their version", async () => {
    const { id, versionId } = await published();
    const { userId: claimantId } = await createClaimant();
    const session = randomUUID();
    await prisma.session.create({
      data: {
        ...{ id: session, claimantId, workflowVersionId: versionId, status: "paused", currentTaskId: "note" },
        ...{ context: {}, reference: session, flags: [] },
      },
    });
    const { revision } = await changeDraft(mira, id, withLetter("Hello."));
    await publishDraft(mira, id, { revision, note: "" });
    expect(await prisma.session.findUnique({ where: { id: session } })).toMatchObject({ workflowVersionId: versionId });
  });

  test("publishes a new workflow for the first time", async () => {
    const { id } = await createWorkflow(mira, { name: "Brand new" });
    const { name } = (await getDraft(mira, id)).definition;
    await changeDraft(mira, id, () => ({ ...letterWorkflow(id), name }) as GraphDefinition);
    expect(await publishDraft(mira, id, { revision: 2, note: "" })).toMatchObject({ number: 1, revision: 3 });
    expect(await getDraft(mira, id)).toMatchObject({ baseVersionNumber: 1, isDirty: false });
  });

  test("of a draft that changes nothing makes no version", async () => {
    const { id, versionId } = await published();
    expect(await publishDraft(mira, id, { revision: 0, note: "" })).toEqual({ versionId, number: 1, revision: 0 });
    const { revision } = await changeDraft(mira, id, withLetter("Dear you."));
    expect(await publishDraft(mira, id, { revision, note: "" })).toEqual({ versionId, number: 1, revision });
    expect(await versionsOf(id)).toHaveLength(1);
  });
});

describe("the places of cards", () => {
  const place = async (id: string, x: number) => {
    const { revision, baseVersionId, definition, layout } = await getDraft(mira, id);
    const placed = { ...layout, positions: { note: { x, y: 5 } } };
    await saveDraft(mira, id, { revision, baseVersionId, definition, layout: placed });
    return revision + 1;
  };
  const drawnAt = async (versionId: string) =>
    (await getGraphView(versionId)).nodes.find((node) => node.id === "note")?.x;

  test("are published with the version, in its picture", async () => {
    const { id } = await published();
    await changeDraft(mira, id, withLetter("Hello."));
    const { versionId, revision } = await publishDraft(mira, id, { revision: await place(id, 700), note: "" });
    expect(await drawnAt(versionId)).toBe(700);
    expect(await getDraft(mira, id)).toMatchObject({
      revision,
      isDirty: false,
      layout: { positions: { note: { x: 700 } } },
    });
  });

  test("alone make no new version: those of the newest move", async () => {
    const { id, versionId } = await published();
    await getGraphView(versionId);
    const result = await publishDraft(mira, id, { revision: await place(id, 800), note: "" });
    expect(result).toEqual({ versionId, number: 1, revision: 2 });
    expect(await versionsOf(id)).toHaveLength(1);
    expect(await drawnAt(versionId)).toBe(800);
    expect(await getDraft(mira, id)).toMatchObject({ isDirty: false });
    expect(await discardDraft(mira, id, 2)).toMatchObject({ layout: { positions: { note: { x: 800 } } } });
  });
});

describe("a draft is not published", () => {
  test("with problems: all of them are listed", async () => {
    const { id } = await published();
    const { revision } = await changeDraft(mira, id, (definition) => ({
      ...definition,
      edges: [],
      tasks: definition.tasks.map((task) => ({ ...task, kind: task.id === "note" ? "gone" : task.kind })),
    }));
    await expect(publishDraft(mira, id, { revision, note: "" })).rejects.toMatchObject({
      ...{ code: "invalid", status: 422 },
      options: {
        data: {
          problems: expect.arrayContaining([expect.objectContaining({ code: "unknown_kind", taskId: "note" })]),
        },
      },
    });
    expect(await versionsOf(id)).toHaveLength(1);
  });

  test("with thousands of problems: the first 500 are listed, with the total number", async () => {
    const { id } = await published();
    const unknown = Array.from({ length: 600 }, (_, index) => ({
      ...{ id: `u${index}`, from: "note", to: "letter" },
      condition: { field: `unknown_${index}`, op: "exists" as const },
    }));
    const { revision } = await changeDraft(mira, id, (definition) => ({
      ...definition,
      edges: [...unknown, ...definition.edges],
    }));
    const refused = await publishDraft(mira, id, { revision, note: "" }).catch((error) => error);
    expect(refused.options.detail).toMatch(/has 600 problems/);
    expect(refused.options.data.problems).toHaveLength(500);
  });

  test("when another designer saved a newer revision", async () => {
    const { id } = await published();
    const { revision } = await changeDraft(mira, id, withLetter("Hello."));
    await changeDraft(omar, id, withLetter("Goodbye."));
    await expect(publishDraft(mira, id, { revision, note: "" })).rejects.toMatchObject({
      code: "draft_conflict",
      options: { data: { draft: { revision: revision + 1, author: { name: "Omar Aziz" } } } },
    });
  });

  test("when its base is no longer the newest version, until that is brought into it", async () => {
    const { id, versionId } = await published();
    const { revision } = await changeDraft(mira, id, withLetter("Hello."));
    const newer = await publishWorkflow({ ...letterWorkflow(id), description: "From elsewhere." });
    await expect(publishDraft(mira, id, { revision, note: "" })).rejects.toMatchObject({
      code: "draft_conflict",
      options: {
        data: {
          draft: { revision },
          base: { versionId, number: 1, definition: { description: "" } },
          newest: { versionId: newer.versionId, number: 2, definition: { description: "From elsewhere." } },
        },
      },
    });
    const { definition, layout } = await getDraft(mira, id);
    const merged = { ...definition, description: "From elsewhere." };
    await saveDraft(mira, id, { revision, baseVersionId: newer.versionId, definition: merged, layout });
    expect(await publishDraft(mira, id, { revision: revision + 1, note: "" })).toMatchObject({ number: 3 });
  });

  test("that names a collection of documents which this installation does not have", async () => {
    const { id } = await published();
    await prisma.collection.create({
      data: { name: "known-terms", audience: "claimants", embeddingModel: "m", dimensions: 1 },
    });
    const { revision } = await changeDraft(mira, id, (definition) => ({
      ...definition,
      collections: ["known-terms", "lost-terms"],
    }));
    await expect(publishDraft(mira, id, { revision, note: "" })).rejects.toMatchObject({
      code: "invalid",
      options: {
        data: {
          problems: [{ code: "config", message: "There is no collection “lost-terms”.", path: ["collections", 1] }],
        },
      },
    });
    const mended = await changeDraft(mira, id, (definition) => ({ ...definition, collections: ["known-terms"] }));
    expect(await publishDraft(mira, id, { revision: mended.revision, note: "" })).toMatchObject({ number: 2 });
  });

  test("whose searches name a missing collection, or one for staff where claimants start, also in a part", async () => {
    const { id } = await published();
    await prisma.collection.create({
      data: { name: "staff-manual", audience: "staff", embeddingModel: "m", dimensions: 1 },
    });
    const search = (taskId: string, collection: string) => ({
      ...{ id: taskId, kind: "search", label: taskId },
      config: { collections: [collection], query: "theft", into: "passages" },
    });
    const { revision } = await changeDraft(mira, id, (definition) => ({
      ...definition,
      tasks: [
        { ...search("look", "absent-terms") },
        {
          id: "parts",
          kind: "fan_out",
          label: "parts",
          config: { prefix: "p", parts: [search("own", "staff-manual")] },
        },
      ],
      startTaskId: "look",
      edges: [{ id: "e1", from: "look", to: "parts" }],
    }));
    await expect(publishDraft(mira, id, { revision, note: "" })).rejects.toMatchObject({
      code: "invalid",
      options: {
        data: {
          problems: [
            {
              message: '"look", there is no collection “absent-terms” in this installation.',
              taskId: "look",
              path: ["config", "collections", 0],
            },
            {
              message: expect.stringContaining("“staff-manual” is for staff"),
              taskId: "parts",
              path: ["config", "parts", 0, "config", "collections", 0],
            },
          ],
        },
      },
    });
  });

  test("of an unknown workflow", async () => {
    await expect(publishDraft(mira, "nothing", { revision: 0, note: "" })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("at the same moment", () => {
  test("of several publishers exactly one succeeds", async () => {
    const { id } = await published();
    const { revision } = await changeDraft(mira, id, withLetter("Hello."));
    const results = await Promise.allSettled(
      [mira, omar, mira, omar, mira, omar].map((designer, index) =>
        publishDraft(designer, id, { revision, note: `Note ${index}` }),
      ),
    );
    const won = results.filter((result) => result.status === "fulfilled");
    expect(won).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "draft_conflict" });
    }
    expect(await versionsOf(id)).toHaveLength(2);
  });

  test("a save and a publishing never lose what was saved", async () => {
    for (let round = 0; round < 8; round++) {
      const { id } = await published();
      const { revision, ...view } = await changeDraft(mira, id, withLetter("Hello."));
      const { baseVersionId, definition, layout } = view;
      const body = { revision, baseVersionId, definition: withLetter("Saved.")(definition), layout };
      const [save, publishing] = await Promise.allSettled([
        saveDraft(omar, id, body),
        publishDraft(mira, id, { revision, note: "" }),
      ]);
      expect([save.status, publishing.status].sort()).toEqual(["fulfilled", "rejected"]);
      const draft = await getDraft(mira, id);
      expect(JSON.stringify(draft.definition)).toContain(save.status === "fulfilled" ? "Saved." : "Hello.");
      expect(await versionsOf(id)).toHaveLength(save.status === "fulfilled" ? 1 : 2);
    }
  });

  test("a release that ships a version and a publisher do not both build on the same base", async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await published();
      const { revision } = await changeDraft(mira, id, withLetter("Hello."));
      const [shipping, publishing] = await Promise.allSettled([
        publishWorkflow(letterWorkflow(id, "Shipped.")),
        publishDraft(mira, id, { revision, note: "" }),
      ]);
      expect(shipping.status).toBe("fulfilled");
      const numbers = (await versionsOf(id)).map(({ number }) => number);
      expect(numbers).toEqual(publishing.status === "fulfilled" ? [1, 2, 3] : [1, 2]);
    }
  });
});
