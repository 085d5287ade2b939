import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createWebServer, type ServerOptions, type WebServer } from "./create-server";

const running: WebServer[] = [];
afterEach(async () => {
  for (const { close } of running.splice(0)) await close(0);
});

async function serve(answer: ServerOptions["answer"], options: Partial<ServerOptions> = {}) {
  const web = createWebServer({ answer, onError: () => {}, checkSender: async () => null, ...options });
  running.push(web);
  await web.listen(0, "127.0.0.1");
  const { port } = web.server.address() as AddressInfo;
  return { ...web, port, url: `http://127.0.0.1:${port}` };
}

/** Answers with what it received. */
async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  response.end(JSON.stringify({ body, headers: request.headers }));
}

/** Sends these bytes and no more; resolves to all that comes back until the connection ends. */
async function exchange(port: number, ...parts: string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  for (const part of parts) socket.write(part);
  return text(socket);
}

const post = (path: string, ...headers: string[]) =>
  ["POST ", path, " HTTP/1.1\r\nHost: x\r\n", ...headers.map((header) => `${header}\r\n`), "\r\n"].join("");
const problemOf = (answer: string) => JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")));

describe("a body", () => {
  it("arrives complete with its length, announced or in chunks", async () => {
    const { url } = await serve(echo);
    const sent = "äö€".repeat(5_000);
    const inChunks = new Blob([sent]).stream();
    for (const body of [sent, inChunks]) {
      const response = await fetch(url, { method: "POST", body, duplex: "half" } as RequestInit);
      const { body: got, headers } = await response.json();
      expect(got === sent).toBe(true);
      expect(headers["content-length"]).toBe(String(Buffer.byteLength(sent)));
      expect(headers["transfer-encoding"]).toBeUndefined();
    }
  });

  it("is refused by its announced length before any of it is read", async () => {
    const { port } = await serve(echo);
    const answer = await exchange(port, post("/execute", "Content-Length: 5000000"));
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*\r\n/);
    expect(answer).toMatch(/content-type: application\/problem\+json\r\n/i);
    expect(answer).toMatch(/connection: close\r\n/i);
    expect(problemOf(answer)).toMatchObject({ code: "too_large", status: 413 });
  });

  it("is not asked for when it would be refused", async () => {
    const { port } = await serve(echo);
    const refused = await exchange(port, post("/", "Content-Length: 5000000", "Expect: 100-continue"));
    expect(refused).toMatch(/^HTTP\/1\.1 413 /);
    const taken = await exchange(
      port,
      post("/", "Content-Length: 2", "Expect: 100-continue", "Connection: close"),
      "ab",
    );
    expect(taken).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
  });

  it("in chunks is refused at the first byte above the limit, and the client gets the answer", async () => {
    const { port } = await serve(echo);
    const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
    const answer = await exchange(port, post("/execute", "Transfer-Encoding: chunked"), ...Array(60).fill(chunk));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(problemOf(answer)).toMatchObject({ code: "too_large" });
  });

  it("of a file is taken up to 10 MB", async () => {
    const { url } = await serve(echo);
    const send = (size: number) =>
      fetch(`${url}/api/v1/collections/terms/documents`, { method: "POST", body: "x".repeat(size) });
    const { body } = await (await send(10 * 1024 * 1024)).json();
    expect(body).toHaveLength(10 * 1024 * 1024);
    expect((await send(10 * 1024 * 1024 + 1)).status).toBe(413);
  });

  it("of a file is not read for a sender who may not send one", async () => {
    const asked: unknown[] = [];
    const checkSender: ServerOptions["checkSender"] = async ({ headers }, sender) => {
      asked.push(sender);
      if (headers.authorization === "Bearer good") return null;
      if (headers.authorization !== "Bearer other") return { code: "unauthenticated", options: {} };
      return { code: "forbidden", options: { detail: "Designers only." } };
    };
    const { port, url } = await serve(echo, { checkSender });
    const head = (path: string, who: string, ...more: string[]) =>
      post(path, `Authorization: Bearer ${who}`, "Content-Length: 5000000", ...more);
    for (const more of [[], ["Expect: 100-continue"]]) {
      const unknown = await exchange(
        port,
        head("/api/v1/collections/terms/documents", "forged", ...more),
        "x".repeat(100_000),
      );
      expect(unknown).toMatch(/^HTTP\/1\.1 401 [\s\S]*www-authenticate: Bearer realm="GraphFlow"\r\n/i);
      expect(problemOf(unknown)).toMatchObject({ code: "unauthenticated", status: 401 });
      const known = await exchange(port, head("/api/v1/workflows/import", "other", ...more));
      expect(problemOf(known)).toMatchObject({ code: "forbidden", status: 403, detail: "Designers only." });
    }
    expect(asked).toEqual(["designer_or_admin", "designer", "designer_or_admin", "designer"]);
    const headers = { authorization: "Bearer good" };
    const file = await fetch(`${url}/api/v1/collections/terms/documents`, {
      method: "POST",
      body: "x".repeat(200_000),
      headers,
    });
    expect((await file.json()).body).toHaveLength(200_000);
    // The check is not called for other bodies.
    await fetch(`${url}/execute`, { method: "POST", body: "x" });
    await fetch(`${url}/api/v1/collections/terms/documents`);
    expect(asked).toHaveLength(5);
  });

  it("of a file is refused when its sender cannot be checked, and ends when the client leaves", async () => {
    const found = Promise.withResolvers<null>();
    const seen: string[] = [];
    const { port, url } = await serve(echo, {
      onError: (error) => seen.push(String(error)),
      checkSender: ({ headers }) => (headers.authorization ? found.promise : Promise.reject(new Error("no database"))),
    });
    const file = `${url}/api/v1/collections/terms/documents`;
    expect((await fetch(file, { method: "POST", body: "x" })).status).toBe(500);
    expect(seen).toEqual(["Error: no database"]);
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    socket.write(post("/api/v1/collections/terms/documents", "Authorization: Bearer x", "Content-Length: 10"));
    socket.destroy();
    found.resolve(null);
    const sent = await fetch(file, { method: "POST", body: "xy", headers: { authorization: "Bearer x" } });
    expect((await sent.json()).body).toBe("xy");
  });

  it("that the application refuses leaves the connection open", async () => {
    const { url } = await serve(async (request, response) => {
      request.destroy();
      response.writeHead(422).end("no");
    });
    const response = await fetch(url, { method: "POST", body: "x".repeat(60_000) });
    expect([response.status, await response.text()]).toEqual([422, "no"]);
  });

  it("is refused when all bodies together need too much memory", async () => {
    const { url, port } = await serve(echo);
    const file = post("/api/v1/collections/terms/documents", "Content-Length: 10485760");
    const most = "x".repeat(9 * 1024 * 1024);
    const unfinished = Array.from({ length: 9 }, () => connect(port, "127.0.0.1"));
    for (const socket of unfinished) socket.on("error", () => {}).write(file + most);
    const answers = unfinished.map(async (socket) => String((await once(socket, "data"))[0]));
    const answer = await Promise.race(answers);
    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer).toMatch(/retry-after: 5\r\n/i);
    // Messages have a budget of their own.
    expect((await fetch(url, { method: "POST", body: "hello" })).status).toBe(200);
    for (const socket of unfinished) socket.destroy();
  });
});

