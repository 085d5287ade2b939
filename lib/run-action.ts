import type { AppErrorCode } from "@/lib/errors";
import { log } from "@/lib/log";
import { toAppError } from "@/lib/to-app-error";

/** Why a server action did nothing. A form shows the message and marks the fields (field name to sentence). */
export interface ActionRefusal {
  ok: false;
  code: AppErrorCode;
  message: string;
  fields?: Record<string, string>;
}

interface ActionWords {
  /** For the log. */
  area: "chat" | "inbox" | "session";
  /** The form keeps what the person typed, and the message says so when the sign-in has ended. */
  keepsInput: boolean;
}

/**
 * Runs the work of a server action. Returns its value, or the refusal of the error that it threw: a thrown error would
 * replace the page and lose what the person typed. Unexpected errors are logged.
 */
export async function runAction<Value>(
  { area, keepsInput }: ActionWords,
  work: () => Promise<Value>,
): Promise<{ ok: true; value: Value } | ActionRefusal> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const { code, message, options } = toAppError(error);
    if (code === "internal") log.error({ err: error }, `An action failed: ${area}`);
    if (code === "unauthenticated") {
      const next = keepsInput ? "What you typed is kept; sign in and send it again." : "Sign in again.";
      return { ok: false, code, message: `Your sign-in has ended. ${next}` };
    }
    return { ok: false, code, message, fields: options.fields };
  }
}
