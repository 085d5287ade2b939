import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { Context, checkGraph, type JsonObject, NextAction, type TaskExecution } from "@/lib/engine";
import { taskCatalog } from "../catalog";
import { startTask, testExecution } from "../tests/test-kind";
import { allowHosts, type Received, sendJson, startOrigin } from "./tests/test-origin";

withTestDatabase();

const secret = "secret/of the+crm";
const takes = (from: string, type = "text", required = true) => [{ from, into: "taken", type, required }];

/** A server that answers this, and a task that asks it. */
async function ask(
  answer: (response: ServerResponse, request: Received) => void,
  config: JsonObject = {},
  values: JsonObject = {},
) {
  const server = await startOrigin((request, response) => answer(response, request));
  allowHosts(server.origin);
  const own = { method: "GET", url: `${server.origin}/`, response: takes("id"), ...config };
  return { ...startTask("http_request", own, { values }), ...server };
}

/** The failure of a task that asks a server with this answer. */
async function failureOf(answer: Parameters<typeof ask>[0], config: JsonObject = {}) {
  const task = await ask(answer, config);
  const error: unknown = await task.run().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error as { code: string; message: string; retryable: boolean; retryAfterMs?: number };
}

const sendText = (response: ServerResponse, text: string | Buffer, headers: Record<string, string> = {}) => {
  response.writeHead(200, { "content-type": "application/json", ...headers }).end(text);
};

test("sends what its templates say, and takes values of the answer", async () => {
  vi.stubEnv("SECRET_CRM", secret);
  const task = await ask(
    (response) => sendJson(response, { data: [{ id: 7, cost: "12.50", at: "2026-11-15" }], ok: true }),
    {
      method: "POST",
      query: [{ name: "key", value: "{{ secrets.CRM }}" }],
      headers: [{ name: "X-Claim", value: "{{ reference }}" }],
      body: '{"who": "{{ name }}", "cents": {{ amount_cents }}, "key": "{{ secrets.CRM }}"}',
      response: [
        { from: "data[0].id", into: "policy_id", type: "text" },
        { from: "/data/0/cost", into: "cost", type: "money" },
        { from: "data.0.at", into: "day", type: "date" },
        { from: "ok", into: "ok", type: "yes_no" },
        { from: "missing", into: "gone", type: "number", required: false },
      ],
      statusInto: "code",
    },
    { reference: "CLM-1", name: 'Dana "D"', amount_cents: 1250, gone: 5 },
  );
  const { origin, ...result } = { origin: task.origin, ...(await task.run()) };
  expect(result).toEqual({ nextAction: NextAction.ContinueAndExecute, statusMessage: "Asking another system" });
  expect(origin).toContain("127.0.0.1");
  expect(task.received).toMatchObject([
    { method: "POST", url: "/?key=secret%2Fof%20the%2Bcrm", headers: { "x-claim": "CLM-1" } },
  ]);
  expect(JSON.parse(task.received[0]?.body ?? "")).toEqual({ who: 'Dana "D"', cents: 1250, key: secret });
  expect(task.values()).toEqual({
    ...{ reference: "CLM-1", name: 'Dana "D"', amount_cents: 1250 },
    ...{ policy_id: "7", cost: 1250, day: "2026-11-15", ok: true, code: 200 },
  });
});

