import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import type { BrowserContext } from "@playwright/test";
import { bearer, expect, fileClaim, type Person, reviewOf, test } from "./people";
import { type RawAnswer, sendRaw } from "./raw-request";

const session = "next-auth.session-token";
const json = { "content-type": "application/json" };

async function sessionOf(context: BrowserContext): Promise<string> {
  const found = (await context.cookies()).find(({ name }) => name === session);
  expect(found, "a session cookie").toBeDefined();
  return found?.value ?? "";
}

const codeOf = (answer: RawAnswer): string => {
  expect(answer.headers["content-type"]).toContain("application/problem+json");
  return JSON.parse(answer.body).code;
};

test("an address that is not encoded correctly is refused as malformed, for pages and for routes", async ({
  baseURL,
}) => {
  for (const path of [
    "/session/%E0%A4%A",
    "/claims/%E0%A4%A",
    "/%E0%A4%A",
    "/api/v1/reviews/%/decision",
    "/inbox/%zz",
  ]) {
    const answer = await sendRaw(baseURL, { path });
    expect([path, answer.status, codeOf(answer)]).toEqual([path, 400, "malformed"]);
    const page = await sendRaw(baseURL, { path, headers: { accept: "text/html" } });
    expect([page.status, page.headers["content-type"]]).toEqual([400, "text/html; charset=utf-8"]);
  }
});

test("a wrong method is refused, and Allow names the right ones", async ({ baseURL }) => {
  for (const method of ["TRACE", "PUT", "PATCH", "DELETE"]) {
    for (const [path, allow] of [
      ["/sign-in", "GET, HEAD, POST"],
      ["/", "GET, HEAD, POST"],
      ["/nothing", "GET, HEAD, POST"],
      ["/execute", "POST, OPTIONS"],
      ["/health", "GET, HEAD, OPTIONS"],
      ["/api/auth/csrf", "GET, POST, HEAD, OPTIONS"],
    ] as const) {
      const answer = await sendRaw(baseURL, { path, method });
      expect([method, path, answer.status, answer.headers.allow]).toEqual([method, path, 405, allow]);
    }
  }
  expect((await sendRaw(baseURL, { path: "/execute" })).status).toBe(405);
});

test("an unknown API route answers with a problem document", async ({ baseURL }) => {
  for (const path of ["/api/nothing", "/api/v1/nothing", "/api/auth", "/api/auth/nothing", "/api"]) {
    const answer = await sendRaw(baseURL, { path });
    expect([path, answer.status, codeOf(answer)]).toEqual([path, 404, "not_found"]);
  }
});

test("invalid values in bodies, paths and headers are refused with their reason", async ({ baseURL, request }) => {
  const review = await reviewOf(request, await fileClaim(request, "Hail dented my car, the repair costs $3,300"));
  const decision = `/api/v1/reviews/${review.id}/decision`;
  const { expected_version } = review;
  const post = (who: Person, path: string, body: string) =>
    sendRaw(baseURL, { path, method: "POST", headers: { ...bearer(who), ...json }, body });
  const approval = (fields: string) => post("reviewer", decision, `{"verdict":"approve",${fields}}`);
  for (const version of ["2147483648", "9007199254740993", "1e300", "1.5", '"1"', "[1]", "null"]) {
    expect((await approval(`"expected_version":${version}`)).status, version).toBe(422);
  }
  for (const edits of [
    '{"__proto__":{"a":1}}',
    '{"constructor":1}',
    '{"toString":"x"}',
    '{"amount_cents":1e300}',
    '{"amount_cents":2147483648}',
    '["x"]',
    '"x"',
  ]) {
    expect((await approval(`"expected_version":${expected_version},"edits":${edits}`)).status, edits).toBe(422);
  }
  for (const workflow of ['"a\\u0000b"', '"__proto__"', '"\\ud800"', "[]", "7"]) {
    const answer = await post("claimant2", "/execute", `{"content":"hello","workflow":${workflow}}`);
    expect(answer.status, workflow).toBe(422);
  }
  for (const path of ["/session/%00", "/session/__proto__", `/session/${"a".repeat(4_000)}`]) {
    expect((await sendRaw(baseURL, { path, headers: bearer("admin") })).status, path).toBe(404);
  }
  for (const cursor of ["-1", "1e3", "0x10", "9".repeat(20), "__proto__"]) {
    const headers = { ...bearer("admin"), "last-event-id": cursor };
    expect((await sendRaw(baseURL, { path: "/api/events", headers })).status, cursor).toBe(422);
  }
});

