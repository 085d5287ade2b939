import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, it } from "vitest";
import { POST as markPresent } from "@/app/api/presence/route";
import { GET as listKinds } from "@/app/api/v1/task-kinds/route";
import { DELETE as discard, GET as read, PUT as save } from "@/app/api/v1/workflows/[id]/draft/route";
import { GET as readImpact } from "@/app/api/v1/workflows/[id]/impact/route";
import { POST as layout } from "@/app/api/v1/workflows/[id]/layout/route";
import { POST as publish } from "@/app/api/v1/workflows/[id]/publish/route";
import { POST as create } from "@/app/api/v1/workflows/route";
import { hashApiKey } from "@/lib/auth/api-key";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { type DraftView, maxDraftBytes } from "@/lib/workflows/schema";
import { letterWorkflow } from "@/lib/workflows/test-drafts";

withTestDatabase();

const secret = "a secret for tests, long enough";
const people = ["claimant", "reviewer", "designer", "admin"] as const;
type Person = (typeof people)[number];
const keys = Object.fromEntries(people.map((name) => [name, randomUUID()])) as Record<Person, string>;
let cookie: string;

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = secret;
  for (const name of people) {
    const apiKeys = { create: { hash: hashApiKey(keys[name]), label: "test" } };
    const data = { name, email: `${name}@example.com`, passwordHash: "", roles: [name], apiKeys };
    const { id: sub } = await prisma.user.create({ data });
    if (name === "designer") {
      cookie = `next-auth.session-token=${await encode({ token: { sub, tokenVersion: 0 }, secret })}`;
    }
  }
});

