import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { DesignerPrincipal } from "@/lib/auth/principal";
import { createDesigner } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { AppError } from "@/lib/errors";
import { createWorkflow } from "./list/mutations";
import { discardDraft, saveDraft } from "./mutations";
import { publishWorkflow } from "./publishing/publish-workflow";
import { getDraft } from "./read-draft";
import type { SaveDraft } from "./schema";
import { changeDraft, letterWorkflow, withLetter } from "./test-drafts";

withTestDatabase();

let mira: DesignerPrincipal;
let omar: DesignerPrincipal;
beforeAll(async () => {
  mira = await createDesigner("Mira Sato");
  omar = await createDesigner("Omar Aziz");
});

async function published(words?: string) {
  const id = `letters-${randomUUID()}`;
  return { id, ...(await publishWorkflow(letterWorkflow(id, words))) };
}

/** What an editor that shows the draft would save. */
async function seen(id: string): Promise<SaveDraft> {
  const { revision, baseVersionId, definition, layout } = await getDraft(mira, id);
  return { revision, baseVersionId, definition, layout };
}

describe("the draft of a workflow", () => {
  test("is its newest version until a designer changes it", async () => {
    const { id, versionId } = await published();
    expect(await getDraft(mira, id)).toMatchObject({
      ...{ workflowId: id, revision: 0, baseVersionId: versionId, baseVersionNumber: 1, isDirty: false, author: null },
      isArchived: false,
      definition: { id, tasks: [{ id: "note" }, { id: "letter" }], settings: [] },
    });
  });

  test("is what was saved last, with who saved it", async () => {
    const { id } = await published();
    const changed = await changeDraft(mira, id, withLetter("Hello."));
    expect(changed).toMatchObject({ revision: 1, isDirty: true, author: { id: mira.userId, name: "Mira Sato" } });
    expect(await changeDraft(omar, id, withLetter("Goodbye."))).toMatchObject({
      ...{ revision: 2, baseVersionNumber: 1, author: { name: "Omar Aziz" } },
      definition: { tasks: [{}, { config: { letter: "Goodbye." } }] },
    });
  });

  test("that equals the published version again has nothing to publish", async () => {
    const { id } = await published("Dear you.");
    await changeDraft(mira, id, withLetter("Hello."));
    expect(await changeDraft(mira, id, withLetter("Dear you."))).toMatchObject({ revision: 2, isDirty: false });
  });

  test("is dirty when only the place of a card differs", async () => {
    const { id } = await published();
    const layout = { positions: { note: { x: 10, y: 20 } }, notes: [], groups: [] };
    await saveDraft(mira, id, { ...(await seen(id)), layout });
    expect(await getDraft(mira, id)).toMatchObject({ isDirty: true, layout });
  });

  test("that changes nothing follows the newest version, one that changes something keeps its base", async () => {
    const { id, versionId } = await published();
    await changeDraft(mira, id, withLetter("Dear you."));
    const newer = await publishWorkflow(letterWorkflow(id, "Second."));
    expect(await getDraft(mira, id)).toMatchObject({ revision: 1, baseVersionNumber: 2, isDirty: false });
    const { revision } = await changeDraft(mira, id, withLetter("Hello."));
    await publishWorkflow(letterWorkflow(id, "Third."));
    expect(await getDraft(mira, id)).toMatchObject({ revision, baseVersionId: newer.versionId, isDirty: true });
    expect(newer.versionId).not.toBe(versionId);
  });

  test("is not found for an unknown workflow", async () => {
    await expect(getDraft(mira, "nothing")).rejects.toMatchObject({ code: "not_found" });
    await prisma.workflow.create({ data: { id: "bare", name: "Bare" } });
    await expect(getDraft(mira, "bare")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a save", () => {
  test("of an older revision is refused with the stored draft, and changes nothing", async () => {
    const { id } = await published();
    const stale = await seen(id);
    await changeDraft(mira, id, withLetter("Hers."));
    const refused = await saveDraft(omar, id, { ...stale, definition: withLetter("His.")(stale.definition) }).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: "draft_conflict", status: 409 });
    const stored = (refused as AppError).options.data?.draft;
    expect(stored).toMatchObject({ revision: 1, author: { name: "Mira Sato" } });
    expect(stored).toEqual(await getDraft(omar, id));
    expect(JSON.stringify(stored)).toContain("Hers.");
  });

  test("of many at once from one revision is stored once, first and later", async () => {
    const { id } = await published();
    for (const revision of [0, 1]) {
      const body = await seen(id);
      expect(body.revision).toBe(revision);
      const saves = await Promise.allSettled(
        Array.from({ length: 12 }, (_, index) =>
          saveDraft(index % 2 ? mira : omar, id, {
            ...body,
            definition: withLetter(`By ${revision}.${index}`)(body.definition),
          }),
        ),
      );
      const stored = saves.flatMap((save, index) => (save.status === "fulfilled" ? [index] : []));
      expect(stored).toHaveLength(1);
      const refusals = saves.flatMap((save) => (save.status === "rejected" ? [save.reason] : []));
      for (const reason of refusals) expect(reason).toMatchObject({ code: "draft_conflict" });
      const draft = await getDraft(mira, id);
      expect(draft.revision).toBe(revision + 1);
      expect(JSON.stringify(draft.definition)).toContain(`By ${revision}.${stored[0]}`);
    }
  });

  test("of a revision before a publication is refused after it", async () => {
    const { id } = await published();
    const stale = await seen(id);
    await publishWorkflow(letterWorkflow(id, "Second."));
    await expect(saveDraft(mira, id, stale)).rejects.toMatchObject({
      code: "draft_conflict",
      options: { data: { draft: { revision: 0, baseVersionNumber: 2 } } },
    });
  });

  test("names a version of its own workflow as its base, and its own workflow", async () => {
    const [one, other] = [await published(), await published()];
    const body = await seen(one.id);
    for (const baseVersionId of [other.versionId, randomUUID()]) {
      await expect(saveDraft(mira, one.id, { ...body, baseVersionId })).rejects.toMatchObject({
        code: "invalid",
        options: { fields: { baseVersionId: "This is not a version of the workflow." } },
      });
    }
    await expect(saveDraft(mira, other.id, body)).rejects.toMatchObject({ code: "invalid" });
    await expect(
      saveDraft(mira, "nothing", { ...body, definition: { ...body.definition, id: "nothing" } }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("keeps two tasks whose ids differ only in case apart", async () => {
    const { id } = await published();
    const draft = await changeDraft(mira, id, (definition) => ({
      ...definition,
      tasks: [...definition.tasks, { id: "Note", kind: "set", label: "Another note", config: {} }],
    }));
    expect(draft.definition.tasks.map((task) => task.id)).toEqual(["note", "letter", "Note"]);
  });
});

describe("discarding a draft", () => {
  test("restores the newest version, with a new revision", async () => {
    const { id } = await published("Dear you.");
    await changeDraft(mira, id, withLetter("Hello."));
    await publishWorkflow(letterWorkflow(id, "Second."));
    expect(await discardDraft(omar, id, 1)).toMatchObject({
      ...{ revision: 2, isDirty: false, baseVersionNumber: 2 },
      definition: { tasks: [{}, { config: { letter: "Second." } }] },
    });
    await expect(discardDraft(omar, id, 1)).rejects.toMatchObject({ code: "draft_conflict" });
  });

  test("needs a published version", async () => {
    const { id } = await createWorkflow(mira, { name: "New" });
    await expect(discardDraft(mira, id, 1)).rejects.toMatchObject({ code: "conflict" });
    expect(await getDraft(mira, id)).toMatchObject({ revision: 1, isDirty: true });
  });
});