test("all tries of a step send one key, and another session, task or part another one", async () => {
  const task = await ask((response) => sendJson(response, { id: 1 }));
  const run = (given: Partial<TaskExecution>) => task.task.run(new Context(), testExecution(given));
  const sessionId = randomUUID();
  await run({ sessionId });
  await run({ sessionId, attempt: 2 });
  await run({ sessionId: randomUUID() });
  await run({ sessionId, taskPath: "other" });
  await run({ sessionId, taskPath: "outer/task" });
  const keys = task.received.map(({ headers }) => headers["idempotency-key"]);
  expect(keys[0]).toMatch(/^[\da-f]{32}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(new Set(keys).size).toBe(4);
});

describe("statuses", () => {
  test.each([
    [500, true],
    [503, true],
    [429, true],
    [408, true],
    [400, false],
    [401, false],
    [404, false],
    [422, false],
  ])("%i fails, and may be tried again: %s", async (status, retryable) => {
    const failure = await failureOf((response) => sendJson(response, { error: "Not   now" }, status));
    expect(failure).toMatchObject({ code: "http_status", retryable });
    expect(failure.message).toBe(
      `The answer has the status ${status}, which is not a success. It says: “{"error":"Not now"}”`,
    );
  });

  test("a retry waits as long as Retry-After asks", async () => {
    const failure = await failureOf((response) => response.writeHead(429, { "retry-after": "7" }).end());
    expect(failure).toMatchObject({ retryable: true, retryAfterMs: 7_000 });
    const other = await failureOf((response) => response.writeHead(404, { "retry-after": "7" }).end());
    expect(other.retryAfterMs).toBeUndefined();
  });

  test("the config says which are a success", async () => {
    const task = await ask((response) => sendJson(response, {}, 404), {
      ...{ success: "200-299, 404", statusInto: "code", response: takes("id", "text", false) },
    });
    await task.run();
    expect(task.values()).toEqual({ code: 404 });
    const failure = await failureOf((response) => sendJson(response, {}, 201), { success: "200" });
    expect(failure.code).toBe("http_status");
  });

  test("a web page is not quoted", async () => {
    const failure = await failureOf((response) =>
      response.writeHead(500, { "content-type": "text/html" }).end("<h1>Internal</h1>"),
    );
    expect(failure.message).toBe("The answer has the status 500, which is not a success.");
  });
});

describe("answers that cannot be read", () => {
  test.each<[string, (response: ServerResponse) => void, string, string]>([
    ["a web page", (r) => sendText(r, "<html>", { "content-type": "text/html" }), "http_not_json", "a web page"],
    ["a page that is called JSON", (r) => sendText(r, " <!doctype html>"), "http_not_json", "a web page"],
    ["text", (r) => sendText(r, "hello"), "http_not_json", "text and not JSON"],
    ["broken JSON", (r) => sendText(r, '{"id": 1'), "http_not_json", "text and not JSON"],
    ["nothing", (r) => sendText(r, " \n"), "http_empty", "is empty"],
    ["no content", (r) => r.writeHead(204).end(), "http_empty", "(204) is empty"],
    ["another charset", (r) => sendText(r, Buffer.from([0x22, 0xe4, 0x22])), "http_charset", "is not in utf-8"],
    [
      "an unknown charset",
      (r) => sendText(r, "{}", { "content-type": "a/b; charset=x-none" }),
      "http_charset",
      "a charset that is not known",
    ],
    [
      "an unknown encoding",
      (r) => sendText(r, "{}", { "content-encoding": "zstd, gzip" }),
      "http_encoding",
      "compressed",
    ],
    [
      "a broken encoding",
      (r) => sendText(r, "{}", { "content-encoding": "gzip" }),
      "http_encoding",
      "cannot be unpacked",
    ],
    ["no such value", (r) => sendJson(r, { other: 1 }), "http_value_missing", "“id” of the answer is missing"],
    ["null for a value", (r) => sendJson(r, { id: null }), "http_value_missing", "is missing"],
    ["an object for a text", (r) => sendJson(r, { id: {} }), "http_value_wrong", "is not a text"],
    ["a NUL in a text", (r) => sendJson(r, { id: "a\u0000b" }), "http_value_wrong", "is not a text"],
  ])("%s", async (_what, answer, code, words) => {
    const failure = await failureOf(answer);
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(words);
  });

  test("a charset that is named is read", async () => {
    const task = await ask((response) =>
      sendText(response, Buffer.from('{"id": "Müller"}', "latin1"), {
        "content-type": "text/json; charset=ISO-8859-1",
      }),
    );
    await task.run();
    expect(task.get("taken")).toBe("Müller");
  });

  test.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ])("an answer in %s is read", async (encoding, compress) => {
    const task = await ask((response) => sendText(response, compress('{"id": 5}'), { "content-encoding": encoding }));
    await task.run();
    expect(task.get("taken")).toBe("5");
  });

  test("an answer without values to read need not be JSON", async () => {
    const task = await ask((response) => sendText(response, "<html>"), { response: [] });
    await task.run();
    expect(task.values()).toEqual({});
  });
});

