import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { GET as exportIt } from "@/app/api/v1/workflows/[id]/export/route";
import { PATCH as change, GET as read } from "@/app/api/v1/workflows/[id]/route";
import { POST as importIt } from "@/app/api/v1/workflows/import/route";
import { POST as create, GET as list } from "@/app/api/v1/workflows/route";
import { type TestRole, withPeople } from "@/lib/auth/test-keys";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { maxWorkflowBytes } from "@/lib/workflows/files/read-workflow-file";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { letterWorkflow } from "@/lib/workflows/test-drafts";

withTestDatabase();

const keys = withPeople();

type Route = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;
interface Sent {
  who?: TestRole;
  id?: string;
  method?: string;
  body?: BodyInit | object;
  type?: string | null;
  query?: string;
}

async function send(route: unknown, sent: Sent = {}) {
  const { who = "designer", id = "x", body, type = "application/json", query = "" } = sent;
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const request = new Request(`http://localhost:3000/api/v1/workflows/x${query}`, {
    method: sent.method ?? (body === undefined ? "GET" : "POST"),
    headers: { authorization: `Bearer ${keys[who]}`, ...(type && { "content-type": type }) },
    ...(body !== undefined && { body: isRaw ? (body as BodyInit) : JSON.stringify(body) }),
  });
  return (route as Route)(request, { params: Promise.resolve({ id }) });
}
async function call(route: unknown, sent: Sent = {}) {
  const response = await send(route, sent);
  return { status: response.status, body: await response.json() };
}

const file = (id: string) =>
  JSON.stringify({ format: "graphflow-workflow", version: 1, definition: letterWorkflow(id) });

describe("a designer over HTTP", () => {
  it("imports a file, finds it in the list, renames and archives it, and exports it again", async () => {
    const id = `letters-${randomUUID()}`;
    const imported = await call(importIt, { body: file(id) });
    expect(imported).toEqual({ status: 201, body: { id, name: "Letters", renamed_from: null, problems: [] } });
    const page = await call(list, { query: "?limit=100" });
    expect(page.body.workflows).toContainEqual(expect.objectContaining({ id, name: "Letters", task_count: 2 }));
    const renamed = await call(change, { id, method: "PATCH", body: { name: "Notes", archived: true } });
    expect(renamed).toMatchObject({ status: 200, body: { id, name: "Notes", archived_at: expect.any(String) } });
    expect(await call(read, { id })).toEqual(renamed);
    expect((await call(list, { query: "?limit=100&archived=true" })).body.workflows).toContainEqual(renamed.body);
    const exported = await (await send(exportIt, { id })).text();
    expect(JSON.parse(exported)).toMatchObject({ format: "graphflow-workflow", definition: { id, name: "Notes" } });
    expect((await call(importIt, { body: exported })).body).toMatchObject({ name: "Notes (2)", renamed_from: "Notes" });
  });

  it("gets the draft and each version in three formats", async () => {
    const { versionId } = await publishWorkflow(insuranceClaims);
    expect(versionId).toBeDefined();
    const id = "insurance-claims";
    const get = async (query: string) => {
      const { headers, status, ...response } = await send(exportIt, { id, query }).then(async (answer) => ({
        ...{ headers: answer.headers, status: answer.status, text: await answer.text() },
      }));
      return { status, type: headers.get("content-type"), file: headers.get("content-disposition"), ...response };
    };
    const json = await get("?format=json&version=1");
    expect(json).toMatchObject({ status: 200, type: "application/json; charset=utf-8" });
    expect(json.file).toBe('attachment; filename="insurance-claims-v1.json"');
    expect((await get("")).text).toBe(json.text);
    const mermaid = await get("?format=mermaid");
    expect(mermaid).toMatchObject({
      type: "text/plain; charset=utf-8",
      text: expect.stringMatching(/^flowchart|^graph/),
    });
    const svg = await get("?format=svg&version=1");
    expect(svg).toMatchObject({ type: "image/svg+xml; charset=utf-8", text: expect.stringMatching(/<svg /) });
    expect(svg.file).toBe('attachment; filename="insurance-claims-v1.svg"');
    for (const [query, status] of [
      ["?version=2", 404],
      ["?version=0", 422],
      ["?format=png", 422],
      ["?a=b", 422],
    ] as const)
      expect([query, (await get(query)).status]).toEqual([query, status]);
  });

  it("creates from a template and from a copy", async () => {
    const template = await call(create, { body: { name: "Ours", template: "insurance-claims" } });
    expect(template).toMatchObject({ status: 201, body: { id: "ours" } });
    expect(await call(create, { body: { name: "Theirs", copy_of: "ours" } })).toMatchObject({ body: { id: "theirs" } });
    for (const wrong of [{ name: "X", template: "no" }, { name: "X", template: "a", copy_of: "b" }, { name: " " }, {}])
      expect(await call(create, { body: wrong })).toMatchObject({ status: 422, body: { code: "invalid" } });
  });
});

describe("refusals", () => {
  it("answers designers only", async () => {
    for (const who of ["claimant", "reviewer", "admin"] as const) {
      expect((await call(list, { who })).status).toBe(403);
      expect((await call(importIt, { who, body: file("x") })).status).toBe(403);
      for (const route of [read, exportIt]) expect((await call(route, { who })).status).toBe(403);
      expect((await call(change, { who, method: "PATCH", body: { name: "X" } })).status).toBe(403);
    }
  });

  it("knows no other workflow, and changes nothing without a change", async () => {
    for (const id of ["nothing", "../x", "__proto__"]) {
      for (const route of [read, exportIt]) expect((await call(route, { id })).status).toBe(404);
      expect((await call(change, { id, method: "PATCH", body: { name: "X" } })).status).toBe(404);
    }
    const id = `letters-${randomUUID()}`;
    await publishWorkflow(letterWorkflow(id));
    for (const body of [{}, { name: "" }, { archived: "yes" }, { name: "X", id: "other" }])
      expect((await call(change, { id, method: "PATCH", body })).status).toBe(422);
  });

  it.each(["?limit=0", "?limit=101", "?limit=x", "?archived=maybe", "?page=2"])(
    "refuses the query %s of the list",
    async (query) => expect((await call(list, { query })).status).toBe(422),
  );

  it("refuses a text that is not a cursor", async () => {
    expect((await call(list, { query: "?cursor=x" })).status).toBe(400);
  });

  it("says what is wrong in a file, with its status", async () => {
    const wrong = JSON.stringify({ format: "graphflow-workflow", version: 1, definition: {} }, null, 2);
    expect(await call(importIt, { body: wrong })).toMatchObject({
      status: 422,
      body: {
        ...{ code: "invalid", detail: expect.stringMatching(/^The file has \d problems/) },
        problems: expect.arrayContaining([
          { message: "The id of the workflow is missing.", line: 4, path: "definition.id" },
        ]),
      },
    });
    expect(await call(importIt, { body: "{" })).toMatchObject({ status: 400, body: { problems: [{ line: 1 }] } });
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1]);
    expect(await call(importIt, { body: picture })).toMatchObject({
      ...{ status: 400, body: { code: "malformed", detail: expect.stringMatching(/PNG picture/) } },
    });
    expect((await call(importIt, { body: " ".repeat(maxWorkflowBytes + 1) })).status).toBe(413);
    for (const type of ["text/plain", "multipart/form-data; boundary=x", "application/json; charset=utf-16"])
      expect((await call(importIt, { body: file("x"), type })).status).toBe(415);
  });
});