test("invalid queries and ids in addresses of pages show a page and never a server error", async ({ as, baseURL }) => {
  const cookie = `${session}=${await sessionOf((await as("designer")).context())}`;
  const reviewers = `${session}=${await sessionOf((await as("reviewer")).context())}`;
  const status = async (path: string, who = cookie) =>
    (await sendRaw(baseURL, { path, headers: { cookie: who } })).status;
  const odd = [
    "%00",
    "%ED%A0%80",
    "a&search=b&q=b&tab=c",
    "%25%5C_",
    "__proto__",
    "constructor",
    "%F0%9F%98%80".repeat(99),
  ];
  for (const text of odd) {
    expect(await status(`/sessions?search=${text}&status=${text}`), text).toBe(200);
    expect(await status(`/inbox?q=${text}&tab=${text}`, reviewers), text).toBe(200);
    expect(await status(`/sign-in?error=${text}&from=${text}`, ""), text).toBe(200);
    expect(await status(`/workflows/insurance-claims?session=${text}`), text).toBe(404);
  }
  for (const id of ["%00", "__proto__", "constructor", "a".repeat(3_000)]) {
    expect(await status(`/workflows/${id}`), id).toBe(404);
    expect(await status(`/sessions/${id}`), id).toBe(404);
    expect(await status(`/inbox/${id}`, reviewers), id).toBe(404);
  }
});

test("the sign-in page shows a sentence for an unknown error", async ({ page }) => {
  for (const code of ["__proto__", "constructor", "toString", "<b>x</b>"]) {
    await page.goto(`/sign-in?error=${encodeURIComponent(code)}`);
    await expect(page.getByText("That did not work. Please try again.")).toBeVisible();
  }
});

test("no link leads from signing in to another site", async ({ as, baseURL }) => {
  const page = await as("claimant");
  const { host } = new URL(baseURL ?? "");
  for (const from of [
    "/..//evil.example/x",
    "/.//evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
  ]) {
    await page.goto(`/sign-in?from=${encodeURIComponent(from)}`);
    await expect(page).toHaveURL(/\/claims$/);
    expect(new URL(page.url()).host).toBe(host);
  }
  for (const target of [
    `${baseURL}.evil.example`,
    "https://evil.example/",
    "/..//evil.example",
    "http://[",
    "javascript:1",
  ]) {
    const path = `/api/auth/signin?callbackUrl=${encodeURIComponent(target)}`;
    expect((await sendRaw(baseURL, { path })).status, target).toBe(400);
    const cookie = `next-auth.callback-url=${encodeURIComponent(target)}`;
    expect((await sendRaw(baseURL, { path: "/api/auth/csrf", headers: { cookie } })).status, target).toBe(400);
  }
  expect((await sendRaw(baseURL, { path: "/api/auth/csrf?callbackUrl=/claims" })).status).toBe(200);
});

test("two session cookies in one request sign no user in, on pages, routes and actions, and are cleared", async ({
  as,
  baseURL,
}) => {
  const [mine, theirs] = [
    await sessionOf((await as("claimant")).context()),
    await sessionOf((await as("admin")).context()),
  ];
  for (const cookie of [
    `${session}=${mine}; ${session}=${theirs}`,
    `${session}=${mine}; ${session}.0=${theirs}`,
    `${session}.0=${theirs}`,
  ]) {
    const page = await sendRaw(baseURL, { path: "/claims", headers: { cookie } });
    expect([page.status, page.headers.location]).toEqual([307, "/sign-in?from=%2Fclaims"]);
    expect(page.headers["set-cookie"]?.join("\n")).toMatch(/next-auth\.session-token(\.0)?=; Path=\/; Max-Age=0/);
    const route = await sendRaw(baseURL, { path: "/api/v1/reviews", headers: { cookie } });
    expect([route.status, codeOf(route)]).toEqual([401, "unauthenticated"]);
    expect(route.headers["set-cookie"]?.length).toBeGreaterThan(0);
    expect((await sendRaw(baseURL, { path: "/api/auth/session", headers: { cookie } })).status).toBe(400);
    expect((await sendRaw(baseURL, { path: "/sign-in", headers: { cookie } })).status).toBe(200);
  }
});

test("a call of a page's action that names no origin, or another one, is refused", async ({ as, baseURL }) => {
  const cookie = `${session}=${await sessionOf((await as("claimant")).context())}`;
  const form: Record<string, string> = { "content-type": "multipart/form-data; boundary=x", cookie };
  const body = '--x\r\nContent-Disposition: form-data; name="sessionId"\r\n\r\n1\r\n--x--\r\n';
  const foreign: Record<string, string>[] = [
    {},
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
  ];
  for (const origin of foreign) {
    const answer = await sendRaw(baseURL, { path: "/claims", method: "POST", headers: { ...form, ...origin }, body });
    expect([origin, answer.status]).toEqual([origin, 403]);
  }
  const ours = { ...form, origin: baseURL ?? "" };
  // The right origin, and a form that cannot be read.
  const broken = { path: "/claims", method: "POST", headers: ours, body: "garbage" };
  expect((await sendRaw(baseURL, broken)).status).toBe(400);
  const own = await sendRaw(baseURL, { path: "/claims", method: "POST", headers: ours, body });
  expect(own.status).not.toBe(403);
});

