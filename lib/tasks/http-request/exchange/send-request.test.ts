import { describe, expect, test, vi } from "vitest";
import { maskFor } from "@/lib/secrets/mask-secrets";
import { allowHosts, sendJson, startOrigin } from "../tests/test-origin";
import { HttpRequestError } from "./http-error";
import type { Lookup } from "./open-agent";
import { readBody } from "./read-body";
import { type HttpRequest, type SendOptions, sendRequest } from "./send-request";

/** Sends a request and reads its text. */
const send = (url: string, request: Partial<HttpRequest> = {}, options: Partial<SendOptions> = {}) =>
  sendRequest(
    {
      method: "GET",
      url: new URL(url),
      headers: {},
      body: undefined,
      idempotencyKey: "the-key",
      hasSecretBody: false,
      ...request,
    },
    {
      timeoutMs: 5_000,
      signal: new AbortController().signal,
      mask: maskFor(["secret-of-the-crm"]),
      isSuccess: (status) => status === 200,
      ...options,
    },
    async (head, body) => ({ status: head.status, ...(await readBody(head, body, { maxBytes: 100_000 })) }),
  );

/** The code of the failure. */
const codeOf = (sending: Promise<unknown>) =>
  sending.then(
    () => "no failure",
    (error: unknown) => (error instanceof HttpRequestError ? error.code : error),
  );

/** A look-up that gives these addresses, one after the other, and counts. */
function lookupOf(...addresses: string[]): Lookup & { count: number } {
  const lookup = Object.assign(
    ((_hostname, _options, callback) => {
      const address = addresses[Math.min(lookup.count, addresses.length - 1)] ?? "";
      lookup.count += 1;
      callback(null, [{ address, family: address.includes(":") ? 6 : 4 }]);
    }) as Lookup,
    { count: 0 },
  );
  return lookup;
}

test("sends method, headers, body and the key, and reads the answer", async () => {
  const { origin, received } = await startOrigin((_, response) => sendJson(response, { ok: true }));
  allowHosts(origin);
  const answer = await send(`${origin}/a?b=c`, { method: "POST", headers: { "x-a": "1" }, body: '{"c": 1}' });
  expect(answer).toEqual({ status: 200, text: '{"ok":true}', isCut: false });
  expect(received).toMatchObject([
    {
      method: "POST",
      url: "/a?b=c",
      body: '{"c": 1}',
      headers: {
        "x-a": "1",
        "idempotency-key": "the-key",
        "content-type": "application/json",
        accept: "application/json",
      },
    },
  ]);
});

describe("hosts and addresses", () => {
  test("nothing is asked that is not allowed", async () => {
    const { origin, received } = await startOrigin((_, response) => sendJson(response, {}));
    expect(await codeOf(send(origin))).toBe("http_host_not_allowed");
    await expect(send(origin)).rejects.toThrow("HTTP_ALLOWED_HOSTS");
    expect(received).toEqual([]);
  });

  test("a server on this machine is refused unless its host may be private", async () => {
    const { origin, port, received } = await startOrigin((_, response) => sendJson(response, {}));
    vi.stubEnv("HTTP_ALLOWED_HOSTS", `${origin}, http://localhost:${port}, http://[::1]:${port}`);
    for (const url of [origin, `http://localhost:${port}`, `http://[::1]:${port}`])
      expect(await codeOf(send(url))).toBe("http_address_refused");
    expect(received).toEqual([]);
  });

  test.each(["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0x7f.1", "127.0.0.1", "[::ffff:127.0.0.1]", "0"])(
    "127.0.0.1 is refused in the form %s",
    async (host) => {
      const { port, received } = await startOrigin((_, response) => sendJson(response, {}));
      vi.stubEnv("HTTP_ALLOWED_HOSTS", `http://${host}:${port}`);
      expect(await codeOf(send(`http://${host}:${port}/`))).toBe("http_address_refused");
      expect(received).toEqual([]);
    },
  );

  test("169.254.169.254 is refused, also for a host that may be private, and by a name", async () => {
    allowHosts("http://169.254.169.254", "http://metadata.example.com");
    expect(await codeOf(send("http://169.254.169.254/latest/meta-data/"))).toBe("http_address_refused");
    const lookup = lookupOf("169.254.169.254");
    expect(await codeOf(send("http://metadata.example.com/", {}, { lookup }))).toBe("http_address_refused");
    expect(lookup.count).toBe(1);
  });

  test("a name that has a public and a private address is refused", async () => {
    vi.stubEnv("HTTP_ALLOWED_HOSTS", "http://two.example.com");
    const lookup: Lookup = (_host, _options, callback) =>
      callback(null, [
        { address: "93.184.216.34", family: 4 },
        { address: "10.0.0.1", family: 4 },
      ]);
    expect(await codeOf(send("http://two.example.com/", {}, { lookup }))).toBe("http_address_refused");
  });

  test("a name that is private at the second look-up gets no request", async () => {
    const { port, received } = await startOrigin((_, response) => sendJson(response, {}));
    vi.stubEnv("HTTP_ALLOWED_HOSTS", `http://rebound.example.com:${port}`);
    const lookup = lookupOf("93.184.216.34", "127.0.0.1");
    const options = { lookup, timeoutMs: 300 };
    // The first connection goes to the address that was checked, where nothing answers on this port.
    expect(await codeOf(send(`http://rebound.example.com:${port}/`, {}, options))).toMatch(/timeout|unreachable/);
    expect(lookup.count).toBe(1);
    expect(await codeOf(send(`http://rebound.example.com:${port}/`, {}, options))).toBe("http_address_refused");
    expect(received).toEqual([]);
  });

  test("a redirect to the same name is looked up and checked anew", async () => {
    const { port, received } = await startOrigin((_, response) => response.writeHead(302, { location: "/next" }).end());
    const host = `http://rebound.example.com:${port}`;
    allowHosts(host);
    const lookup = lookupOf("127.0.0.1", "169.254.169.254");
    expect(await codeOf(send(host, {}, { lookup }))).toBe("http_address_refused");
    expect(lookup.count).toBe(2);
    expect(received).toHaveLength(1);
  });

  test("a name that is not known may be known later", async () => {
    vi.stubEnv("HTTP_ALLOWED_HOSTS", "missing.example.com");
    const lookup: Lookup = (_host, _options, callback) =>
      callback(Object.assign(new Error("no"), { code: "ENOTFOUND" }), []);
    await expect(send("https://missing.example.com/", {}, { lookup })).rejects.toMatchObject({
      code: "http_unreachable",
      retryable: true,
      message: "The name “missing.example.com” is not known (ENOTFOUND).",
    });
  });

  test("a server without TLS has no valid certificate, and one that is not there is unreachable", async () => {
    const { port } = await startOrigin((_, response) => sendJson(response, {}));
    allowHosts(`127.0.0.1:${port}`, "http://127.0.0.1:1");
    expect(await codeOf(send(`https://127.0.0.1:${port}/`))).toMatch(/http_(certificate|unreachable)/);
    await expect(send("http://127.0.0.1:1/")).rejects.toMatchObject({ code: "http_unreachable", retryable: true });
  });
});

