import pino from "pino";
import { env } from "@/lib/env";
import { maskFor } from "@/lib/secrets/mask-secrets";

/** The log on standard output: one line of JSON per event, without secrets. `LOG_LEVEL` sets the level. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  // Errors of drivers contain the whole connection, and servers of models repeat the key that they refuse: only some
  // properties are logged.
  serializers: { err: describeError },
  redact: ["*.authorization", "*.cookie", "*.password", "*.passwordHash"],
});

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = "code" in error ? error.code : undefined;
  const { text } = maskFor([env.OPENROUTER_API_KEY ?? "", env.LLM_API_KEY ?? ""]);
  return {
    ...{ name, message: text(message), code, stack: stack && text(stack) },
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
}