test("an action refuses a call without a form, and a call of an unknown action is refused", async ({ as, baseURL }) => {
  const cookie = `${session}=${await sessionOf((await as("claimant")).context())}`;
  const path = `/claims/${crypto.randomUUID()}`;
  const call = (id: string, body: string, who: Record<string, string>) => {
    const headers = { ...who, origin: baseURL ?? "", "next-action": id, "content-type": "text/plain;charset=UTF-8" };
    return sendRaw(baseURL, { path, method: "POST", headers, body });
  };
  const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  const actions = Object.keys(manifest.node);
  expect(actions.length).toBeGreaterThan(5);
  const callers: Record<string, string>[] = [{}, { cookie }];
  for (const id of actions) {
    for (const who of callers) {
      for (const body of ["[]", "[null]", "[null,7]", '[null,{"get":1}]', '["x","y","z"]']) {
        const answer = await call(id, body, who);
        expect([body, answer.status, answer.body]).toEqual([
          body,
          expect.any(Number),
          expect.not.stringContaining("digest"),
        ]);
        expect(answer.status, body).toBeLessThan(500);
      }
    }
  }
  for (const id of ["", "x", "__proto__", `40${"0".repeat(40)}`]) {
    const answer = await call(id, "[]", {});
    expect([id, answer.status, codeOf(answer)]).toEqual([id, 409, "conflict"]);
    expect(answer.headers["x-nextjs-action-not-found"]).toBe("1");
  }
});

test("a request target is a path, also when it is a whole address", async ({ baseURL }) => {
  for (const path of ["*", "http://[/"]) {
    const answer = await sendRaw(baseURL, { path });
    expect([path, answer.status, codeOf(answer)]).toEqual([path, 400, "malformed"]);
  }
  expect((await sendRaw(baseURL, { path: `${baseURL}/health` })).status).toBe(200);
  const page = await sendRaw(baseURL, { path: "http://evil.example/claims" });
  expect([page.status, page.headers.location]).toEqual([307, "/sign-in?from=%2Fclaims"]);
});

test("contradicting headers and encoded bodies are refused", async ({ baseURL }) => {
  const { port } = new URL(baseURL ?? "");
  const socket = connect(Number(port), "127.0.0.1");
  socket.write("GET /health HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\n\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"malformed"/);
  const body = '{"content":"hello"}';
  for (const headers of [
    { ...json, "content-encoding": "gzip" },
    { ...json, "content-encoding": "x" },
    { "content-type": "application/json; charset=utf-16" },
    { "content-type": 'application/json; charset="iso-8859-1"' },
  ]) {
    const sent = { path: "/execute", method: "POST", headers: { ...bearer("claimant2"), ...headers }, body };
    const answer = await sendRaw(baseURL, sent);
    expect([headers, answer.status, codeOf(answer)]).toEqual([headers, 415, "unsupported_media_type"]);
  }
});

test("refusals of the sign-in routes are problem documents", async ({ baseURL }) => {
  for (const [method, path, status] of [
    ["GET", "callback/__proto__", 400],
    ["GET", "callback/nobody", 400],
    ["GET", "callback/credentials", 405],
    ["POST", "callback/nobody", 400],
    ["POST", "session", 400],
    ["GET", "__proto__", 404],
  ] as const) {
    const answer = await sendRaw(baseURL, { path: `/api/auth/${path}`, method, headers: { origin: baseURL ?? "" } });
    expect([method, path, answer.status, codeOf(answer)]).toEqual([method, path, status, expect.any(String)]);
  }
});

test("a decision with the reason null has no reason", async ({ baseURL, request }) => {
  const review = await reviewOf(request, await fileClaim(request, "Hail dented my car, the repair costs $3,400"));
  const decide = (body: object) => {
    const headers = { ...bearer("reviewer"), ...json };
    const sent = JSON.stringify({ expected_version: review.expected_version, reason: null, ...body });
    return sendRaw(baseURL, { path: `/api/v1/reviews/${review.id}/decision`, method: "POST", headers, body: sent });
  };
  expect((await decide({ verdict: "reject" })).status).toBe(422);
  const approved = await decide({ verdict: "approve", edits: null });
  expect([approved.status, JSON.parse(approved.body).reason]).toEqual([200, null]);
});

test("a form that was refused can be sent again before the page's scripts have loaded", async ({ as }) => {
  const page = await as("claimant", { javaScriptEnabled: false });
  await page.goto("/claims/new?workflow=insurance-claims");
  await expect(page).toHaveURL(/\/claims\/[0-9a-f-]{36}/);
  const box = page.getByRole("textbox", { name: "Message" });
  await box.fill("\u200b");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Your message was not sent")).toBeVisible();
  await box.fill('Hail, "$5" \\ of it: $@1');
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Your message was not sent")).toBeHidden();
  await expect(page.getByText('You said: Hail, "$5" \\ of it: $@1', { exact: true })).toHaveCount(1);
});