type Route = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;
interface Sent {
  who?: Person;
  id?: string;
  /** What is sent as it is, or as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  query?: string;
}

const methods = new Map<unknown, string>([
  ...([read, readImpact, listKinds] as unknown[]).map((route) => [route, "GET"] as const),
  [save, "PUT"],
  [discard, "DELETE"],
]);

async function call(route: unknown, { who = "designer", id = "x", body, headers, query = "" }: Sent) {
  const request = new Request(`http://localhost:3000/api/v1/workflows/x/y${query}`, {
    method: methods.get(route) ?? "POST",
    headers: headers ?? { authorization: `Bearer ${keys[who]}`, "content-type": "application/json" },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const response = await (route as Route)(request, { params: Promise.resolve({ id }) });
  return { status: response.status, body: await response.json() };
}

async function published(): Promise<string> {
  const id = `letters-${randomUUID()}`;
  await publishWorkflow(letterWorkflow(id));
  return id;
}

/** The body with which an editor saves the draft that it has just read. */
async function bodyOf(id: string) {
  const { revision, baseVersionId, definition, layout } = (await call(read, { id })).body as DraftView;
  return { revision, baseVersionId, definition, layout };
}

describe("a designer over HTTP", () => {
  it("creates a workflow, saves it, gets its problems, publishes it, and edits it again", async () => {
    const created = await call(create, { body: { name: "Expense approval", description: "For travel." } });
    expect(created).toEqual({ status: 201, body: { id: "expense-approval" } });
    const { id } = created.body;
    const body = await bodyOf(id);
    expect(body).toMatchObject({ revision: 1, baseVersionId: null });
    const refused = await call(publish, { id, body: { revision: 1, note: "Too early." } });
    expect(refused).toMatchObject({ status: 422, body: { code: "invalid", problems: [expect.any(Object)] } });

    const definition = { ...letterWorkflow(id), name: "Expense approval" };
    const saved = await call(save, { id, body: { ...body, definition } });
    expect(saved).toEqual({ status: 200, body: { revision: 2, updatedAt: expect.stringMatching(/^20.*Z$/) } });
    const first = await call(publish, { id, body: { revision: 2, note: "First." } });
    expect(first).toEqual({ status: 200, body: { versionId: expect.any(String), number: 1, revision: 3 } });
    expect((await call(read, { id })).body).toMatchObject({
      ...{ workflowId: id, revision: 3, baseVersionId: first.body.versionId, baseVersionNumber: 1, isDirty: false },
      author: { name: "designer" },
    });
    expect(await call(readImpact, { id, query: "?revision=3" })).toEqual({
      status: 200,
      body: { sessions: [], missingKeys: [] },
    });
  });

  it("gets the stored draft when saving an old revision", async () => {
    const id = await published();
    const body = await bodyOf(id);
    await call(save, { id, body: { ...body, definition: { ...body.definition, description: "Hers." } } });
    const stale = await call(save, { id, body });
    expect(stale).toMatchObject({
      status: 409,
      body: { code: "draft_conflict", draft: { revision: 1, definition: { description: "Hers." } } },
    });
    expect((await call(publish, { id, body: { revision: 0 } })).body).toMatchObject({ draft: { revision: 1 } });
    expect((await call(readImpact, { id, query: "?revision=0" })).status).toBe(409);
    expect((await call(discard, { id, body: { revision: 0 } })).status).toBe(409);
    expect(await call(discard, { id, body: { revision: 1 } })).toMatchObject({
      status: 200,
      body: { revision: 2, isDirty: false, definition: { description: "" } },
    });
  });

  it("lays out the sent definition, stored or not", async () => {
    const id = await published();
    const { definition } = await bodyOf(id);
    const { status, body } = await call(layout, { id, body: { definition } });
    expect([status, Object.keys(body.positions)]).toEqual([200, ["note", "letter"]]);
    const kept = { note: { x: 400, y: 10 } };
    expect((await call(layout, { id, body: { definition, positions: kept } })).body.positions).toMatchObject(kept);
  });

  it("reads every kind of task with the JSON Schema of its settings", async () => {
    const { status, body } = await call(listKinds, {});
    expect(status).toBe(200);
    const review = body.kinds.find(({ kind }: { kind: string }) => kind === "review");
    expect(review).toMatchObject({
      ...{ label: expect.any(String), icon: expect.any(String), waits: true, replay: "recorded" },
      config: { type: "object", properties: { question: { type: "string", label: expect.any(String) } } },
    });
  });

  it("gets the other people who have the workflow open", async () => {
    const id = await published();
    const body = { place: `workflow:${id}`, tabId: randomUUID() };
    const { status, body: answer } = await call(markPresent, { body });
    expect([status, answer.people]).toEqual([200, [expect.objectContaining({ name: "designer", isYou: true })]]);
    expect((await call(markPresent, { body: { ...body, leaving: true } })).body).toEqual({ people: [] });
  });
});

const routes: [string, unknown, Sent][] = [
  ["create", create, { body: { name: "Name" } }],
  ["read", read, {}],
  ["save", save, { body: { revision: 0, baseVersionId: null, definition: letterWorkflow("nothing"), layout: {} } }],
  ["discard", discard, { body: { revision: 0 } }],
  ["publish", publish, { body: { revision: 0, note: "" } }],
  ["impact", readImpact, { query: "?revision=0" }],
  ["layout", layout, { body: { definition: letterWorkflow("nothing") } }],
  ["task kinds", listKinds, {}],
  ["presence", markPresent, { body: { place: "workflow:nothing", tabId: randomUUID() } }],
];

const ofOne = routes.filter(([name]) => !["create", "task kinds"].includes(name));
const writing = routes.filter(([, route]) => methods.get(route) !== "GET");

describe("every route of workflows", () => {
  it.each(routes)("is for designers who are signed in: %s", async (_name, route, sent) => {
    const json = { "content-type": "application/json" };
    expect((await call(route, { ...sent, headers: json })).status).toBe(401);
    expect((await call(route, { ...sent, headers: { ...json, authorization: "Bearer wrong" } })).status).toBe(401);
    for (const who of ["claimant", "reviewer", "admin"] as const) {
      expect((await call(route, { ...sent, who })).status, who).toBe(403);
    }
  });

  it.each(ofOne)("answers 404 for an unknown workflow: %s", async (name, route, sent) => {
    expect((await call(route, { ...sent, id: "nothing" })).status).toBe(404);
    if (name === "presence") return;
    for (const id of ["\u0000", "a b", "__proto__", "9", "x".repeat(65), "../claims"]) {
      expect((await call(route, { ...sent, id })).status, id).toBe(404);
    }
  });

  it.each(writing)("refuses requests from other sites: %s", async (name, route, sent) => {
    const headers = { cookie, "content-type": "application/json", origin: "https://evil.example" };
    expect((await call(route, { ...sent, headers })).status).toBe(403);
    expect((await call(route, { ...sent, headers: { ...headers, "sec-fetch-site": "cross-site" } })).status).toBe(403);
    const own = await call(route, { id: "nothing", ...sent, headers: { ...headers, "sec-fetch-site": "same-origin" } });
    expect(own.status, "its own page").toBe(name === "create" ? 201 : 404);
  });

  it.each(writing)("accepts only known JSON: %s", async (_name, route, sent) => {
    const body = sent.body as object;
    const wrong: [number, Sent][] = [
      [400, { body: "{" }],
      [400, { body: "" }],
      [422, { body: "null" }],
      [422, { body: "[]" }],
      [422, { body: { ...body, extra: 1 } }],
      [422, { body: `{"__proto__":{"a":1},${JSON.stringify(body).slice(1)}` }],
      [415, { body: "a=b", headers: { authorization: `Bearer ${keys.designer}`, "content-type": "text/plain" } }],
      [413, { body: JSON.stringify({ ...body, extra: "x".repeat(10 * 1024 * 1024) }) }],
    ];
    for (const [status, bad] of wrong) {
      const id = "nothing";
      expect((await call(route, { id, ...bad })).status, String(JSON.stringify(bad.body)).slice(0, 60)).toBe(status);
    }
  });
});

describe("a draft that cannot be stored", () => {
  const saveWith = async (change: (body: Awaited<ReturnType<typeof bodyOf>>) => unknown) => {
    const id = await published();
    const changed = change(await bodyOf(id));
    const answer = await call(save, { id, body: changed });
    expect((await call(read, { id })).body).toMatchObject({ revision: answer.status === 200 ? 1 : 0 });
    return answer;
  };
  const withTask = (body: Awaited<ReturnType<typeof bodyOf>>, change: object) => ({
    ...body,
    definition: { ...body.definition, tasks: [{ ...body.definition.tasks[0], ...change }] },
  });
  let deep: unknown = "x";
  for (let level = 0; level < 45; level++) deep = [deep];
  let deeper: unknown = "x";
  for (let level = 0; level < 2_000; level++) deeper = [deeper];

  it.each<[string, number, (body: Awaited<ReturnType<typeof bodyOf>>) => unknown]>([
    ["501 tasks", 422, (b) => ({ ...b, definition: { ...b.definition, tasks: many(501) } })],
    ["settings nested deeply", 422, (b) => withTask(b, { config: { deep } })],
    ["settings nested absurdly", 400, (b) => withTask(b, { config: { deeper } })],
    ["a NUL in a text", 422, (b) => withTask(b, { config: { letter: "a\u0000b" } })],
    ["half a character in a text", 422, (b) => withTask(b, { config: { letter: "a\ud800b" } })],
    ["half a character in a key", 422, (b) => withTask(b, { config: { "a\udc00": 1 } })],
    ["a NUL in a note", 422, (b) => ({ ...b, layout: { ...b.layout, notes: [{ ...note, text: "\u0000" }] } })],
    ["an id that objects have", 422, (b) => withTask(b, { id: "__proto__" })],
    [
      "a position that is not a number",
      422,
      (b) => ({ ...b, layout: { ...b.layout, positions: { note: { x: "1", y: 2 } } } }),
    ],
    ["a position far away", 422, (b) => ({ ...b, layout: { ...b.layout, positions: { note: { x: 1e9, y: 2 } } } })],
    ["another workflow's id", 422, (b) => ({ ...b, definition: { ...b.definition, id: "another" } })],
    ["a negative revision", 422, (b) => ({ ...b, revision: -1 })],
    ["a revision that is not a whole number", 422, (b) => ({ ...b, revision: 0.5 })],
    ["a revision that is too large", 422, (b) => ({ ...b, revision: 2 ** 40 })],
    ["a base that is not an id", 422, (b) => ({ ...b, baseVersionId: "1" })],
    ["a base that is not there", 422, (b) => ({ ...b, baseVersionId: randomUUID() })],
  ])("%s", async (_name, status, change) => {
    expect((await saveWith(change)).status).toBe(status);
  });

  it("says where a character cannot be stored", async () => {
    const answer = await saveWith((body) => withTask(body, { config: { letter: "a\u0000b" } }));
    expect(answer.body.fields).toEqual({
      "definition.tasks.0.config.letter": "This has a character that cannot be stored.",
    });
  });

  it("is not the same as a draft that cannot be published", async () => {
    for (const change of [
      { label: "", kind: "gone", config: { any: ["thing"] } },
      { id: "Note", label: "Emoji 😀 and words" },
    ]) {
      expect((await saveWith((body) => withTask(body, change))).status).toBe(200);
    }
    expect(
      (await saveWith((b) => ({ ...b, definition: { ...b.definition, tasks: many(500), edges: [] } }))).status,
    ).toBe(200);
  });

  it("is larger than 2 MB", async () => {
    const text = "x".repeat(maxDraftBytes / 4);
    const tasks = (count: number) => many(count).map((task) => ({ ...task, config: { text } }));
    const sizes = [3, 4].map((count) =>
      saveWith((b) => ({ ...b, definition: { ...b.definition, tasks: tasks(count) } })),
    );
    expect((await Promise.all(sizes)).map(({ status }) => status)).toEqual([200, 413]);
  });
});

const note = { id: "n", text: "", x: 0, y: 0, width: 100, height: 100, tone: "yellow" };
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `t${index}`, kind: "say", label: "Say", config: {} }));

it("refuses an empty name and a note that is too long", async () => {
  for (const name of ["", "  ", "\u200b", "x".repeat(81), 7, null]) {
    expect((await call(create, { body: { name } })).status, String(name)).toBe(422);
  }
  const id = await published();
  expect((await call(publish, { id, body: { revision: 0, note: "x".repeat(501) } })).status).toBe(422);
  for (const query of ["", "?revision=", "?revision=x", "?revision=-1", "?revision=1e3"]) {
    expect((await call(readImpact, { id, query })).status, query).toBe(422);
  }
});