describe("redirects", () => {
  test("are followed on the same host with all headers", async () => {
    const { origin, received } = await startOrigin(({ url }, response) => {
      if (url === "/3") sendJson(response, { done: true });
      else response.writeHead(307, { location: `/${Number(url.slice(1)) + 1}` }).end();
    });
    allowHosts(origin);
    expect(await send(`${origin}/0`, { headers: { authorization: "Bearer secret-of-the-crm" } })).toMatchObject({
      text: '{"done":true}',
    });
    expect(received.map(({ url }) => url)).toEqual(["/0", "/1", "/2", "/3"]);
    expect(received.every(({ headers }) => headers.authorization === "Bearer secret-of-the-crm")).toBe(true);
  });

  test("more than three are not followed", async () => {
    const { origin, received } = await startOrigin((_, response) => response.writeHead(302, { location: "/" }).end());
    allowHosts(origin);
    expect(await codeOf(send(origin))).toBe("http_redirect");
    expect(received).toHaveLength(4);
  });

  test("another allowed host gets no header of the designer, nor does the first one afterwards", async () => {
    const first = await startOrigin(({ url }, response) => {
      if (url === "/end") sendJson(response, {});
      else response.writeHead(302, { location: `${second.origin}/` }).end();
    });
    const second = await startOrigin((_, response) =>
      response.writeHead(302, { location: `${first.origin}/end` }).end(),
    );
    allowHosts(first.origin, second.origin);
    const secret = { authorization: "Bearer secret-of-the-crm", "x-tenant": "a", cookie: "a=secret-of-the-crm" };
    await send(`${first.origin}/?key=secret-of-the-crm`, { headers: { ...secret, "accept-language": "en" } });
    expect(first.received[0]?.headers).toMatchObject(secret);
    for (const { headers, url } of [second.received[0], first.received[1]].flatMap((one) => one ?? [])) {
      expect(headers).not.toHaveProperty("authorization");
      expect(headers).not.toHaveProperty("x-tenant");
      expect(JSON.stringify([headers, url])).not.toContain("secret-of-the-crm");
      expect(headers["accept-language"]).toBe("en");
    }
    expect(first.received).toHaveLength(2);
  });

  test.each([
    ["a host that is not allowed", "https://other.example.com/", "http_host_not_allowed"],
    ["this machine", "http://localhost:9/", "http_host_not_allowed"],
    ["the metadata service", "http://169.254.169.254/", "http_host_not_allowed"],
    ["a file", "file:///etc/passwd", "http_redirect"],
    ["a password", "https://user:pw@127.0.0.1/", "http_redirect"],
    ["no address", "http://[", "http_redirect"],
  ])("to %s are refused", async (_what, location, code) => {
    const { origin } = await startOrigin((_, response) => response.writeHead(302, { location }).end());
    allowHosts(origin);
    expect(await codeOf(send(origin))).toBe(code);
  });

  test("to a private address are refused when the host is allowed and may not be private", async () => {
    const inner = await startOrigin((_, response) => sendJson(response, {}));
    const outer = await startOrigin((_, response) => response.writeHead(302, { location: inner.origin }).end());
    vi.stubEnv("HTTP_ALLOWED_HOSTS", `${outer.origin},${inner.origin}`);
    vi.stubEnv("HTTP_ALLOWED_PRIVATE_HOSTS", outer.origin);
    expect(await codeOf(send(outer.origin))).toBe("http_address_refused");
    expect(inner.received).toEqual([]);
  });

  test.each([301, 302, 303])("after %i a POST is not sent again: the answer is read with GET", async (status) => {
    const { origin, received } = await startOrigin(({ url }, response) => {
      if (url === "/done") sendJson(response, {});
      else response.writeHead(status, { location: "/done" }).end();
    });
    allowHosts(origin);
    await send(`${origin}/`, { method: "POST", body: "{}" });
    expect(received.map(({ method, body }) => [method, body])).toEqual([
      ["POST", "{}"],
      ["GET", ""],
    ]);
    expect(received[1]?.headers).not.toHaveProperty("content-type");
  });

  test.each([307, 308])("after %i a POST is sent again, with the same key", async (status) => {
    const { origin, received } = await startOrigin(({ url }, response) => {
      if (url === "/done") sendJson(response, {});
      else response.writeHead(status, { location: "/done" }).end();
    });
    allowHosts(origin);
    await send(`${origin}/`, { method: "POST", body: '{"a": 1}', hasSecretBody: true });
    expect(received.map(({ method, body, headers }) => [method, body, headers["idempotency-key"]])).toEqual([
      ["POST", '{"a": 1}', "the-key"],
      ["POST", '{"a": 1}', "the-key"],
    ]);
  });

  test("a body with a secret is not sent to another host, nor a secret in the new address", async () => {
    const other = await startOrigin((_, response) => sendJson(response, {}));
    const { origin } = await startOrigin(({ url }, response) =>
      response.writeHead(307, { location: `${other.origin}${url}` }).end(),
    );
    allowHosts(origin, other.origin);
    const body = '{"key": "secret-of-the-crm"}';
    expect(await codeOf(send(origin, { method: "POST", body, hasSecretBody: true }))).toBe("http_redirect");
    expect(await codeOf(send(`${origin}/?a=secret-of-the-crm`))).toBe("http_redirect");
    const encoded = Buffer.from("user:secret-of-the-crm").toString("base64");
    expect(await codeOf(send(`${origin}/?a=${encoded}`))).toBe("http_redirect");
    expect(other.received).toEqual([]);
  });

  test("a status that is named as a success is an answer, not a redirect", async () => {
    const { origin } = await startOrigin((_, response) => response.writeHead(302, { location: "/x" }).end());
    allowHosts(origin);
    expect(await send(origin, {}, { isSuccess: () => true })).toMatchObject({ status: 302 });
  });
});

