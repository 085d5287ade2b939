// Prisma: server not reachable, timed out, connection closed, too many connections, no connection free.
const prismaCodes = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"]);

// Postgres: connection exceptions (class 08), read-only after a failover, idle transaction ended, serialization
// failure, deadlock, out of connections, memory or disk (class 53), lock_timeout, cancelled by statement_timeout,
// shutting down, crashed, starting up, database dropped, idle connection ended, system errors (class 58).
const postgresCode = /^(08...|25006|25P03|40001|40P01|53...|55P03|57014|57P0[1-5]|58...)$/;

const socketCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EPIPE",
  "EHOSTUNREACH",
  "EAI_AGAIN",
]);

// The driver throws these as plain errors without a code.
const driverMessages = [
  ...["timeout exceeded when trying to connect", "query read timeout", "connection terminated", "not queryable"],
  ...["server closed the connection", "client was closed"],
];
const isDriverMessage = (message: string): boolean =>
  driverMessages.some((known) => message.toLowerCase().includes(known));

/** The properties under which Prisma and its driver adapter keep the error below. */
const inner = ["cause", "meta", "driverAdapterError"] as const;

/**
 * Whether an error says that the database could not do what it was asked at the moment (unreachable, restarting,
 * overloaded, busy with another transaction); a refusal is not such an error. A statement whose connection was lost may
 * have committed: callers answer `busy`, and retries are guarded by a version, a lease or a key.
 */
export function isDatabaseUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 5) return false;
  const { code, originalCode, message, kind } = error as Record<string, unknown>;
  for (const value of [code, originalCode]) {
    if (typeof value !== "string") continue;
    if (prismaCodes.has(value) || socketCodes.has(value) || postgresCode.test(value)) return true;
  }
  if (kind === "DatabaseNotReachable" || kind === "ConnectionClosed" || kind === "SocketTimeout") return true;
  if (typeof message === "string" && isDriverMessage(message)) return true;
  return inner.some((key) => isDatabaseUnavailable((error as Record<string, unknown>)[key], depth + 1));
}
