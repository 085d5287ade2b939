import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { withDatabase } from "./faults/claims/check-invariants";
import { type EventReader, followEvents } from "./faults/claims/follow-events";
import { createPeople } from "./new-people";
import { expect } from "./people";
import { memoryOf, type TestServer, test } from "./servers";

const megabyte = 1024 * 1024;

/** Sends only these bytes; resolves to the whole answer when the server ends the connection. */
async function exchange({ port }: TestServer, ...parts: string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.setEncoding("utf8").on("data", (part) => {
    answer += part;
  });
  // A server that has refused closes the connection while the rest is still being written.
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.once("close", resolve));
  for (const part of parts) socket.write(part);
  await closed;
  return answer;
}

const post = (...headers: string[]) =>
  `POST /execute HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers.join("\r\n")}\r\n\r\n`;
const chunk = (size: number) => `${size.toString(16)}\r\n${"x".repeat(size)}\r\n`;

const ask = (server: TestServer, key: string, idempotencyKey: string, signal?: AbortSignal) =>
  fetch(`${server.url}/execute`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": idempotencyKey,
    },
    body: JSON.stringify({ content: "Somebody hit my parked car, the garage says $1,500" }),
    ...(signal && { signal }),
  });

test("bodies that never end cost a few megabytes and are refused with 408", async ({ ownServer }) => {
  const leaveUnfinished = async (count: number) => {
    const unfinished = Array.from({ length: count }, () =>
      exchange(ownServer, post("Transfer-Encoding: chunked"), chunk(16_000), chunk(16_000), chunk(16_000)),
    );
    const one = exchange(ownServer, post("Content-Length: 100"), "{");
    await expect.poll(async () => (await fetch(`${ownServer.url}/health`)).status).toBe(200);
    for (const answer of [await one, ...(await Promise.all(unfinished))])
      expect(answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"request_timeout"/);
  };
  // The first round loads code and grows the heap; the second measures the bodies.
  await leaveUnfinished(60);
  const before = memoryOf(ownServer);
  await leaveUnfinished(240);
  const grown = Math.round((memoryOf(ownServer) - before) / megabyte);
  console.log(`240 bodies never ended, memory grew by ${grown} MB`);
  // A server that buffers bodies keeps 8 MB of each: 1,920 MB. The heap of one that does not grows and shrinks by tens.
  expect(grown).toBeLessThan(200);
});

test("bodies that are too large are refused before they have arrived", async ({ ownServer }) => {
  const announced = await exchange(ownServer, post("Content-Length: 5000000"));
  const inChunks = await exchange(ownServer, post("Transfer-Encoding: chunked"), ...Array(10).fill(chunk(16_000)));
  // The rest is never sent.
  for (const answer of [announced, inChunks]) expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"too_large"/);
});

