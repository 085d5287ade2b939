import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "./people";
import { type RawAnswer, type RawRequest, sendRaw } from "./raw-request";

// Requests that no browser sends, generated from a fixed seed, so that each run sends the same ones. Any answer below
// 500 is right.

const session = "next-auth.session-token";
type Make = (chance: Chance) => RawRequest;

class Chance {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }
  pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }
  /** The text with one to three pieces removed, repeated or replaced. */
  spoil(text: string, bits: readonly string[]): string {
    let spoilt = text;
    for (let count = 1 + this.below(3); count > 0; count--) {
      const at = this.below(spoilt.length + 1);
      const to = at + this.below(4);
      spoilt = spoilt.slice(0, at) + this.pick(["", spoilt.slice(at, to), ...bits]) + spoilt.slice(to);
    }
    return spoilt;
  }
}

const { node } = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
const actions = Object.keys(node);
const buildId = readFileSync(".next/BUILD_ID", "utf8").trim();

const pages = [
  "/",
  "/sign-in",
  "/claims",
  "/inbox",
  "/sessions",
  "/workflows",
  "/nothing",
  `/claims/${crypto.randomUUID()}`,
];
const words = [
  "",
  "x",
  "[",
  "{}",
  "%00",
  "%zz",
  "1e9",
  "-1",
  "__proto__",
  "constructor",
  "null",
  "//",
  "../..",
  "*",
  "<>",
  "a".repeat(2_000),
];
const values = "F1 h1 @1 0 1 0:0 0:__proto__ T1 Q1 W1 B1 i1 R1 r1 X1 x1 A1 O1 V1 K1 H Z nabc Dx undefined NaN $x".split(
  " ",
);
const jsonBits = [
  "[",
  "]",
  "{",
  "}",
  '"',
  ",",
  ":",
  "\\",
  "\0",
  '"__proto__":',
  '"then":',
  "null",
  "7",
  ...values.map((one) => `"$${one}"`),
];
const formBits = [
  "\r\n",
  "--b0x",
  "--",
  '"',
  "\\",
  "\0",
  '; filename="x"',
  "Content-Transfer-Encoding: base64\r\n",
  "$ACTION_",
  "_1_",
  ...jsonBits,
];