describe("time", () => {
  test("an answer that does not begin, and one that drips, end with the time for everything", async () => {
    const { origin } = await startOrigin(({ url }, response) => {
      if (url === "/hang") return;
      response.writeHead(200, { "content-type": "application/json" });
      const dripping = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(dripping));
    });
    allowHosts(origin);
    for (const path of ["/hang", "/drip"]) {
      // Neither ends by itself: without a deadline this test would never end.
      await expect(send(`${origin}${path}`, {}, { timeoutMs: 300 })).rejects.toMatchObject({
        code: "http_timeout",
        retryable: true,
        message: "“127.0.0.1” gave no whole answer within 0.3 seconds.",
      });
    }
  });

  test("a look-up that hangs and redirects that drag on end too", async () => {
    vi.stubEnv("HTTP_ALLOWED_HOSTS", "slow.example.com");
    expect(await codeOf(send("https://slow.example.com/", {}, { timeoutMs: 100, lookup: () => {} }))).toBe(
      "http_timeout",
    );
    const { origin } = await startOrigin((_, response) => {
      setTimeout(() => response.writeHead(302, { location: "/" }).end(), 150);
    });
    allowHosts(origin);
    expect(await codeOf(send(origin, {}, { timeoutMs: 300 }))).toBe("http_timeout");
  });

  test("a run that is stopped ends the request with its own reason", async () => {
    const stopped = new AbortController();
    const reason = new Error("the claimant stopped it");
    const { origin } = await startOrigin(() => stopped.abort(reason));
    allowHosts(origin);
    expect(await codeOf(send(origin, {}, { signal: stopped.signal }))).toBe(reason);
  });
});

test("a broken answer is a failure of the connection", async () => {
  const { origin } = await startOrigin((_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half");
    setTimeout(() => response.destroy(), 20);
  });
  allowHosts(origin);
  await expect(send(origin)).rejects.toMatchObject({ code: "http_unreachable", retryable: true });
});

test("very large headers are refused", async () => {
  const { origin } = await startOrigin((_, response) => response.writeHead(200, { a: "x".repeat(30_000) }).end());
  allowHosts(origin);
  expect(await codeOf(send(origin))).toBe("http_too_large");
});
