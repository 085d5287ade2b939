import { createHash, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { GET as listDocuments, POST as upload } from "@/app/api/v1/collections/[name]/documents/route";
import { POST as embed } from "@/app/api/v1/collections/[name]/embedding/route";
import { GET as readCollection } from "@/app/api/v1/collections/[name]/route";
import { POST as create, GET as listCollections } from "@/app/api/v1/collections/route";
import { POST as cut } from "@/app/api/v1/documents/[id]/cut/route";
import { GET as download } from "@/app/api/v1/documents/[id]/file/route";
import { POST as retract } from "@/app/api/v1/documents/[id]/retract/route";
import { GET as read, DELETE as remove } from "@/app/api/v1/documents/[id]/route";
import { POST as search } from "@/app/api/v1/search/route";
import { hashApiKey } from "@/lib/auth/api-key";
import { type Prisma, prisma } from "@/lib/db/client";
import { pool } from "@/lib/db/connections/pool";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { docxOf, pdfOf } from "@/lib/documents/test-files";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { letterWorkflow } from "@/lib/workflows/test-drafts";

withTestDatabase();

const people = ["claimant", "reviewer", "designer", "admin"] as const;
type Person = (typeof people)[number];
const keys = Object.fromEntries(people.map((name) => [name, randomUUID()])) as Record<Person, string>;

beforeAll(async () => {
  for (const name of people) {
    const apiKeys = { create: { hash: hashApiKey(keys[name]), label: "test" } };
    await prisma.user.create({
      data: { name, email: `${name}@example.com`, passwordHash: "", roles: [name], apiKeys },
    });
  }
});

interface Sent {
  who?: Person;
  /** The id or the name in the path. */
  of?: string;
  method?: string;
  body?: BodyInit | object;
  headers?: Record<string, string>;
  query?: string;
}
const isRaw = (body: unknown): body is BodyInit =>
  typeof body === "string" || body instanceof Uint8Array || body instanceof FormData;

async function send(route: unknown, { who = "designer", of = "x", body, headers, query = "", method }: Sent = {}) {
  const json = body !== undefined && !isRaw(body);
  const request = new Request(`http://localhost:3000/api/v1/x${query}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      authorization: `Bearer ${keys[who]}`,
      ...(json && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: json ? JSON.stringify(body) : (body as BodyInit) }),
  });
  const answer = route as (request: Request, context: { params: Promise<object> }) => Promise<Response>;
  return answer(request, { params: Promise.resolve({ id: of, name: of }) });
}
async function call(route: unknown, sent: Sent = {}) {
  const response = await send(route, sent);
  return { status: response.status, body: await response.json() };
}

let number = 0;
/** A new collection with these documents; returns its name. */
async function collectionOf(files: Record<string, string> = {}, audience = "claimants"): Promise<string> {
  number += 1;
  const name = `terms-${number}`;
  expect((await call(create, { body: { name, audience } })).status).toBe(201);
  for (const [file, text] of Object.entries(files)) await add(name, file, text);
  return name;
}
const add = async (of: string, file: string, body: string | Uint8Array<ArrayBuffer>) => {
  const answer = await call(upload, { of, body, query: `?name=${encodeURIComponent(file)}` });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as { status: string; document: { id: string; version: number; passage_count: number } };
};
async function eventsOf(type: string) {
  const events = await prisma.auditEvent.findMany({ where: { type }, orderBy: { id: "asc" } });
  const names = new Map((await prisma.user.findMany()).map(({ id, name }) => [id, name]));
  return events.map(({ actorId, data }) => ({ actor: names.get(actorId ?? ""), data }));
}

const glass =
  "# Car terms\n\n## Glass\n\nGlass repair has an excess of $75.\n\n## Deer\n\nAccidents with deer are covered.";

describe("a designer over HTTP", () => {
  it("creates a collection once, and finds it in the list", async () => {
    const body = { name: "policy-terms", audience: "staff" };
    expect(await call(create, { body })).toMatchObject({
      status: 201,
      body: { ...body, is_current: true, embedded: null, documents: 0, passages: 0 },
    });
    expect(await call(create, { body })).toMatchObject({ status: 409, body: { fields: { name: expect.any(String) } } });
    expect((await call(listCollections)).body.collections).toContainEqual(expect.objectContaining(body));
    expect((await call(readCollection, { of: "policy-terms" })).body).toMatchObject(body);
    expect(await eventsOf("collection.created")).toContainEqual({
      actor: "designer",
      data: { collection: "policy-terms", audience: "staff" },
    });
  });

  it("uploads a file as the body or in a form, reads its passages, and downloads it as it was", async () => {
    const name = await collectionOf();
    const taken = await add(name, "car.md", glass);
    expect(taken).toMatchObject({
      status: "published",
      document: { title: "Car terms", source: "car.md", version: 1, state: "published", passage_count: 2 },
    });
    const form = new FormData();
    form.append("file", new Blob([glass]), "car.md");
    expect(await call(upload, { of: name, body: form })).toMatchObject({ status: 201, body: { status: "unchanged" } });
    const { body } = await call(read, { of: taken.document.id, query: "?limit=1" });
    expect(body).toMatchObject({
      ...{ has_file: true, citations: 0, can_delete: false, total: 2, passage_length: 600 },
      versions: [{ version: 1, state: "published", passage_count: 2 }],
      passages: [{ number: 1, heading: "Car terms > Glass", text: "Glass repair has an excess of $75.", page: null }],
    });
    const second = await call(read, { of: taken.document.id, query: `?limit=1&cursor=${body.next_cursor}` });
    expect(second.body.passages).toMatchObject([{ number: 2, heading: "Car terms > Deer" }]);
    expect(second.body.next_cursor).toBeUndefined();
    const file = await send(download, { of: taken.document.id });
    expect(await file.text()).toBe(glass);
    expect(file.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''car.md");
    expect(await eventsOf("document.published")).toContainEqual({
      actor: "designer",
      data: {
        ...{ document_id: taken.document.id, collection: name, source: "car.md", version: 1, passage_length: 600 },
      },
    });
  });

  it("uploads PDF and Word files byte for byte", async () => {
    const name = await collectionOf();
    for (const [file, bytes] of [
      ["flood.pdf", pdfOf(["Floods are covered.", "Hail is covered."])],
      ["home (2).docx", docxOf(["# Home", "Burst pipes are covered."])],
    ] as const) {
      const body = new Uint8Array(bytes);
      const { document } = await add(name, file, body);
      const stored = Buffer.from(await (await send(download, { of: document.id })).arrayBuffer());
      expect(createHash("sha256").update(stored).digest("hex")).toBe(createHash("sha256").update(body).digest("hex"));
    }
    const { body } = await call(listDocuments, { of: name });
    expect(body.documents).toMatchObject([
      { title: "flood", pages: 2 },
      { title: "Home", pages: null },
    ]);
  });

  it("sends a changed file as a new version; the list has the newest, the document all of them", async () => {
    const name = await collectionOf({ "car.md": glass });
    const { document } = await add(name, "car.md", glass.replace("$75", "$90"));
    expect(document.version).toBe(2);
    const { body } = await call(listDocuments, { of: name });
    expect(body).toMatchObject({ documents: [{ id: document.id, version: 2 }], total: 1 });
    const states = (await call(read, { of: document.id })).body.versions.map(
      ({ version, state }: { version: number; state: string }) => [version, state],
    );
    expect(states).toEqual([
      [2, "published"],
      [1, "superseded"],
    ]);
  });

  it("cuts a document again into longer or shorter passages; the length stays for the next version", async () => {
    const paragraphs = Array.from({ length: 12 }, (_, index) => `Clause ${index}: ${"cover ".repeat(30)}.`);
    const name = await collectionOf();
    const { document } = await add(name, "long.txt", paragraphs.join("\n\n"));
    const again = await call(cut, { of: document.id, body: { passage_length: 200 } });
    expect(again).toMatchObject({
      status: 201,
      body: { status: "published", document: { version: 2, passage_length: 200, passage_count: 12 } },
    });
    expect(document.passage_count).toBeLessThan(12);
    const { id } = again.body.document;
    expect((await call(cut, { of: id, body: { passage_length: 200 } })).body).toMatchObject({ status: "unchanged" });
    expect(await call(cut, { of: document.id, body: { passage_length: 300 } })).toMatchObject({ status: 409 });
    const changed = await add(name, "long.txt", `${paragraphs.join("\n\n")}\n\nOne more.`);
    expect(changed.document).toMatchObject({ version: 3, passage_length: 200 });
  });

  it("retracts a document, publishes it again, and deletes it when nothing cites it", async () => {
    const name = await collectionOf({ "car.md": glass });
    const [document] = (await call(listDocuments, { of: name })).body.documents;
    const find = async () =>
      (await call(search, { body: { query: "excess for glass", collection: name } })).body.passages.length;
    expect(await find()).toBe(2);
    expect(await call(remove, { of: document.id, method: "DELETE" })).toMatchObject({ status: 409 });
    for (let times = 0; times < 2; times++) {
      expect(await call(retract, { of: document.id, method: "POST" })).toMatchObject({
        status: 200,
        body: { state: "retracted" },
      });
    }
    expect((await eventsOf("document.retracted")).filter(({ data }) => isOf(data, document.id))).toHaveLength(1);
    expect(await find()).toBe(0);
    const again = await call(cut, { of: document.id, body: { passage_length: 600 } });
    expect(again).toMatchObject({ status: 201, body: { status: "published", document: { version: 2 } } });
    expect(await find()).toBe(2);
    expect((await call(read, { of: document.id })).body).toMatchObject({ can_delete: true });
    expect(await call(remove, { of: document.id, method: "DELETE" })).toEqual({
      status: 200,
      body: { document_id: document.id },
    });
    expect(await call(read, { of: document.id })).toMatchObject({ status: 404 });
    expect((await eventsOf("document.deleted")).at(-1)).toMatchObject({ data: { document_id: document.id } });
    expect(await prisma.passage.count({ where: { documentId: document.id } })).toBe(0);
  });

  it("hears how far an upload is, in lines, and of a refusal before the first line with its status", async () => {
    const name = await collectionOf();
    const text = Array.from({ length: 200 }, (_, index) => `Clause ${index}. ${"cover ".repeat(100)}`).join("\n\n");
    const headers = { accept: "application/x-ndjson" };
    const response = await send(upload, { of: name, body: text, query: "?name=long.txt", headers });
    expect([response.status, response.headers.get("content-type")]).toEqual([201, "application/x-ndjson"]);
    const lines = (await response.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines[0]).toEqual({ done: 64, of: 200 });
    expect(lines.at(-1)).toMatchObject({ result: { status: "published", document: { passage_count: 200 } } });
    const refused = await call(upload, { of: name, body: "x", query: "?name=a.exe", headers });
    expect(refused).toMatchObject({ status: 422, body: { reason: "unknown_kind" } });
  });
});

const isOf = (data: unknown, id: string) => (data as { document_id?: string }).document_id === id;

describe("a document that is not published any more", () => {
  /** A session that has found something. */
  async function sessionWith(context: Prisma.InputJsonObject): Promise<string> {
    const { versionId } = await publishWorkflow(letterWorkflow(`letters-${randomUUID()}`));
    const claimant = await prisma.user.findFirstOrThrow({ where: { name: "claimant" } });
    const { id } = await prisma.session.create({
      data: {
        ...{ id: randomUUID(), workflowVersionId: versionId, claimantId: claimant.id, reference: randomUUID() },
        ...{ status: "waiting", currentTaskId: "x", context },
      },
    });
    return id;
  }
  async function retracted() {
    const name = await collectionOf({ "car.md": glass });
    const [{ id }] = (await call(listDocuments, { of: name })).body.documents;
    const [passage] = (await call(read, { of: id })).body.passages;
    expect((await call(retract, { of: id, method: "POST" })).status).toBe(200);
    return { id, passage };
  }

  it("stays while a message cites it, which is counted", async () => {
    const { id, passage } = await retracted();
    const sessionId = await sessionWith({});
    await pool().query(
      `INSERT INTO message (id, session_id, seq, role, parts, citations)
      SELECT gen_random_uuid(), $1, seq, 'assistant', '[]', $2 FROM generate_series(1, 3) AS seq`,
      [sessionId, JSON.stringify([{ passage: randomUUID() }, { passage: passage.id, quote: "Glass" }])],
    );
    await pool().query("UPDATE session SET status = 'completed' WHERE id = $1", [sessionId]);
    expect((await call(read, { of: id })).body).toMatchObject({ citations: 3, can_delete: false });
    expect(await call(remove, { of: id, method: "DELETE" })).toMatchObject({
      ...{ status: 409, body: { detail: "Messages cite it, and what they cite stays readable." } },
    });
    await expect(pool().query("DELETE FROM document WHERE id = $1", [id])).rejects.toThrow("does not change");
  });

  it("stays while an open session has found it or is about to cite it", async () => {
    const { id, passage } = await retracted();
    for (const context of [
      { found: [{ id: passage.id, documentId: id }] },
      { graded: { best: { citations: [{ passage: passage.id, quote: "Glass" }] } } },
    ]) {
      const sessionId = await sessionWith(context);
      expect((await call(read, { of: id })).body).toMatchObject({ citations: 0, can_delete: false });
      expect(await call(remove, { of: id, method: "DELETE" })).toMatchObject({ status: 409 });
      await pool().query("UPDATE session SET status = 'cancelled' WHERE id = $1", [sessionId]);
    }
    expect((await call(read, { of: id })).body).toMatchObject({ can_delete: true });
    expect(await call(remove, { of: id, method: "DELETE" })).toMatchObject({ status: 200 });
  });
});

describe("a collection of another embedding model", () => {
  it("is shown as such and embedded again, also after a part", async () => {
    const name = await collectionOf({ "car.md": glass, "b.md": "Bicycles are covered." });
    await pool().query("UPDATE collection SET embedding_model = 'old' WHERE name = $1", [name]);
    expect((await call(readCollection, { of: name })).body).toMatchObject({
      ...{ is_current: false, embedding_model: "old", embedded: 0, passages: 3 },
    });
    expect(await call(search, { body: { query: "glass", collection: name } })).toMatchObject({ status: 409 });
    expect(await call(upload, { of: name, body: "x", query: "?name=c.md" })).toMatchObject({ status: 409 });
    const again = await call(embed, { of: name, method: "POST" });
    expect(again).toMatchObject({
      status: 200,
      body: { embedded: 3, collection: { is_current: true, embedded: null } },
    });
    expect((await call(search, { body: { query: "glass", collection: name } })).body.passages).toHaveLength(3);
    expect((await eventsOf("collection.embedded")).at(-1)).toMatchObject({
      actor: "designer",
      data: { collection: name },
    });
  });
});

describe("a search", () => {
  it("says why each passage was found", async () => {
    const name = await collectionOf({ "car.md": glass });
    const { body } = await call(search, { body: { query: "Is an accident with deer covered?", collection: name } });
    expect(body.passages[0]).toMatchObject({
      ...{ document: "Car terms", version: 1, heading: "Car terms > Deer", text_rank: 1, vector_rank: 1 },
      ...{ similarity: expect.any(Number), score: expect.any(Number), words: ["Deer", "Accidents", "deer", "covered"] },
    });
  });

  it("finds for claimants what claimants may read", async () => {
    const secret = await collectionOf({ "manual.md": "Reviewers offer a settlement for zebras." }, "staff");
    const query = "settlement for zebras";
    for (const who of ["reviewer", "designer", "admin"] as const) {
      expect((await call(search, { who, body: { query, collection: secret } })).body.passages).toHaveLength(1);
    }
    const missing = await call(search, { who: "claimant", body: { query, collection: "no-such" } });
    const hidden = await call(search, { who: "claimant", body: { query, collection: secret } });
    expect([hidden.status, hidden.body.detail]).toEqual([404, missing.body.detail.replace("no-such", secret)]);
    const all = await call(search, { who: "claimant", body: { query, limit: 50 } });
    expect(JSON.stringify(all.body)).not.toContain("zebras");
  });

  it.each([
    [{ query: "x".repeat(1_001) }],
    [{ query: "  " }],
    [{}],
    [{ query: "x", limit: 0 }],
    [{ query: "x", limit: 51 }],
    [{ query: "x", collection: "No Name" }],
    [{ query: "x", audience: "staff" }],
  ])("refuses %j", async (body) => {
    expect(await call(search, { who: "claimant", body })).toMatchObject({ status: 422, body: { code: "invalid" } });
  });
});

describe("refusals", () => {
  it("answers designers and admins only", async () => {
    const name = await collectionOf({ "car.md": glass });
    const [{ id }] = (await call(listDocuments, { of: name })).body.documents;
    for (const who of ["claimant", "reviewer"] as const) {
      for (const sent of [
        [listCollections, {}],
        [create, { body: { name: "x", audience: "staff" } }],
        [readCollection, { of: name }],
        [listDocuments, { of: name }],
        [upload, { of: name, body: "x", query: "?name=a.md" }],
        [embed, { of: name, method: "POST" }],
        [read, { of: id }],
        [download, { of: id }],
        [cut, { of: id, body: { passage_length: 300 } }],
        [retract, { of: id, method: "POST" }],
        [remove, { of: id, method: "DELETE" }],
      ] as const) {
        expect((await call(sent[0], { who, ...sent[1] })).status).toBe(403);
      }
    }
    expect((await call(read, { who: "admin", of: id })).body).toMatchObject({ state: "published" });
  });

  it("knows no other collection or document", async () => {
    for (const target of ["nothing", "../x", "__proto__", "X"]) {
      expect((await call(readCollection, { of: target })).status).toBe(404);
      expect((await call(listDocuments, { of: target })).status).toBe(404);
      expect((await call(embed, { of: target, method: "POST" })).status).toBe(404);
      expect((await call(upload, { of: target, body: "x", query: "?name=a.md" })).status).toBe(404);
    }
    for (const target of ["nothing", randomUUID()]) {
      for (const route of [read, download]) expect((await call(route, { of: target })).status).toBe(404);
      expect((await call(retract, { of: target, method: "POST" })).status).toBe(404);
      expect((await call(remove, { of: target, method: "DELETE" })).status).toBe(404);
      expect((await call(cut, { of: target, body: { passage_length: 300 } })).status).toBe(404);
    }
  });

  it("names what is wrong with a file, and stores nothing", async () => {
    const name = await collectionOf();
    const send = (file: string, body: string | Uint8Array<ArrayBuffer>) =>
      call(upload, { of: name, body, query: `?name=${encodeURIComponent(file)}` });
    for (const [file, body, reason] of [
      ["a.exe", "x", "unknown_kind"],
      ["a.pdf", "<html>", "other_format"],
      ["a.docx", "<html>", "other_format"],
      ["a.md", "# Only a heading", "no_text"],
      ["a.txt", new Uint8Array([0, 1, 2]), "not_text"],
    ] as const) {
      expect(await send(file, body)).toMatchObject({
        status: 422,
        body: { code: "invalid", reason, fields: { file: expect.any(String) } },
      });
    }
    expect(await send("a.txt", "x".repeat(10_000_001))).toMatchObject({ status: 413, body: { reason: "too_large" } });
    expect(await send("a.txt", "x".repeat(10_485_761))).toMatchObject({ status: 413 });
    expect(await send("a\u0000.txt", "x")).toMatchObject({
      status: 422,
      body: { fields: { name: expect.any(String) } },
    });
    expect(await call(upload, { of: name, body: "x" })).toMatchObject({ status: 422 });
    expect((await call(listDocuments, { of: name })).body.documents).toEqual([]);
  });

  it("takes one file in the field “file” of a form, and no other form", async () => {
    const of = await collectionOf();
    const formOf = (...fields: [string, string | Blob][]) => {
      const form = new FormData();
      for (const [field, value] of fields) {
        if (typeof value === "string") form.append(field, value);
        else form.append(field, value, "a.md");
      }
      return form;
    };
    const file = new Blob(["Text."]);
    for (const body of [
      formOf(),
      formOf(["file", "text"]),
      formOf(["other", file]),
      formOf(["file", file], ["file", file]),
    ]) {
      expect(await call(upload, { of, body })).toMatchObject({
        status: 422,
        body: { fields: { file: expect.any(String) } },
      });
    }
    const headers = { "content-type": "multipart/form-data; boundary=b" };
    expect(await call(upload, { of, body: "--b\r\nnonsense", headers })).toMatchObject({ status: 400 });
  });

  it("refuses a form with long headers before it has read them", async () => {
    const of = await collectionOf();
    const headers = { "content-type": "multipart/form-data; boundary=b" };
    const part = '--b\r\nContent-Disposition: form-data; name="other"; filename="a"\r\n';
    const timeToRefuse = async (body: string, status: number) => {
      const before = process.threadCpuUsage();
      expect(await call(upload, { of, body, headers })).toMatchObject({ status });
      const { user, system } = process.threadCpuUsage(before);
      return user + system;
    };
    const afterReading = await timeToRefuse(`${part}\r\n${"x".repeat(9_500_000)}\r\n--b--\r\n`, 422);
    const atOnce = await timeToRefuse(`${part}${"a:b\r\n".repeat(1_900_000)}`, 400);
    expect(atOnce).toBeLessThan(5 * afterReading);
  });

  it.each([{ name: "Policy Terms", audience: "staff" }, { name: "a", audience: "all" }, { name: "a" }, {}])(
    "refuses the collection %j",
    async (body) => expect((await call(create, { body })).status).toBe(422),
  );

  it.each([{ passage_length: 199 }, { passage_length: 1_201 }, { passage_length: 300.5 }, {}])(
    "refuses the cut %j",
    async (body) => {
      const name = await collectionOf({ "car.md": glass });
      const [{ id }] = (await call(listDocuments, { of: name })).body.documents;
      expect((await call(cut, { of: id, body })).status).toBe(422);
    },
  );

  it.each(["?limit=0", "?cursor=x", "?page=2"])("refuses the query %s of a list", async (query) => {
    const of = await collectionOf();
    expect([400, 422]).toContain((await call(listCollections, { query })).status);
    expect([400, 422]).toContain((await call(listDocuments, { of, query })).status);
  });
});