const formOf = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([name, value]) => `--b0x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join("")
    .concat("--b0x--\r\n");
const multipart = { "content-type": "multipart/form-data; boundary=b0x" };

const kinds: Record<string, Make> = {
  "calls of actions": (chance) => ({
    path: chance.pick(["/claims", "/inbox", "/nothing", "/sign-in"]),
    method: "POST",
    headers: { "next-action": chance.pick(actions), "content-type": "text/plain;charset=UTF-8" },
    body: chance.spoil(
      chance.pick(['[null,"$K1"]', '["x"]', '[{"a":["b",{}]},{}]', `["$${chance.pick(values)}"]`]),
      jsonBits,
    ),
  }),
  "calls of actions with forms": (chance) => ({
    path: "/claims",
    method: "POST",
    headers: { "next-action": chance.pick(actions), ...multipart },
    body: chance.spoil(formOf({ _1_a: "b", "0": `[null,"$${chance.pick(values)}"]` }), formBits),
  }),
  "forms without scripts": (chance) => {
    const id = chance.pick(actions);
    const reference = `{"id":"${id}","bound":"$@1"}`;
    const fields = {
      $ACTION_REF_1: "",
      "$ACTION_1:0": reference,
      "$ACTION_1:1": "[null]",
      $ACTION_KEY: "k",
      text: "x",
    };
    const body = chance.spoil(formOf(chance.pick([fields, { [`$ACTION_ID_${id}`]: "" }])), formBits);
    return { path: "/claims", method: "POST", headers: { ...multipart, accept: "text/html" }, body };
  },
  "headers of Next.js": (chance) => {
    const tree = encodeURIComponent(chance.spoil('["",{"children":["claims",{}]},null,"refetch"]', jsonBits));
    const names = [
      "next-router-prefetch",
      "next-router-segment-prefetch",
      "next-url",
      "next-hmr-refresh",
      "x-nextjs-data",
      "next-resume",
      "x-action-forwarded",
      "x-middleware-rewrite",
      "x-middleware-subrequest",
      "x-middleware-override-headers",
      "x-matched-path",
      "x-invoke-path",
      "x-forwarded-host",
      "x-forwarded-proto",
    ];
    const headers = Object.fromEntries([1, 2, 3].map(() => [chance.pick(names), chance.pick(words)]));
    return {
      path: `${chance.pick(pages)}?_rsc=${chance.pick(["", "x", "%5B"])}`,
      headers: { ...headers, rsc: "1", "next-router-state-tree": tree },
    };
  },
  "headers of HTTP": (chance) => {
    const names = [
      "range",
      "if-range",
      "if-match",
      "if-unmodified-since",
      "if-none-match",
      "accept",
      "accept-language",
      "origin",
      "referer",
      "sec-fetch-site",
      "content-encoding",
      "purpose",
      "traceparent",
    ];
    const headers = Object.fromEntries(
      [1, 2].map(() => [chance.pick(names), chance.pick([...words, "bytes=5-1", "bytes=99999999-", "gzip"])]),
    );
    const method = chance.pick(["GET", "GET", "HEAD", "POST"]);
    return {
      path: chance.pick([...pages, "/icon.svg", "/health"]),
      method,
      headers,
      body: method === "POST" ? "x" : undefined,
    };
  },
  "paths of Next.js": (chance) => {
    const word = encodeURIComponent(chance.pick(words));
    const path = chance.pick([
      `/_next/image?url=/${word}&w=${word}&q=75`,
      `/_next/data/${buildId}/${word}.json`,
      `/_next/${word}`,
      `/_next/static/${word}`,
      `/${word}.rsc`,
      `/claims.segments/${word}.segment.rsc`,
      "/_global-error",
      "/_error",
      "/_not-found",
      `/claims/(.)${word}`,
      `/%5B${word}%5D`,
      `/icon.svg/${word}`,
    ]);
    return {
      path,
      method: chance.pick(["GET", "GET", "HEAD", "POST"]),
      headers: chance.pick<Record<string, string>>([{}, { rsc: "1" }]),
    };
  },
  "routes of signing in": (chance) => {
    const action = chance.pick([
      "csrf",
      "providers",
      "session",
      "signin",
      "signout",
      "callback",
      "error",
      "_log",
      "__proto__",
    ]);
    const method = chance.pick(["GET", "POST"]);
    const type = chance.pick([
      "application/x-www-form-urlencoded",
      "application/json",
      "multipart/form-data",
      "text/plain",
    ]);
    return {
      path: `/api/auth/${action}/${chance.pick(["", "credentials", "oidc", "__proto__", "%00"])}`.replace(/\/$/, ""),
      method,
      headers: {
        "content-type": type,
        cookie: `${chance.pick(["next-auth.csrf-token", session, "x"])}=${chance.pick(["", "x", "%zz"])}`,
      },
      body: method === "POST" ? chance.pick(["", "[", "null", "a=b&email[]=c", "csrfToken=x", "%zz"]) : undefined,
    };
  },
};

const isRefusal = ({ status, headers }: RawAnswer) =>
  status >= 400 && status !== 404 && !headers["content-type"]?.includes("text/html");

for (const [kind, make] of Object.entries(kinds)) {
  test(`malformed ${kind} are the sender's fault`, async ({ as, baseURL }) => {
    const context = (await as("claimant")).context();
    const cookie = `${session}=${(await context.cookies()).find(({ name }) => name === session)?.value}`;
    const chance = new Chance(20_261_129);
    const requests = Array.from({ length: 60 }, (_, index) => {
      const { headers, ...request } = make(chance);
      return { ...request, headers: { origin: baseURL ?? "", ...(index % 2 && { cookie }), ...headers } };
    });
    const ask = async (request: RawRequest) => {
      let answer = await sendRaw(baseURL, request);
      // A busy server refuses what it has not read, and says when to come again.
      for (; answer.status === 503 && answer.headers["retry-after"]; answer = await sendRaw(baseURL, request))
        await delay(Number(answer.headers["retry-after"]) * 1_000);
      const what = JSON.stringify({ ...request, headers: { ...request.headers, cookie: "" } });
      expect(answer.status, what).toBeLessThan(500);
      // Next.js marks an error of the server with a digest, also in an answer with status 200.
      expect(answer.body, what).not.toContain('"digest"');
      if (isRefusal(answer) && request.method !== "HEAD") expect(JSON.parse(answer.body), what).toHaveProperty("code");
    };
    for (let start = 0; start < requests.length; start += 6)
      await Promise.all(requests.slice(start, start + 6).map(ask));
  });
}
