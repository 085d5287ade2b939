import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A statement that the proxy has stopped: before Postgres has it, or before its sender has the reply. */
interface Held {
  /** Lets it go on. */
  release(): void;
}

export interface PostgresProxy {
  /** For DATABASE_URL of the process in question. */
  url: string;
  /** From now on every statement that matches stops at this point. */
  hold(point: "statement" | "reply", pattern: RegExp): void;
  held: Held[];
  close(): Promise<void>;
}

/** Stands between a process and Postgres and reads along, so that a test knows how far a statement has come. */
export async function startPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  const target = new URL(databaseUrl);
  const held: Held[] = [];
  const sockets = new Set<Socket>();
  let trap: { point: "statement" | "reply"; pattern: RegExp } | undefined;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket.setNoDelay());
      // One side breaking off is what this is for: the other side sees it too, and nothing else happens.
      socket.on("error", () => socket.destroy());
      socket.once("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    const readStatement = statementReader();
    /** What waits on its way to Postgres, and on its way back. */
    let requests: Buffer[] | undefined;
    let replies: Buffer[] | undefined;
    client.on("data", (bytes: Buffer) => {
      const sql = readStatement(bytes);
      const isCaught = trap !== undefined && sql !== undefined && trap.pattern.test(sql);
      if (isCaught && trap?.point === "statement") {
        requests = [];
        held.push({
          release() {
            for (const part of requests ?? []) upstream.write(part);
            requests = undefined;
          },
        });
      }
      if (isCaught && trap?.point === "reply") replies = [];
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
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    held,
    hold(point, pattern) {
      trap = { point, pattern };
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** ReadyForQuery: the transaction of the statement has ended and its sender may go on. */
const endsReady = (bytes: Buffer): boolean => bytes.at(-6) === 0x5a && bytes.readInt32BE(bytes.length - 5) === 5;

/**
 * Follows the messages of one client and gives the SQL that a chunk of bytes runs, if it runs any: of a simple query, or
 * of the prepared statement (mostly the unnamed one) that it binds.
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
