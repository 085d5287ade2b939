/** Why a request failed, in words for the person who sent it. */
export interface RequestProblem {
  /** What happened and what to do. */
  message: string;
  /** The sign-in has ended: the person has to sign in before a second try. */
  needsSignIn: boolean;
}

/** Shown when no answer came. The server may have received the request. */
export const unreachableText = "GraphFlow could not be reached. Check your connection and try again.";
/** Shown when the answer says nothing of its own. */
export const wentWrongText = "Something went wrong on our side. Please try again.";

/**
 * Describes a failed request. The error's message is a problem document (RFC 9457) or a sentence from the reply stream;
 * a TypeError is a failed fetch.
 */
export function describeProblem(error: unknown): RequestProblem {
  if (!(error instanceof Error) || error instanceof TypeError) return { message: unreachableText, needsSignIn: false };
  try {
    const problem: unknown = JSON.parse(error.message);
    if (typeof problem === "object" && problem !== null && "code" in problem) {
      const { code, detail, fields } = problem as { code: unknown; detail?: unknown; fields?: Record<string, string> };
      const message = (code === "invalid" && Object.values(fields ?? {})[0]) || String(detail ?? "");
      if (code === "unauthenticated") return { message: "Your sign-in has ended.", needsSignIn: true };
      return { message: message || wentWrongText, needsSignIn: false };
    }
  } catch {
    // Not a problem document: a sentence from the stream.
  }
  return { message: error.message, needsSignIn: false };
}

/** Like fetch, but rejects with a sentence when the error is not a problem document, such as the page of a proxy. */
export async function fetchWithOwnErrors(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  const isOurs = response.headers.get("content-type")?.startsWith("application/problem+json");
  if (!response.ok && !isOurs) throw new Error(wentWrongText);
  return response;
}
