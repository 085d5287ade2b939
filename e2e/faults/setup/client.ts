import type { Problem } from "@/lib/errors";
import type { TurnLine } from "../claims/claim-routes";

/** The reply to a call: an answer, a problem document, or silence because the process or the connection ended. */
export type Reply<Body> =
  | { type: "answer"; body: Body }
  | { type: "refusal"; status: number; problem: Problem; retryAfterSeconds: number | null }
  | { type: "silence" };

interface Call {
  url: string;
  /** The caller's API key. */
  key: string;
  body: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

const send = ({ url, key, body, headers, signal }: Call): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}`, ...headers },
    body: JSON.stringify(body),
    signal,
  });

/** Whether a fetch failed because the process or the connection ended; other errors are mistakes of the test. */
const isSilence = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof DOMException && error.name === "AbortError");

function refusalOf(response: Response, problem: Problem): Reply<never> {
  const retryAfter = response.headers.get("retry-after");
  const retryAfterSeconds = retryAfter === null ? null : Number(retryAfter);
  return { type: "refusal", status: response.status, problem, retryAfterSeconds };
}

/** Calls a route that answers with JSON. */
export async function call<Body>(request: Call): Promise<Reply<Body>> {
  try {
    const response = await send(request);
    const body = await response.json();
    if (response.ok) return { type: "answer", body: body as Body };
    return refusalOf(response, body as Problem);
  } catch (error) {
    if (isSilence(error)) return { type: "silence" };
    throw error;
  }
}

/** Sends a message to a claim; `onLine` gets every line as it arrives, also of a turn that never ends. */
export async function sayTurn(
  { url, ...rest }: Call,
  onLine: (line: TurnLine) => void,
): Promise<Reply<{ duplicate: boolean; response: string }>> {
  try {
    const response = await send({ url: `${url}/turns`, ...rest });
    if (!response.ok || !response.body) {
      return refusalOf(response, (await response.json()) as Problem);
    }
    let unread = "";
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      unread += text;
      const lines = unread.split("\n");
      unread = lines.pop() ?? "";
      for (const line of lines.map((one): TurnLine => JSON.parse(one))) {
        onLine(line);
        if (line.type === "turn") return { type: "answer", body: line };
        if (line.type === "problem") return { ...line, type: "refusal", status: line.problem.status };
      }
    }
    return { type: "silence" };
  } catch (error) {
    if (isSilence(error)) return { type: "silence" };
    throw error;
  }
}
