import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { disconnect, prisma } from "../client";
import { isDatabaseUnavailable } from "../is-database-unavailable";
import { openConnections, runPrepared } from "./pool";

function message(type: string, body: string): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, Buffer.from(body)]);
}
const welcome = Buffer.concat([message("R", "\0\0\0\0"), message("Z", "I")]);
const goodbye = message("E", "SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0");

/** Answers like Postgres when it closes a connection while it opens. */
const closingServer = createServer((socket) => {
  socket.on("error", () => {});
  socket.once("data", () => socket.end(Buffer.concat([welcome, goodbye])));
});

beforeAll(async () => {
  await once(closingServer.listen(0, "127.0.0.1"), "listening");
  const { port } = closingServer.address() as AddressInfo;
  process.env.DATABASE_URL = `postgresql://graphflow@127.0.0.1:${port}/graphflow`;
});
afterAll(async () => {
  await disconnect();
  await once(closingServer.close(), "close");
});

// An "error" event without a listener would end the process: Vitest reports it and fails the run.
test.each([
  ["a prepared statement", () => runPrepared({ name: "one", text: "SELECT 1", values: [] })],
  ["a query", () => prisma.$queryRaw`SELECT 1`],
  ["a transaction", () => prisma.$transaction(async (transaction) => transaction.$queryRaw`SELECT 1`)],
])("a connection that is lost in the moment it opens fails %s, not the process", async (_, ask) => {
  const error = await ask().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(isDatabaseUnavailable(error)).toBe(true);
});

test("a connection that cannot be opened ahead fails no start: the query that needs it fails", async () => {
  await expect(openConnections()).resolves.toBeUndefined();
});
