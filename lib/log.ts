import pino from "pino";
import { env } from "@/lib/env";

/** The log: one JSON line an event on standard output, secrets taken out. `LOG_LEVEL` says how much. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  // Only what says what happened: errors of drivers carry their whole connection with them.
  serializers: { err: describeError },
  redact: ["*.authorization", "*.cookie", "*.password", "*.passwordHash"],
});

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = "code" in error ? error.code : undefined;
  return { name, message, code, stack, ...(cause !== undefined && { cause: describeError(cause) }) };
}
