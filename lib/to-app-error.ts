import { ZodError } from "zod";
import { isDatabaseUnavailable } from "@/lib/db/is-database-unavailable";
import { EngineError, type EngineErrorCode } from "@/lib/engine";
import { AppError, type AppErrorCode } from "@/lib/errors";

const codesOfEngine: Partial<Record<EngineErrorCode, AppErrorCode>> = {
  session_not_found: "not_found",
  session_busy: "busy",
  run_handed_over: "busy",
  session_conflict: "conflict",
  session_completed: "conflict",
  session_cancelled: "conflict",
  context_value: "invalid",
  session_refused: "invalid",
};

/**
 * Converts any thrown value to an AppError: Zod's issues become `invalid` with fields, an unreachable database
 * `unavailable`, errors of the engine their codes, everything else `internal`. The cause is kept.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ZodError) return new AppError("invalid", { fields: fieldsOf(error), cause: error });
  if (error instanceof EngineError) {
    const code = codesOfEngine[error.code] ?? "internal";
    return new AppError(code, { cause: error, ...(code === "busy" && { retryAfterSeconds: 1 }) });
  }
  if (isDatabaseUnavailable(error)) {
    return new AppError("unavailable", {
      detail: "Our records cannot be reached at the moment. What was saved is safe; please try again.",
      retryAfterSeconds: 5,
      cause: error,
    });
  }
  return new AppError("internal", { cause: error });
}

/** Field path -> first sentence about it; "" is the body itself. */
function fieldsOf(error: ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const names = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    for (const name of names) {
      const path = [...issue.path, ...(name === undefined ? [] : [name])].join(".");
      if (!Object.hasOwn(fields, path)) {
        Object.defineProperty(fields, path, {
          value: name === undefined ? issue.message : "This field is not known.",
          enumerable: true,
        });
      }
    }
  }
  return fields;
}