test("files of unknown senders, or of those who may not send them, are refused before they have arrived", async ({
  ownServer,
}) => {
  const [[claimant = ""], [designer = ""]] = [await createPeople(1, "claimant"), await createPeople(1, "designer")];
  const head = (path: string, who: string) =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\n${who}\r\nContent-Length: ${5 * megabyte}\r\n\r\n`;
  const [documents, workflows] = ["/api/v1/collections/none/documents", "/api/v1/workflows/import"];
  const forged = ["Authorization: Bearer forged", "Cookie: next-auth.session-token=forged", "X: y"];
  const refuse = async (count: number) => {
    const all = Array.from({ length: count }, (_, index) =>
      exchange(ownServer, head(documents, forged[index % 3] ?? ""), "x".repeat(4 * megabyte)),
    );
    const answers = await Promise.all(all);
    // A busy server refuses before it has checked the sender, or does not read the request in time.
    const refusal = /^HTTP\/1\.1 (?:401 [\s\S]*"unauthenticated"|503 [\s\S]*"busy"|408 [\s\S]*"request_timeout")/;
    for (const answer of answers) expect(answer).toMatch(refusal);
    expect(answers.some((answer) => answer.startsWith("HTTP/1.1 401 "))).toBe(true);
  };
  await refuse(30);
  const before = memoryOf(ownServer);
  await refuse(60);
  const grown = Math.round((memoryOf(ownServer) - before) / megabyte);
  test.info().annotations.push({ type: "figures", description: `240 MB refused, memory grew by ${grown} MB` });
  console.log(`240 MB refused, memory grew by ${grown} MB`);
  expect(grown).toBeLessThan(150);

  const known = await exchange(ownServer, head(workflows, `Authorization: Bearer ${claimant}`));
  expect(known).toMatch(/^HTTP\/1\.1 403 [\s\S]*"code":"forbidden"/);
  // The file of an allowed sender arrives. There is no such collection.
  const headers = { authorization: `Bearer ${designer}` };
  const sent = await fetch(`${ownServer.url}${documents}?name=a.md`, {
    method: "POST",
    body: "x".repeat(5 * megabyte),
    headers,
  });
  expect(sent.status).toBe(404);
});

test("an unreadable call of an action writes one line to the log", async ({ ownServer, as }) => {
  const signedIn = (await (await as("claimant")).context().cookies()).map(({ name, value }) => `${name}=${value}`);
  const { node } = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  const [id = ""] = Object.keys(node);
  const send = (headers: Record<string, string>, body: string) =>
    fetch(`${ownServer.url}/claims`, { method: "POST", headers: { origin: ownServer.url, ...headers }, body });
  const lines = () =>
    ownServer
      .log()
      .split("\n")
      .filter((line) => line.includes("Request refused"));
  const form = { "content-type": "multipart/form-data; boundary=b0x", accept: "text/html" };
  for (const cookie of ["", signedIn.join("; ")]) {
    for (const body of ["[", '["$F1"]', "{}", `[${'"$0",'.repeat(3_000)}0]`]) {
      const answer = await send({ cookie, "next-action": id, "content-type": "text/plain" }, body);
      expect([body, answer.status, (await answer.json()).code]).toEqual([body, 400, "malformed"]);
    }
    const page = await send(
      { cookie, ...form },
      '--b0x\r\nContent-Disposition: form-data; name="$ACTION_REF_1"\r\n\r\n\r\n--b0x--',
    );
    expect([page.status, page.headers.get("content-type")]).toEqual([400, "text/html; charset=utf-8"]);
  }
  await expect.poll(() => lines().length).toBe(10);
  expect(ownServer.log()).not.toMatch(/⨯|Request failed|^\s+at /m);
});

test.describe("a server behind a proxy that is not trusted", () => {
  test("ignores the proxy's host and protocol", async ({ ownServer }) => {
    const headers = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
    const page = await fetch(`${ownServer.url}/sign-in`, { headers });
    expect(page.headers.get("strict-transport-security")).toBeNull();
    const signIn = await fetch(`${ownServer.url}/api/auth/signin`, { headers, redirect: "manual" });
    expect(signIn.headers.get("location")).toMatch(/^(https?:\/\/127\.0\.0\.1:|\/)/);
    expect(
      JSON.stringify(await (await fetch(`${ownServer.url}/api/auth/providers`, { headers })).json()),
    ).not.toContain("evil");
  });
});

test.describe("a server behind a trusted proxy", () => {
  test.use({ settings: { TRUSTED_PROXIES: "127.0.0.1" } });

  test("uses the proxy's host and protocol", async ({ ownServer }) => {
    const headers = { "x-forwarded-host": "claims.example", "x-forwarded-proto": "https" };
    const page = await fetch(`${ownServer.url}/sign-in`, { headers });
    expect(page.headers.get("strict-transport-security")).toContain("max-age");
    const providers = await (await fetch(`${ownServer.url}/api/auth/providers`, { headers })).json();
    expect(providers.credentials.signinUrl).toBe("https://claims.example/api/auth/signin/credentials");
  });
});

test("a reviewer who becomes a claimant gets no events of others five seconds later", async ({ ownServer }) => {
  const [demoted = "", other = ""] = await createPeople(2, "reviewer");
  const [claimant = ""] = await createPeople(1, "claimant");
  const [demotedReader, otherReader] = [demoted, other].map((key) => followEvents(ownServer.url, key, "now"));
  const readers = [demotedReader, otherReader].flatMap((reader) => reader ?? []);
  expect(await Promise.all(readers.map(({ status }) => status))).toEqual([200, 200]);
  const happen = async () => (await (await ask(ownServer, claimant, randomUUID())).json()).session_id as string;
  const expectEvent = (reader: EventReader | undefined, sessionId: string) =>
    expect.poll(() => reader?.events.some((event) => event.sessionId === sessionId)).toBe(true);

  const before = await happen();
  for (const reader of readers) await expectEvent(reader, before);
  await withDatabase(process.env.DATABASE_URL, (database) =>
    database.query(`UPDATE app_user SET roles = '{claimant}' WHERE 'key-' || id = $1`, [demoted]),
  );
  const hasHeardOf = (sessionId: string) => demotedReader?.events.some((event) => event.sessionId === sessionId);
  // Events may still arrive for five seconds.
  await expect(async () => {
    const after = await happen();
    await expectEvent(otherReader, after);
    expect(hasHeardOf(after)).toBe(false);
  }).toPass({ intervals: [1_000], timeout: 60_000 });
  const last = await happen();
  await expectEvent(otherReader, last);
  expect(hasHeardOf(last)).toBe(false);
  await Promise.all(readers.map(({ stop }) => stop()));
});

test("a person has six event streams, and the seventh is refused and does not reconnect", async ({ ownServer }) => {
  const [key = ""] = await createPeople(1, "reviewer");
  const readers = Array.from({ length: 6 }, () => followEvents(ownServer.url, key, "now"));
  expect(await Promise.all(readers.map(({ status }) => status))).toEqual(Array(6).fill(200));
  const seventh = await fetch(`${ownServer.url}/api/events`, { headers: { authorization: `Bearer ${key}` } });
  expect([seventh.status, seventh.headers.get("retry-after")]).toEqual([429, "15"]);
  await readers.pop()?.stop();
  const again = () => fetch(`${ownServer.url}/api/events`, { headers: { authorization: `Bearer ${key}` } });
  await expect
    .poll(async () => {
      const response = await again();
      await response.body?.cancel();
      return response.status;
    })
    .toBe(200);
  await Promise.all(readers.map(({ stop }) => stop()));
});

test("a server that is stopped lets answers end, closes event streams and ends", async ({ ownServer }) => {
  const [key = ""] = await createPeople(1, "claimant");
  const stream = await fetch(`${ownServer.url}/api/events`, { headers: { authorization: `Bearer ${key}` } });
  const exit = new Promise<number | null>((resolve) => ownServer.process.once("exit", resolve));
  const idempotencyKey = randomUUID();
  const answer = ask(ownServer, key, idempotencyKey);
  const isBegun = async () => {
    const text = "SELECT FROM idempotent_request WHERE key = $1";
    return (await withDatabase(process.env.DATABASE_URL, (database) => database.query(text, [idempotencyKey])))
      .rowCount;
  };
  await expect.poll(isBegun, { intervals: [5] }).toBe(1);
  ownServer.process.kill("SIGTERM");
  expect(await stream.text()).toContain("event: cursor");
  expect((await answer).status).toBe(200);
  expect(await exit).toBe(0);
});

test("two hundred clients and two hundred streams lose nothing", async ({ ownServer }) => {
  test.setTimeout(400_000);
  const keys = (await createPeople(40, "reviewer")).flatMap((key) => Array<string>(5).fill(key));
  const claimants = await createPeople(200, "claimant");
  let refusals = 0;

  /** Repeats a request after a refusal, as a client does. */
  async function persist<Result>(
    attempt: () => Promise<{ status: number; retryAfter?: string | null; result: Result }>,
  ) {
    for (;;) {
      const { status, retryAfter, result } = await attempt();
      if (status === 200) return result;
      expect(status).toBe(503);
      refusals += 1;
      await delay(Number(retryAfter ?? 2) * 1_000);
    }
  }

  const readers = await Promise.all(
    keys.map((key) =>
      persist(async () => {
        const reader = followEvents(ownServer.url, key, "now");
        return { status: await reader.status, result: reader };
      }),
    ),
  );
  const health: number[] = [];
  let isOver = false;
  const probing = (async () => {
    while (!isOver) health.push((await fetch(`${ownServer.url}/health`)).status);
  })();

  const sessionIds = await Promise.all(
    claimants.map((key) => {
      const idempotencyKey = randomUUID();
      return persist(async () => {
        const response = await ask(ownServer, key, idempotencyKey);
        const result = (await response.json()).session_id as string;
        return { status: response.status, retryAfter: response.headers.get("retry-after"), result };
      });
    }),
  );
  isOver = true;
  await probing;
  expect(new Set(sessionIds).size).toBe(200);

  const { rows } = await withDatabase(process.env.DATABASE_URL, (database) =>
    database.query<{ event: string }>(
      "SELECT type || ' ' || session_id AS event FROM audit_log WHERE session_id = ANY ($1) ORDER BY tx, id",
      [sessionIds],
    ),
  );
  const happened = rows.map(({ event }) => event);
  const ours = new Set(sessionIds);
  const heardBy = ({ events }: EventReader) =>
    events.filter(({ sessionId }) => ours.has(sessionId)).map(({ type, sessionId }) => `${type} ${sessionId}`);
  for (const reader of readers) {
    await expect.poll(() => heardBy(reader).length, { timeout: 60_000 }).toBe(happened.length);
    expect(heardBy(reader)).toEqual(happened);
  }
  console.log(`${refusals} refusals, ${health.length} health checks, ${happened.length} events to 200 streams`);
  expect(new Set(health)).toEqual(new Set([200]));
  await Promise.all(readers.map(({ stop }) => stop()));
});
