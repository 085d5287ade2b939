/** A message on its way and what became of it, as the browser knows it. */
export interface Turn {
  /** The clientMessageId. */
  id: string;
  text: string;
  /** busy: sent, being answered · settled: answered · stopped: by the person, nothing of the reply is kept · failed. */
  phase: "busy" | "settled" | "stopped" | "failed";
}

export type TurnEnd = { phase: "settled" | "stopped" } | { phase: "failed"; problem: TurnProblem };

export interface TurnProblem {
  /** What happened and what to do; that the text was kept is said beside it. */
  message: string;
  /** The sign-in has ended: the way on leads through the sign-in page. */
  signInFirst: boolean;
}

/** What the streaming part of the conversation can do. */
export interface ReplyHandle {
  /** Never rejects. `seenWaitId` is the question that the person had before them. */
  send(id: string, text: string, seenWaitId: string | null): Promise<TurnEnd>;
  stop(): Promise<void>;
}

/** What to say when the server gave no answer; whether it got the request nobody knows. */
export const unreachable = "GraphFlow could not be reached. Check your connection and try again.";
const wentWrong = "Something went wrong on our side. Please try again.";

/** A failure in words: a problem document (RFC 9457) in the error's text, a sentence from the stream, or no connection. */
export function describeProblem(error: unknown): TurnProblem {
  if (!(error instanceof Error) || error instanceof TypeError) return { message: unreachable, signInFirst: false };
  try {
    const problem: unknown = JSON.parse(error.message);
    if (typeof problem === "object" && problem !== null && "code" in problem) {
      const { code, detail, fields } = problem as { code: unknown; detail?: unknown; fields?: Record<string, string> };
      const message = (code === "invalid" && Object.values(fields ?? {})[0]) || String(detail ?? "");
      if (code === "unauthenticated") return { message: "Your sign-in has ended.", signInFirst: true };
      return { message: message || wentWrong, signInFirst: false };
    }
  } catch {
    // Not a problem document: a sentence from the stream.
  }
  return { message: error.message, signInFirst: false };
}

/** fetch, but an error that is not ours (a proxy's page) is never read out: it becomes a sentence. */
export async function fetchOwnWords(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  const isOurs = response.headers.get("content-type")?.startsWith("application/problem+json");
  if (!response.ok && !isOurs) throw new Error(wentWrong);
  return response;
}

/** A new clientMessageId. `crypto.randomUUID` exists only on HTTPS and localhost; a LAN address must work too. */
export function mintMessageId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, index) => {
    const value = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(16).padStart(2, "0");
  });
  return [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)]
    .map((part) => part.join(""))
    .join("-");
}
