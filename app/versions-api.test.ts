import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { GET as compare } from "@/app/api/v1/workflows/[id]/comparison/route";
import { POST as move, GET as previewMove } from "@/app/api/v1/workflows/[id]/migration/route";
import { POST as restore } from "@/app/api/v1/workflows/[id]/restore/route";
import { GET as read } from "@/app/api/v1/workflows/[id]/versions/[number]/route";
import { GET as list } from "@/app/api/v1/workflows/[id]/versions/route";
import { type TestRole, withPeople } from "@/lib/auth/test-keys";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { letterWorkflow } from "@/lib/workflows/test-drafts";

withTestDatabase();

const keys = withPeople();

type Route = (request: Request, context: { params: Promise<{ id: string; number: string }> }) => Promise<Response>;
interface Sent {
  id: string;
  who?: TestRole;
  number?: string;
  query?: string;
  body?: object;
}

async function call(route: unknown, { id, who = "designer", number = "1", query = "", body }: Sent) {
  const request = new Request(`http://localhost:3000/api/v1/workflows/x/y${query}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${keys[who]}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const response = await (route as Route)(request, { params: Promise.resolve({ id, number }) });
  return { status: response.status, body: await response.json() };
}

async function published(count: number): Promise<string> {
  const id = `letters-${randomUUID()}`;
  for (let number = 1; number <= count; number++) await publishWorkflow(letterWorkflow(id, `Letter ${number}.`));
  return id;
}

describe("a designer's key", () => {
  it("reads the versions in pages, and one with its definition", async () => {
    const id = await published(3);
    const first = await call(list, { id, query: "?limit=2" });
    expect(first).toMatchObject({
      status: 200,
      body: { versions: [{ number: 3 }, { number: 2 }], next_cursor: expect.any(String) },
    });
    const second = await call(list, { id, query: `?limit=2&cursor=${first.body.next_cursor}` });
    expect(second.body).toEqual({ versions: [expect.objectContaining({ number: 1 })] });
    expect((await call(read, { id, number: "2" })).body).toMatchObject({
      number: 2,
      definition: { tasks: [{ id: "note" }, { config: { letter: "Letter 2." } }] },
    });
  });

  it("compares two versions in sentences, and restores one", async () => {
    const id = await published(2);
    expect(await call(compare, { id, query: "?from=1&to=2" })).toMatchObject({
      status: 200,
      body: {
        ...{ from: 1, to: 2 },
        changes: [
          {
            kind: "changed",
            place: { taskId: "letter" },
            sentences: ["The task “Letter” changed.", expect.any(String)],
          },
        ],
      },
    });
    expect((await call(compare, { id, query: "?from=2" })).body).toEqual({ from: 2, to: "draft", changes: [] });
    const body = { number: 1, revision: 0 };
    expect(await call(restore, { id, body })).toMatchObject({ status: 200, body: { revision: 1, isDirty: true } });
    expect((await call(restore, { id, body })).body).toMatchObject({ code: "draft_conflict", draft: { revision: 1 } });
    expect((await call(restore, { id, body: { number: 2, revision: 1 } })).body).toMatchObject({ code: "conflict" });
  });

  it("previews and moves sessions, like an admin's", async () => {
    const id = await published(2);
    for (const who of ["designer", "admin"] as const) {
      expect(await call(previewMove, { id, who, query: "?to_version=2" })).toMatchObject({
        status: 200,
        body: { moves: 0, stays: 0, groups: [], tasks: [{ task_id: "note" }, { task_id: "letter" }] },
      });
      expect(await call(move, { id, who, body: { to_version: 2 } })).toEqual({ status: 200, body: { sessions: [] } });
    }
  });
});

describe("refusals", () => {
  const all = [
    [list, {}],
    [read, {}],
    [compare, { query: "?from=1" }],
    [restore, { body: { number: 1, revision: 0 } }],
    [previewMove, { query: "?to_version=1" }],
    [move, { body: { to_version: 1 } }],
  ] as const;

  it("are for everyone but designers, and for unknown workflows", async () => {
    const id = await published(1);
    for (const [route, sent] of all) {
      for (const who of ["claimant", "reviewer"] as const) {
        expect((await call(route, { id, who, ...sent })).status).toBe(403);
      }
      for (const unknown of ["unheard-of", "\u0000", "__proto__"]) {
        expect((await call(route, { id: unknown, ...sent })).status).toBe(404);
      }
    }
  });

  it("are for wrong numbers, pages, sides and bodies", async () => {
    const id = await published(1);
    for (const number of ["0", "-1", "1.5", "x", "9", "99999999999"]) {
      expect((await call(read, { id, number })).status).toBe(404);
    }
    for (const query of ["?limit=0", "?limit=101", "?limit=x", "?more=1"]) {
      expect((await call(list, { id, query })).status).toBe(422);
    }
    expect((await call(list, { id, query: "?cursor=x" })).status).toBe(400);
    for (const query of ["", "?from=0", "?from=newest", "?from=1&to="]) {
      expect((await call(compare, { id, query })).status).toBe(422);
    }
    expect((await call(compare, { id, query: "?from=1&to=7" })).status).toBe(404);
    for (const body of [
      {},
      { number: 0, revision: 0 },
      { number: 1, revision: -1 },
      { number: 1, revision: 0, x: 1 },
    ]) {
      expect((await call(restore, { id, body })).status).toBe(422);
    }
    for (const body of [
      {},
      { to_version: 1, limit: 51 },
      { to_version: 1, cursor: "x" },
      { to_version: 1, mapping: { a: 1 } },
    ]) {
      expect((await call(move, { id, body })).status).toBe(422);
    }
    for (const query of ["", "?to_version=x", "?to_version=1&mapping=a"]) {
      expect((await call(previewMove, { id, query })).status).toBe(422);
    }
  });
});
