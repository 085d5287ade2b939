import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A statement that the proxy holds back: before Postgres gets it, or before its sender gets the reply. */
interface HeldStatement {
  /** Passes on what was held back. */
  release(): void;
}

/** A proxy between a process and Postgres that can hold statements. */
export interface PostgresProxy {
  /** For DATABASE_URL of the process in question. */
  url: string;
  /** Holds every later statement that matches, at this point. */
  hold(point: "statement" | "reply", pattern: RegExp): void;
  held: HeldStatement[];
  close(): Promise<void>;
}

/** A proxy of Postgres that reads the statements, so that a test can stop one at a known point. */
export async function startPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  const target = new URL(databaseUrl);
  const held: HeldStatement[] = [];
  const sockets = new Set<Socket>();
  let holding: Hold | undefined;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket.setNoDelay());
      // When one side ends, the other is ended too.
      socket.on("error", () => socket.destroy());
      socket.once("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    forward({ client, upstream, held, findHold: () => holding });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    held,
    hold(point, pattern) {
      holding = { point, pattern };
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

interface Hold {
  point: "statement" | "reply";
  pattern: RegExp;
}

interface Connection {
  client: Socket;
  upstream: Socket;
  held: HeldStatement[];
  findHold(): Hold | undefined;
}

/** Forwards the bytes of a connection in both directions, except what is held back. */
function forward({ client, upstream, held, findHold }: Connection): void {
  const readStatement = statementReader();
  /** What is held back: to Postgres, and from it. */
  let requests: Buffer[] | undefined;
  let replies: Buffer[] | undefined;
  client.on("data", (bytes: Buffer) => {
    const sql = readStatement(bytes);
    const hold = findHold();
    const isHeld = hold !== undefined && sql !== undefined && hold.pattern.test(sql);
    if (isHeld && hold?.point === "statement") {
      requests = [];
      held.push({
        release() {
          for (const part of requests ?? []) upstream.write(part);
          requests = undefined;
        },
      });
    }
    if (isHeld && hold?.point === "reply") replies = [];
    if (requests) requests.push(bytes);
    else upstream.write(bytes);
  });
  upstream.on("data", (bytes: Buffer) => {
    if (!replies) return void client.write(bytes);
    replies.push(bytes);
    if (!endsReady(bytes)) return;
    const whole = replies;
    replies = undefined;
    held.push({
      release() {
        for (const part of whole) client.write(part);
      },
    });
  });
}

/** Whether the bytes end with ReadyForQuery: the statement has ended. */
const endsReady = (bytes: Buffer): boolean => bytes.at(-6) === 0x5a && bytes.readInt32BE(bytes.length - 5) === 5;

/**
 * Reads the messages of one client and returns the SQL that a chunk of bytes runs, if any: of a simple query, or of the
 * prepared statement (mostly the unnamed one) that it binds.
 */
function statementReader(): (bytes: Buffer) => string | undefined {
  const prepared = new Map<string, string>();
  let unread = Buffer.alloc(0);
  let isStarted = false;
  return (bytes) => {
    unread = Buffer.concat([unread, bytes]);
    let running: string | undefined;
    for (;;) {
      // The first message of a connection has no type.
      const head = isStarted ? 1 : 0;
      if (unread.length < head + 4) break;
      const end = head + unread.readInt32BE(head);
      if (unread.length < end) break;
      const type = isStarted ? String.fromCharCode(unread[0] ?? 0) : "startup";
      const [first = "", second = ""] = unread
        .subarray(head + 4, end)
        .toString("utf8")
        .split("\0", 2);
      if (type === "P") prepared.set(first, second);
      if (type === "Q") running = first;
      if (type === "B") running = prepared.get(second);
      unread = unread.subarray(end);
      isStarted = true;
    }
    return running;
  };
}
