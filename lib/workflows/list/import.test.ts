import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { DesignerPrincipal } from "@/lib/auth/principal";
import { createDesigner } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { graphLayoutSchema } from "../commands/document";
import { describeWorkflowFile } from "../files/describe-workflow-file";
import { publishDraft } from "../publishing/publish-draft";
import { getDraft } from "../read-draft";
import { letterWorkflow } from "../test-drafts";
import { getDocument } from "./data";
import { importWorkflow } from "./mutations";

withTestDatabase();

let mira: DesignerPrincipal;
beforeAll(async () => {
  mira = await createDesigner("Mira Sato");
});

const layout = graphLayoutSchema.parse({ positions: { note: { x: 5, y: 7 } }, notes: [], groups: [] });
const fileOf = (definition: object, outer: object = {}) =>
  new TextEncoder().encode(JSON.stringify({ format: "graphflow-workflow", version: 1, definition, layout, ...outer }));

describe("an imported file", () => {
  test("becomes a draft with its id, its name and its layout; exporting it gives the file again", async () => {
    const id = `letters-${randomUUID()}`;
    const name = `Letters ${id}`;
    const imported = await importWorkflow(mira, fileOf({ ...letterWorkflow(id), name }));
    expect(imported).toEqual({ id, name, renamed_from: null, problems: [] });
    const draft = await getDraft(mira, id);
    expect(draft).toMatchObject({ revision: 1, baseVersionId: null, layout, author: { name: "Mira Sato" } });
    const text = describeWorkflowFile(await getDocument(mira, id, null));
    const again = await importWorkflow(mira, new TextEncoder().encode(text));
    expect(again).toMatchObject({ name: `${name} (2)`, renamed_from: name });
    const copy = await getDocument(mira, again.id, null);
    expect(describeWorkflowFile({ ...copy, definition: { ...copy.definition, id, name } })).toBe(text);
    expect(await publishDraft(mira, again.id, { revision: 1, note: "" })).toMatchObject({ number: 1 });
    expect(await prisma.auditEvent.findMany({ where: { type: "workflow.created", actorId: mira.userId } })).toEqual(
      expect.arrayContaining([expect.objectContaining({ data: { workflow_id: id, name, source: "file" } })]),
    );
  });

  test("gets another id where that is taken, in whatever case, or is an address", async () => {
    const first = await importWorkflow(mira, fileOf(letterWorkflow("Taken")));
    const second = await importWorkflow(mira, fileOf(letterWorkflow("taken")));
    const reserved = await importWorkflow(mira, fileOf(letterWorkflow("import")));
    expect(first.id).toBe("Taken");
    expect(second.id).toMatch(/^taken-[0-9a-f]{6}$/);
    expect(reserved.id).toBe("workflow");
    const longest = `l${"o".repeat(62)}g`;
    const ids = [await importWorkflow(mira, fileOf(letterWorkflow(longest)))];
    ids.push(await importWorkflow(mira, fileOf(letterWorkflow(longest))));
    expect(ids.map(({ id }) => id.length)).toEqual([64, 64]);
  });

  test("gets a number where the name is taken, also by a draft, and counts on from a number", async () => {
    const name = `Same ${randomUUID().slice(0, 8)} 100%_`;
    const names: string[] = [];
    for (const called of [name, name, name.toUpperCase(), `${name} (2)`, "", ""]) {
      const imported = await importWorkflow(mira, fileOf({ ...letterWorkflow("same"), name: called }));
      names.push(imported.name);
    }
    expect(names).toEqual([name, `${name} (2)`, `${name.toUpperCase()} (3)`, `${name} (4)`, "", ""]);
    const long = `${"x".repeat(71)}😀${"y".repeat(7)}`;
    for (const expected of [long, `${"x".repeat(71)} (2)`])
      expect((await importWorkflow(mira, fileOf({ ...letterWorkflow("long"), name: long }))).name).toBe(expected);
  });

  test("with an unknown kind and an edge to nowhere is a draft, with what blocks publishing", async () => {
    const definition = letterWorkflow(`fax-${randomUUID()}`);
    const tasks = [...definition.tasks, { id: "fax", kind: "send_fax", label: "Fax it" }];
    const edges = [...definition.edges, { id: "f", from: "letter", to: "fax" }, { id: "g", from: "fax", to: "away" }];
    const { id, problems } = await importWorkflow(mira, fileOf({ ...definition, tasks, edges }));
    expect(problems).toEqual(
      expect.arrayContaining([expect.stringMatching(/send_fax/), expect.stringMatching(/"away"/)]),
    );
    expect((await getDraft(mira, id)).definition.tasks).toHaveLength(3);
    await expect(publishDraft(mira, id, { revision: 1, note: "" })).rejects.toMatchObject({ code: "invalid" });
  });

  test("that is wrong changes nothing, and each problem is named", async () => {
    const before = await prisma.workflow.count();
    const wrong = fileOf({ ...letterWorkflow("wrong"), tasks: [{ id: "a", kind: "say" }] });
    await expect(importWorkflow(mira, wrong)).rejects.toMatchObject({
      ...{ code: "invalid", status: 422 },
      options: {
        data: { problems: [{ message: expect.stringMatching(/name of the 1st task is missing/), line: 1 }] },
      },
    });
    await expect(importWorkflow(mira, new TextEncoder().encode("a: b"))).rejects.toMatchObject({ status: 400 });
    await expect(importWorkflow(mira, fileOf({}, { version: 9 }))).rejects.toMatchObject({
      message: expect.stringMatching(/version 9/),
    });
    expect(await prisma.workflow.count()).toBe(before);
  });
});
