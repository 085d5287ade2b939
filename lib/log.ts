import pino from "pino";
import { env } from "@/lib/env";

/** The log: one JSON line an event on standard output, secrets taken out. `LOG_LEVEL` says how much. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["*.authorization", "*.cookie", "*.password", "*.passwordHash"],
});