describe("types", () => {
  test.each<[unknown, string, unknown]>([
    ["abc", "text", "abc"],
    [12, "text", "12"],
    [true, "text", "true"],
    ["12.5", "number", 12.5],
    [-3, "number", -3],
    ["1e5", "number", undefined],
    ["", "number", undefined],
    [19.99, "money", 1999],
    ["1250.5", "money", 125_050],
    [0.001, "money", undefined],
    [1999, "cents", 1999],
    [19.5, "cents", undefined],
    [1e15, "cents", undefined],
    ["false", "yes_no", false],
    ["yes", "yes_no", undefined],
    [1, "yes_no", undefined],
    ["2026-11-15T23:30:00+02:00", "date", "2026-11-15"],
    ["2026-02-30", "date", undefined],
    ["15.11.2026", "date", undefined],
    ["2026-11-15T23:30:00+02:00", "time", "2026-11-15T21:30:00.000Z"],
    ["2026-11-15", "time", undefined],
    [[1, "a"], "list", [1, "a"]],
    [{ a: 1 }, "list", undefined],
    [{ a: [1] }, "object", { a: [1] }],
    [[1], "object", undefined],
  ])("%j as %s is %j", async (id, type, expected) => {
    const task = await ask((response) => sendJson(response, { id }), { response: takes("id", type) });
    if (expected === undefined) await expect(task.run()).rejects.toMatchObject({ code: "http_value_wrong" });
    else {
      await task.run();
      expect(task.get("taken")).toEqual(expected);
    }
  });

  test("numbers that JavaScript cannot hold stay as they were written, or are refused", async () => {
    const huge = '{"id": 12345678901234567890, "list": [9007199254740993, 1], "far": 1e400}';
    const read = async (from: string, type: string) => {
      const task = await ask((response) => sendText(response, huge), { response: takes(from, type) });
      await task.run();
      return task.get("taken");
    };
    expect(await read("id", "text")).toBe("12345678901234567890");
    expect(await read("list", "list")).toEqual(["9007199254740993", 1]);
    expect(await read("far", "text")).toBe("1e400");
    await expect(read("id", "number")).rejects.toMatchObject({ code: "http_value_wrong" });
    await expect(read("far", "number")).rejects.toMatchObject({ code: "http_value_wrong" });
    await expect(read("id", "cents")).rejects.toMatchObject({ code: "http_value_wrong" });
  });

  test("an entry called __proto__ changes nothing, and is not kept", async () => {
    const hostile = '{"id": {"__proto__": {"admin": true}}, "__proto__": {"id": 1}}';
    const answer = (response: ServerResponse) => sendText(response, hostile);
    expect(await failureOf(answer, { response: takes("id", "object") })).toMatchObject({ code: "http_value_wrong" });
    expect(await failureOf(answer, { response: takes("constructor.name") })).toMatchObject({
      code: "http_value_missing",
    });
    const task = await ask(answer, { response: takes("__proto__.id") });
    await task.run();
    expect(task.get("taken")).toBe("1");
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  test("very deep JSON is refused, and does not end the process", async () => {
    const deep = (levels: number) => `{"id": 1, "deep": ${"[".repeat(levels)}1234567890123456789${"]".repeat(levels)}}`;
    const task = await ask((response) => sendText(response, deep(200_000)));
    await task.run();
    expect(task.get("taken")).toBe("1");
    for (const levels of [40, 200_000])
      expect(
        await failureOf((response) => sendText(response, deep(levels)), { response: takes("deep", "list") }),
      ).toMatchObject({
        code: "http_value_wrong",
        message: "The value “deep” of the answer has more than 30 levels of objects and lists.",
      });
  });
});

describe("large answers", () => {
  test("1 GB is not read: neither when it says so, nor when it does not", async () => {
    const chunk = Buffer.alloc(1_000_000, " ");
    let sent = 0;
    const stream = (response: ServerResponse): void => {
      const write = (): void => {
        while (sent < 1_000_000_000 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", write);
        }
        response.end();
      };
      write();
    };
    const before = process.memoryUsage().rss;
    expect(await failureOf((response) => stream(response))).toMatchObject({
      code: "http_too_large",
      retryable: false,
      message: "The answer is larger than 1,000,000 bytes.",
    });
    expect(sent).toBeLessThan(50_000_000);
    expect(
      await failureOf((response) => {
        response.writeHead(200, { "content-length": "1000000000" });
        response.write("{");
      }),
    ).toMatchObject({ code: "http_too_large" });
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  test("a small answer that is large when it is unpacked is not read", async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().rss;
    expect(await failureOf((response) => sendText(response, bomb, { "content-encoding": "gzip" }))).toMatchObject({
      code: "http_too_large",
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  test("the limit is a variable, and counts bytes", async () => {
    const text = JSON.stringify({ id: "ü".repeat(1_000) });
    vi.stubEnv("HTTP_RESPONSE_BYTES", "1500");
    expect(await failureOf((response) => sendText(response, text))).toMatchObject({ code: "http_too_large" });
    vi.stubEnv("HTTP_RESPONSE_BYTES", "2100");
    expect(await failureOf((response) => sendText(response, text))).toBeUndefined();
  });
});

describe("secrets", () => {
  const forms = (text: string) => [
    text,
    encodeURIComponent(text),
    Buffer.from(text).toString("base64"),
    Buffer.from(`user:${text}`).toString("base64"),
  ];
  const headers = [{ name: "Authorization", value: "Bearer {{ secrets.CRM }}" }];

  test("that an answer repeats are masked in what is kept", async () => {
    vi.stubEnv("SECRET_CRM", secret);
    const task = await ask(
      (response, { headers: sent }) =>
        sendJson(response, { id: { echo: sent.authorization, forms: forms(secret), [secret]: 1 } }),
      { headers, response: takes("id", "object") },
    );
    await task.run();
    expect(task.received[0]?.headers.authorization).toBe(`Bearer ${secret}`);
    const kept = JSON.stringify(task.values());
    for (const form of forms(secret)) expect(kept).not.toContain(form);
    expect(task.get("taken.echo")).toBe("Bearer •••");
    expect(kept).toContain('"•••":1');
  });

  test("are masked in failures too, also where a quote is cut", async () => {
    vi.stubEnv("SECRET_CRM", secret);
    const failure = await failureOf(
      (response, request) => {
        const long = `${request.headers.authorization} `.repeat(500);
        response.writeHead(401, { "content-type": "text/plain" }).end(`You sent ${forms(secret).join(" ")} ${long}`);
      },
      { headers },
    );
    expect(failure.message).toContain("You sent ••• ••• •••");
    for (const form of [...forms(secret), "secret/of"]) expect(failure.message).not.toContain(form);
  });

  test.each([
    ["as JSON of other systems", (text: string) => text.replaceAll("/", "\\/").replaceAll("+", "\\u002B")],
    ["as JSON in JSON", (text: string) => text.replace(/./g, (sign) => `\\\\u00${sign.charCodeAt(0).toString(16)}`)],
    ["as HTML in JSON", (text: string) => text.replaceAll("/", "\\u0026#x2F;").replaceAll("+", "&plus;")],
  ])("are masked in failures and in values where they are escaped: %s", async (_how, escaped) => {
    vi.stubEnv("SECRET_CRM", secret);
    const body = `{"id": "You sent ${escaped(secret)}, which is wrong"}`;
    const answer = (status: number) => (response: ServerResponse) =>
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    const failure = await failureOf(answer(401), { headers });
    expect(failure.message).toContain("You sent •••, which is wrong");
    const task = await ask(answer(200), { headers });
    await task.run();
    expect(task.get("taken")).toBe("You sent •••, which is wrong");
  });

  test("are not quoted from a charset", async () => {
    vi.stubEnv("SECRET_CRM", "secret-of-the-crm");
    const type = "application/json; charset=secret-of-the-crm";
    const failure = await failureOf((response) => sendText(response, "{}", { "content-type": type }), { headers });
    expect(failure).toMatchObject({ code: "http_charset" });
    expect(failure.message).not.toContain("secret");
  });

  test("as a number are masked, and no number then", async () => {
    vi.stubEnv("SECRET_PIN", "1234567890");
    const query = [{ name: "pin", value: "{{ secrets.PIN }}" }];
    const answer = (response: ServerResponse) => sendJson(response, { id: 1_234_567_890 });
    const task = await ask(answer, { query });
    await task.run();
    expect(task.get("taken")).toBe("•••");
    const failure = await failureOf(answer, { query, response: takes("id", "number") });
    expect(failure.code).toBe("http_value_wrong");
    expect(failure.message).not.toContain("1234567890");
  });

  test("that do not exist, or are too short to be masked, stop the request", async () => {
    vi.stubEnv("SECRET_CRM", "short");
    const answer = (response: ServerResponse) => sendJson(response, { id: 1 });
    const short = await failureOf(answer, { headers });
    expect(short).toMatchObject({ code: "http_secret_too_short", retryable: false });
    expect(short.message).not.toContain("short,");
    vi.stubEnv("SECRET_CRM", "");
    const task = await ask(answer, { headers });
    await expect(task.run()).rejects.toMatchObject({
      code: "http_secret_missing",
      retryable: false,
      message: "There is no secret “CRM” in this installation.",
    });
    expect(task.received).toEqual([]);
  });

  test("in a file that others can read stop the request", async () => {
    vi.stubEnv("SECRETS_FILE", "package.json");
    expect(await failureOf((response) => sendJson(response, { id: 1 }), { headers })).toMatchObject({
      code: "secrets_file",
      retryable: false,
    });
  });
});

describe("what only the server knows", () => {
  const problemsOf = (config: JsonObject) => {
    const own = { method: "POST", url: "https://api.example.com/a", ...config };
    const task = { id: "one", kind: "http_request", label: "Ask", config: own };
    const graph = { ...{ id: "new", name: "New", startTaskId: "one", edges: [] }, tasks: [task] };
    return checkGraph(graph as never, taskCatalog).map(({ path, message }) => ({ path: path?.slice(1), message }));
  };

  test("a host that is not allowed is a problem of the workflow", () => {
    vi.stubEnv("HTTP_ALLOWED_HOSTS", "");
    const [problem, ...others] = problemsOf({});
    expect(others).toEqual([]);
    expect(problem?.path).toEqual(["url"]);
    expect(problem?.message).toContain("an operator has to add it to HTTP_ALLOWED_HOSTS");
    vi.stubEnv("HTTP_ALLOWED_HOSTS", "*.example.com");
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ url: "http://api.example.com/a" })[0]?.message).toContain("use https");
  });

  test("a secret that does not exist is a problem at its place", () => {
    vi.stubEnv("HTTP_ALLOWED_HOSTS", "*.example.com");
    vi.stubEnv("SECRET_KNOWN", "known-secret");
    const value = "{{ secrets.KNOWN }}{{ secrets.UNKNOWN }}";
    const message = '"Ask", there is no secret “UNKNOWN” in this installation.';
    expect(problemsOf({ query: [{ name: "a", value }] })).toEqual([{ path: ["query", 0, "value"], message }]);
    expect(problemsOf({ headers: [{ name: "a", value }] })).toEqual([{ path: ["headers", 0, "value"], message }]);
    expect(problemsOf({ body: `"${value}"` })).toEqual([{ path: ["body"], message }]);
    vi.stubEnv("SECRETS_FILE", "package.json");
    expect(problemsOf({ body: `"${value}"` })[0]?.message).toContain("SECRETS_FILE can be read or changed");
  });
});
