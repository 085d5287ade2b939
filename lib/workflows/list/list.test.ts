import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { asStaff, type DesignerPrincipal } from "@/lib/auth/principal";
import { createClaimant, createDesigner } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { ingestShipped } from "@/lib/documents/ingest-shipped";
import { startSession } from "@/lib/sessions/start-session";
import { discardDraft } from "../mutations";
import { publishDraft } from "../publishing/publish-draft";
import { publishWorkflow } from "../publishing/publish-workflow";
import { getDraft } from "../read-draft";
import { templates } from "../shipped/templates";
import { changeDraft, letterWorkflow, withLetter } from "../test-drafts";
import { countArchived, getDocument, getWorkflowItem, listWorkflows } from "./data";
import { changeWorkflow, createWorkflow } from "./mutations";
import { workflowQuerySchema } from "./schema";

withTestDatabase();

let mira: DesignerPrincipal;
beforeAll(async () => {
  mira = await createDesigner("Mira Sato");
  // The templates name their collections.
  await ingestShipped();
});

const list = (query: Record<string, string> = {}) => {
  const { archived, search, ...request } = workflowQuerySchema.parse(query);
  return listWorkflows(asStaff(mira), { archived, search }, request);
};
const listed = async (id: string, archived = "all") =>
  (await list({ limit: "100", archived })).items.find((item) => item.id === id);
const eventsOf = async (id: string) => {
  const events = await prisma.auditEvent.findMany({ where: { actorId: mira.userId }, orderBy: { id: "asc" } });
  return events.filter(({ data }) => (data as { workflow_id?: string }).workflow_id === id);
};

async function published(): Promise<string> {
  const id = `letters-${randomUUID()}`;
  await publishWorkflow(letterWorkflow(id));
  return id;
}

