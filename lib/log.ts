import pino from "pino";
import { env } from "@/lib/env";

/** The log on standard output: one line of JSON per event, without secrets. `LOG_LEVEL` sets the level. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  // Errors of drivers contain the whole connection: only some properties are logged.
  serializers: { err: describeError },
  redact: ["*.authorization", "*.cookie", "*.password", "*.passwordHash"],
});

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = "code" in error ? error.code : undefined;
  return { name, message, code, stack, ...(cause !== undefined && { cause: describeError(cause) }) };
}
