import { v4 as uuidv4 } from "uuid";
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

/** A new clientMessageId. `crypto.randomUUID` exists on HTTPS and localhost alone; `uuid` also serves a LAN address. */
export const mintMessageId = (): string => uuidv4();