describe("the list", () => {
  test("is searched for words of the name, the description or the id, also when it has pages", async () => {
    const word = randomUUID().slice(0, 8);
    const ids: string[] = [];
    for (const name of [`Travel ${word}`, `Travel 100% ${word}`, `Boats ${word}`])
      ids.push((await createWorkflow(mira, { name, description: `For ${name} only` })).id);
    const found = async (query: Record<string, string>) => {
      const { items, total } = await list(query);
      return [items.map(({ id }) => id), total];
    };
    const [travel = "", percent = "", boats = ""] = ids;
    expect(await found({ search: `${word.toUpperCase()} travel` })).toEqual([[travel, percent].toSorted(), 2]);
    expect(await found({ search: `100% ${word}` })).toEqual([[percent], 1]);
    expect(await found({ search: boats })).toEqual([[boats], 1]);
    expect(await found({ search: `trains ${word}` })).toEqual([[], 0]);
    expect(await found({ search: word, limit: "1" })).toEqual([[boats], 3]);
    expect((await list({ search: "  " })).items.length).toBeGreaterThan(2);
  });

  test("has each workflow with its newest version and the open sessions of all versions", async () => {
    const id = await published();
    const claimant = await createClaimant();
    const first = await prisma.workflowVersion.findFirstOrThrow({ where: { workflowId: id } });
    const second = await publishWorkflow(letterWorkflow(id, "Second."));
    const session = (workflowVersionId: string, status: "waiting" | "running" | "completed") =>
      prisma.session.create({
        data: {
          ...{ id: randomUUID(), claimantId: claimant.userId, currentTaskId: "note", context: {} },
          ...{ workflowVersionId, status, reference: `CLM-${randomUUID()}` },
        },
      });
    await Promise.all([
      session(first.id, "completed"),
      session(first.id, "running"),
      session(second.versionId, "waiting"),
    ]);
    expect(await listed(id)).toEqual({
      ...{ id, name: "Letters", description: "", created_by: null, archived_at: null },
      ...{ created_at: expect.any(String), published_at: expect.any(String), published_version: 2 },
      ...{ task_count: 2, open_sessions: 2, waiting_sessions: 1 },
    });
    expect(await getWorkflowItem(asStaff(mira), id)).toEqual(await listed(id));
  });

  test("comes in pages without gap or double, also where names are the same", async () => {
    const name = `Same ${randomUUID()}`;
    const ids = await Promise.all(Array.from({ length: 5 }, () => createWorkflow(mira, { name })));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: "2", ...(cursor && { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    for (const { id } of ids) expect(seen).toContain(id);
    expect(seen).toEqual((await list({ limit: "100" })).items.map(({ id }) => id));
  });

  test.each([
    ["x"],
    [Buffer.from('["a"]').toString("base64url")],
    [Buffer.from('["\\u0000","a"]').toString("base64url")],
  ])("refuses %s as a cursor", async (cursor) => {
    await expect(list({ cursor })).rejects.toMatchObject({ code: "malformed" });
  });

  test("shows the name of the draft before the first version, and afterwards what was published", async () => {
    const { id } = await createWorkflow(mira, { name: "First name" });
    const { definition } = await changeDraft(mira, id, (draft) => ({ ...draft, name: "Second name" }));
    expect(await listed(id)).toMatchObject({ name: "Second name", published_version: null, task_count: 0 });
    const { tasks, edges, startTaskId } = letterWorkflow(id);
    const sound = { ...definition, tasks, edges, startTaskId };
    const { revision } = await changeDraft(mira, id, () => sound as typeof definition);
    await publishDraft(mira, id, { revision, note: "" });
    await changeDraft(mira, id, (draft) => ({ ...draft, name: "Third name" }));
    expect(await listed(id)).toMatchObject({ name: "Second name", published_version: 1 });
  });
});

describe("a new workflow", () => {
  test("is empty, has an id made of its name, is not published, and the audit says who made it", async () => {
    const { id } = await createWorkflow(mira, { name: "Spesen: Über 50 €", description: "For travel." });
    expect(id).toBe("spesen-uber-50");
    const text = { name: "Spesen: Über 50 €", description: "For travel." };
    expect(await getDraft(mira, id)).toMatchObject({
      ...{ revision: 1, baseVersionId: null, baseVersionNumber: null, isDirty: true, author: { name: "Mira Sato" } },
      definition: { id, ...text, startTaskId: "", tasks: [], edges: [] },
      layout: { positions: {}, notes: [], groups: [] },
    });
    expect(await listed(id)).toMatchObject({ ...text, published_version: null, created_by: "Mira Sato" });
    expect(await eventsOf(id)).toMatchObject([
      { type: "workflow.created", data: { source: "nothing", name: text.name } },
    ]);
  });

  test("gets an unused id when the name is taken, has no Latin letter or is a reserved address", async () => {
    const names = ["Claims", "claims!", "費用", "經費", "Import", "42"];
    const ids = await Promise.all(names.map(async (name) => (await createWorkflow(mira, { name })).id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, 2).every((id) => id.startsWith("claims"))).toBe(true);
    expect(ids[4]).toBe("workflow-import");
    await prisma.workflow.create({ data: { id: "Travel", name: "Travel" } });
    expect((await createWorkflow(mira, { name: "Travel" })).id).toMatch(/^travel-[0-9a-f]{6}$/);
  });

  test.each(templates.map((template) => [template.name, template] as const))(
    "begins with the template %s, which can be published at once",
    async (_name, template) => {
      const { id } = await createWorkflow(mira, { name: "From a template", template: template.id });
      const { definition, revision } = await getDraft(mira, id);
      expect(definition).toEqual({ ...template.definition, id, name: "From a template" });
      expect(await publishDraft(mira, id, { revision, note: "" })).toMatchObject({ number: 1 });
    },
  );

  test("is a copy of the draft of another one, with its layout", async () => {
    const from = await published();
    await changeDraft(mira, from, withLetter("In the draft."));
    const { id } = await createWorkflow(mira, { name: "Letters (copy)", copy_of: from });
    const [original, copy] = [await getDocument(mira, from, null), await getDocument(mira, id, null)];
    expect(copy).toEqual({ ...original, definition: { ...original.definition, id, name: "Letters (copy)" } });
    expect(await listed(id)).toMatchObject({ published_version: null, task_count: 2 });
    expect(await eventsOf(id)).toMatchObject([{ data: { source: `copy of ${from}` } }]);
  });

  test("is refused for a template or a workflow that is not there", async () => {
    for (const wrong of [{ template: "nothing" }, { copy_of: "nothing" }]) {
      const fields = { [Object.keys(wrong)[0] ?? ""]: expect.stringMatching(/There is no such/) };
      const refused = createWorkflow(mira, { name: "Wrong", ...wrong });
      await expect(refused).rejects.toMatchObject({ code: "invalid", options: { fields } });
    }
  });
});

describe("renaming", () => {
  test("changes the name in the list at once, and in the draft, so that the next version has it", async () => {
    const id = await published();
    expect(await changeWorkflow(mira, id, { name: "Notes" })).toMatchObject({
      id,
      name: "Notes",
      published_version: 1,
    });
    const draft = await getDraft(mira, id);
    expect(draft).toMatchObject({ isDirty: true, baseVersionNumber: 1, definition: { id, name: "Notes" } });
    await publishDraft(mira, id, { revision: draft.revision, note: "" });
    expect(await listed(id)).toMatchObject({ name: "Notes", published_version: 2 });
    expect(await eventsOf(id)).toMatchObject([
      { type: "workflow.renamed", data: { from: "Letters", to: "Notes" } },
      { type: "workflow.published" },
    ]);
  });

  test("keeps what other designers save at the same time", async () => {
    const { id } = await createWorkflow(mira, { name: "Before" });
    const description = (text: string) => changeDraft(mira, id, (draft) => ({ ...draft, description: text }));
    await Promise.all([
      changeWorkflow(mira, id, { name: "After" }),
      description("Saved.").catch(() => description("Saved.")),
    ]);
    expect(await getDraft(mira, id)).toMatchObject({ definition: { name: "After", description: "Saved." } });
  });

  test("to the same name records nothing", async () => {
    const id = await published();
    await changeWorkflow(mira, id, { name: "Letters" });
    expect(await eventsOf(id)).toEqual([]);
    expect(await getDraft(mira, id)).toMatchObject({ revision: 0, isDirty: false });
  });

  test("of an unknown workflow is refused", async () => {
    await expect(changeWorkflow(mira, "nothing", { name: "X" })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("an archived workflow", () => {
  test("is not in the list but in the archive, starts no session, and lets running ones go on", async () => {
    const id = await published();
    const claimant = await createClaimant();
    const before = await startSession(claimant, { workflowId: id });
    const archivedBefore = await countArchived(asStaff(mira));
    expect(await changeWorkflow(mira, id, { archived: true })).toMatchObject({ archived_at: expect.any(String) });
    expect(await listed(id, "false")).toBeUndefined();
    expect(await listed(id, "true")).toMatchObject({ id, open_sessions: 1 });
    expect(await countArchived(asStaff(mira))).toBe(archivedBefore + 1);
    // This process knows its newest version already; the statement that stores a session refuses all the same.
    const start = () => startSession(claimant, { workflowId: id });
    await expect(start()).rejects.toMatchObject({ code: "conflict", message: expect.stringMatching(/archived/) });
    const again = { workflowId: id, sessionId: before.sessionId };
    expect(await startSession(claimant, again)).toEqual(before);

    expect(await changeWorkflow(mira, id, { archived: false })).toMatchObject({ archived_at: null });
    expect((await start()).sessionId).not.toBe(before.sessionId);
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(["workflow.archived", "workflow.unarchived"]);
  });

  test("can be edited, exported and archived once more without a further event", async () => {
    const id = await published();
    await changeWorkflow(mira, id, { archived: true });
    await changeWorkflow(mira, id, { archived: true });
    expect(await eventsOf(id)).toHaveLength(1);
    expect(await getDraft(mira, id)).toMatchObject({ isArchived: true, revision: 0 });
    const { revision } = await changeDraft(mira, id, withLetter("Later."));
    await discardDraft(mira, id, revision);
    expect((await getDocument(mira, id, 1)).definition.tasks).toHaveLength(2);
    await expect(getDocument(mira, id, 2)).rejects.toMatchObject({ code: "not_found" });
  });
});
