import { once } from "node:events";
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from "node:net";
import type pg from "pg";
import { connect } from "../connections/connection";

export interface TestPooler {
  /** The database's address, through the pooler. */
  url: string;
  close(): Promise<void>;
}

/** The startup parameters that PgBouncer accepts; it refuses all others, `options` too. */
const known = new Set([
  ...["user", "database", "application_name", "client_encoding", "datestyle", "timezone"],
  "standard_conforming_strings",
]);

/**
 * A pooler like PgBouncer, in front of the database of an address. "session": each client has a server process.
 * "transaction": all clients share one, a statement at a time.
 */
export async function startTestPooler(databaseUrl: string, mode: "session" | "transaction"): Promise<TestPooler> {
  const shared = mode === "transaction" ? await connect(databaseUrl) : undefined;
  const take = shared ? shareConnection(shared) : undefined;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client.setNoDelay());
    client.on("error", () => client.destroy()).once("close", () => sockets.delete(client));
    client.once("data", (startup: Buffer) => {
      const refused = parametersOf(startup).find((name) => !known.has(name.toLowerCase()));
      if (refused) client.end(refusal(`unsupported startup parameter: ${refused}`));
      else if (take) take(client);
      else pass(client, startup, new URL(databaseUrl), sockets);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    async close() {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), "close");
      await shared?.end();
    },
  };
}

/** The names of a startup message: length, version, then name and value in turn, each ended by a zero byte. */
const parametersOf = (startup: Buffer): string[] =>
  startup
    .subarray(8)
    .toString("utf8")
    .split("\0")
    .filter((text, index) => index % 2 === 0 && text !== "");

function message(type: string, body: string): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(Buffer.byteLength(body) + 4, 1);
  return Buffer.concat([head, Buffer.from(body)]);
}
const refusal = (text: string): Buffer => message("E", `SFATAL\0C08P01\0M${text}\0\0`);
const ready = message("Z", "I");
const welcome = Buffer.concat([message("R", "\0\0\0\0"), ready]);

function pass(client: Socket, startup: Buffer, { hostname, port }: URL, sockets: Set<Socket>): void {
  const upstream = connectSocket(Number(port), hostname);
  sockets.add(upstream.setNoDelay());
  upstream.on("error", () => upstream.destroy()).once("close", () => client.destroy());
  client.once("close", () => upstream.destroy());
  upstream.write(startup);
  client.pipe(upstream).pipe(client);
}

/** Sends the simple queries of all clients to one server process, one after the other. */
function shareConnection(shared: pg.Client): (client: Socket) => void {
  const { stream } = (shared as pg.Client & { connection: { stream: Socket } }).connection;
  const waiting: { client: Socket; query: Buffer }[] = [];
  let answered: Socket | undefined;
  const next = () => {
    const turn = waiting.shift();
    answered = turn?.client;
    if (turn) stream.write(turn.query);
  };
  stream.removeAllListeners("data").on("data", (bytes: Buffer) => {
    answered?.write(bytes);
    if (bytes.subarray(-ready.length).equals(ready)) next();
  });
  return (client) => {
    client.write(welcome);
    client.on("data", (query: Buffer) => {
      if (query.toString("latin1", 0, 1) === "X") return void client.end();
      waiting.push({ client, query });
      if (!answered) next();
    });
  };
}