describe("a slow client", () => {
  it("gets a problem document when its headers do not arrive", async () => {
    const { port } = await serve(echo, { headersTimeoutMs: 200 });
    const answer = await exchange(port, "GET / HTTP/1.1\r\nHo");
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(problemOf(answer)).toMatchObject({ code: "request_timeout", status: 408 });
  });

  it("gets a problem document for headers that are too large or not HTTP", async () => {
    const { port } = await serve(echo);
    expect(await exchange(port, `GET / HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 [\s\S]*"code":"headers_too_large"/,
    );
    expect(await exchange(port, "hello\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"malformed"/);
    const both = post("/", "Content-Length: 3", "Transfer-Encoding: chunked");
    expect(await exchange(port, both, "0\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe("the target of a request", () => {
  it("reaches Next.js as a path, or not at all", async () => {
    const { port } = await serve(async (request, response) => void response.end(`target ${request.url}`));
    const get = (target: string) => exchange(port, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(await get("http://evil.example/claims?a=1")).toMatch(/^HTTP\/1\.1 200 [\s\S]*target \/claims\?a=1$/);
    for (const target of ["*", "http://[/"]) {
      expect(await get(target)).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"malformed"/);
    }
  });
});

describe("the headers of a request", () => {
  it("are refused when two parsers could read them differently", async () => {
    const { port } = await serve(echo);
    const get = (...headers: string[]) =>
      exchange(port, ["GET / HTTP/1.1", ...headers, "Connection: close", "", ""].join("\r\n"));
    for (const [first, second] of [
      ["Host: x", "host: y"],
      ["Host: x", "Host: x"],
      ["Authorization: Bearer a", "Authorization: Bearer b"],
      ["Content-Type: application/json", "Content-Type: text/plain"],
      ["Next-Action: a", "next-action: a"],
    ] as const) {
      const host = first.startsWith("Host") ? [] : ["Host: x"];
      expect(await get(...host, first, second), second).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"malformed"/);
    }
    expect(await get("Host: x", "Cookie: a=1", "Cookie: b=2", "Accept: a", "Accept: b")).toMatch(/^HTTP\/1\.1 200 /);
  });

  it("are refused when Next.js would fail on them", async () => {
    const { url } = await serve(echo);
    const state = (text: string) => fetch(url, { headers: { rsc: "1", "next-router-state-tree": text } });
    for (const text of ["x", "%", "[]", "{}", "1e9", encodeURIComponent('["",{"a":7}]'), "[".repeat(3_000), ""]) {
      const answer = await state(text);
      expect([text, answer.status, (await answer.json()).code]).toEqual([text, 400, "malformed"]);
    }
    const prefetch = (value: string) => fetch(url, { headers: { rsc: "1", "next-router-prefetch": value } });
    for (const value of ["", "0", "2", "3", "x"]) expect((await prefetch(value)).status, value).toBe(400);
    expect((await prefetch("1")).status).toBe(200);
    const tree = ["", { children: [["id", "a", "d", null], { children: ["__PAGE__", {}] }] }, null, "refetch"];
    expect((await state(encodeURIComponent(JSON.stringify(tree)))).status).toBe(200);
  });

  it("may not say that a body is encoded", async () => {
    const { url } = await serve(echo);
    const send = (encoding: string) =>
      fetch(url, { method: "POST", body: "x", headers: { "content-encoding": encoding } });
    for (const encoding of ["gzip", "deflate", "br", "x", "identity, gzip"]) {
      const answer = await send(encoding);
      expect([answer.status, (await answer.json()).code], encoding).toEqual([415, "unsupported_media_type"]);
    }
    for (const encoding of ["identity", "Identity", ""]) expect((await send(encoding)).status).toBe(200);
  });

  it("have no conditions on which a file would fail", async () => {
    const { url } = await serve(echo);
    const given = { range: "bytes=5-1", "if-match": "x", "if-unmodified-since": "x", "if-none-match": "y" };
    const { headers } = await (await fetch(url, { headers: given })).json();
    expect(headers).toMatchObject({ "if-none-match": "y" });
    for (const name of ["range", "if-match", "if-unmodified-since"]) expect(headers).not.toHaveProperty(name);
    const put = await (await fetch(url, { method: "PUT", headers: given })).json();
    expect(put.headers).toMatchObject({ "if-match": "x" });
  });
});

describe("the headers of a proxy", () => {
  const words = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "x-forwarded-port": "1" };

  it("are used only from a trusted proxy", async () => {
    const { url } = await serve(echo);
    const heard = async () => (await (await fetch(url, { headers: words })).json()).headers;
    for (const name of Object.keys(words)) expect(await heard()).not.toHaveProperty(name);
    vi.stubEnv("TRUSTED_PROXIES", "10.0.0.0/8");
    for (const name of Object.keys(words)) expect(await heard()).not.toHaveProperty(name);
    vi.stubEnv("TRUSTED_PROXIES", "127.0.0.0/8");
    expect(await heard()).toMatchObject(words);
    vi.unstubAllEnvs();
  });
});

describe("the files of the build", () => {
  it("are only read", async () => {
    const { url } = await serve(echo);
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const answer = await fetch(`${url}/_next/static/a.js`, { method });
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    }
    expect((await fetch(`${url}/_next/static/%zz`)).status).toBe(400);
    expect((await fetch(`${url}/_next/static/a.js`)).status).toBe(200);
  });
});

describe("the address of a client", () => {
  it("is that of the connection, whatever the client sends", async () => {
    const { url } = await serve(echo);
    for (const claimed of ["10.1.2.3", ""]) {
      const given = { "x-graphflow-peer": claimed, "X-Forwarded-For": "10.9.9.9", "x-graphflow-inner": "guess" };
      const { headers } = await (await fetch(url, { headers: given })).json();
      expect(headers["x-graphflow-peer"]).toBe("127.0.0.1");
      expect(headers["x-forwarded-for"]).toBe("10.9.9.9");
    }
    const twice = "GET / HTTP/1.1\r\nHost: x\r\nX-GraphFlow-Peer: 1.1.1.1\r\nx-graphflow-peer: 2.2.2.2\r\n";
    expect(await exchange(Number(new URL(url).port), `${twice}Connection: close\r\n\r\n`)).toContain(
      '"x-graphflow-peer":"127.0.0.1"',
    );
  });

  it("stays the same in a request that the application sends to itself, which does not wait", async () => {
    let url = "";
    const said = { "x-graphflow-peer": "192.0.2.7", "x-action-forwarded": "1" };
    const answer: ServerOptions["answer"] = async (request, response) => {
      if (request.url === "/inner") return echo(request, response);
      const copied = request.headers as Record<string, string>;
      const inner = await fetch(`${url}/inner`, {
        headers: { "x-graphflow-inner": copied["x-graphflow-inner"] ?? "", ...said },
      });
      response.end(await inner.text());
    };
    ({ url } = await serve(answer, { maxInFlight: 1, maxWaitMs: 50 }));
    const { headers } = await (await fetch(`${url}/outer`)).json();
    expect(headers).toMatchObject(said);
    // An external request cannot set the header.
    const outside = await (await fetch(`${url}/inner`, { headers: said })).json();
    expect(outside.headers["x-graphflow-peer"]).toBe("127.0.0.1");
    expect(outside.headers).not.toHaveProperty("x-action-forwarded");
  });
});

/** A server whose requests to /held stay in flight until they are released. */
async function serveHeld(options: Partial<ServerOptions>) {
  const held: (() => void)[] = [];
  const answer: ServerOptions["answer"] = async (request, response) => {
    if (request.url === "/held") await new Promise<void>((resolve) => held.push(resolve));
    if (request.url === "/api/events") {
      response.setHeader("content-type", "text/event-stream");
      response.write("data: hello\n\n");
      return;
    }
    response.end("done");
  };
  const server = await serve(answer, options);
  const letGo = () => {
    for (const go of held.splice(0)) go();
  };
  return { ...server, held, letGo };
}

describe("requests in flight", () => {
  it("wait for a place, and are refused with Retry-After when there is none in time", async () => {
    const { url, held, letGo } = await serveHeld({ maxInFlight: 2, maxWaitMs: 100 });
    const first = [fetch(`${url}/held`), fetch(`${url}/held`)];
    await expect.poll(() => held.length).toBe(2);
    const refused = await fetch(`${url}/page`);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await refused.json()).toMatchObject({ code: "busy" });

    const waiting = fetch(`${url}/page`);
    letGo();
    expect(await (await waiting).text()).toBe("done");
    for (const response of await Promise.all(first)) expect(await response.text()).toBe("done");
  });

  it("do not keep the health check and built files waiting", async () => {
    const { url, held, letGo } = await serveHeld({ maxInFlight: 1, maxWaitMs: 50 });
    const first = fetch(`${url}/held`);
    await expect.poll(() => held.length).toBe(1);
    for (const path of ["/health", "/_next/static/a.js"]) expect((await fetch(url + path)).status).toBe(200);
    expect((await fetch(`${url}/health`, { method: "POST", body: "x" })).status).toBe(503);
    letGo();
    await (await first).text();
  });

  it("do not include open event streams", async () => {
    const { url } = await serveHeld({ maxInFlight: 1, maxWaitMs: 1_000 });
    const leaving = new AbortController();
    for (let count = 0; count < 5; count++) {
      const response = await fetch(`${url}/api/events`, { signal: leaving.signal });
      expect(response.status).toBe(200);
    }
    expect(await (await fetch(`${url}/page`)).text()).toBe("done");
    leaving.abort();
  });

  it("count after their client has left", async () => {
    const { url, held, letGo } = await serveHeld({ maxInFlight: 1, maxWaitMs: 100 });
    const leaving = new AbortController();
    const left = fetch(`${url}/held`, { signal: leaving.signal }).catch(() => "left");
    await expect.poll(() => held.length).toBe(1);
    leaving.abort();
    await left;
    expect((await fetch(`${url}/page`)).status).toBe(503);
    letGo();
    await expect.poll(async () => (await fetch(`${url}/page`)).status).toBe(200);
  });

  it("start when their body is complete: slow senders take no place", async () => {
    const { url, port } = await serveHeld({ maxInFlight: 1, maxWaitMs: 100 });
    const slow = Array.from({ length: 5 }, () => connect(port, "127.0.0.1"));
    for (const socket of slow) socket.write(`${post("/held", "Content-Length: 100")}{`);
    expect((await fetch(`${url}/page`)).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });
});

describe("a server that closes", () => {
  it("finishes requests in flight, refuses waiting ones, and accepts no more", async () => {
    const { url, held, letGo, close } = await serveHeld({ maxInFlight: 1, maxWaiting: 1, maxWaitMs: 5_000 });
    const first = fetch(`${url}/held`);
    await expect.poll(() => held.length).toBe(1);
    const second = fetch(`${url}/page`);
    // Only one may wait: the third is refused at once when the second waits, else its client leaves.
    const askThird = () =>
      fetch(`${url}/page`, { signal: AbortSignal.timeout(200) }).then(({ status }) => status, String);
    await expect.poll(askThird, { timeout: 5_000 }).toBe(503);
    const closed = close(5_000);
    expect((await second).status).toBe(503);
    letGo();
    expect(await (await first).text()).toBe("done");
    await closed;
    await expect(fetch(`${url}/page`)).rejects.toThrow();
  });

  it("closes connections that are open after the grace time", async () => {
    const { url, held, close } = await serveHeld({});
    const first = fetch(`${url}/held`).then(
      () => "answered",
      () => "cut off",
    );
    await expect.poll(() => held.length).toBe(1);
    await close(50);
    expect(await first).toBe("cut off");
  });

  it("does not wait for idle connections", async () => {
    const { port, close } = await serve(echo);
    const silent = connect(port, "127.0.0.1");
    await once(silent, "connect");
    // Longer than a test may take.
    await close(60_000);
    silent.destroy();
  });
});

it("answers 500 without the cause when the application fails", async () => {
  const errors: unknown[] = [];
  const failure = new Error("secret");
  const { url } = await serve(() => Promise.reject(failure), { onError: (error) => errors.push(error) });
  const response = await fetch(url);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("secret");
  expect(errors).toEqual([failure]);
});
