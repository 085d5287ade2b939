import { unreachableText, wentWrongText } from "@/components/ui/requests/request-problem";
import { type Answer, refuse, toRefusal } from "@/components/ui/requests/send-request";

interface LongRequest {
  body?: XMLHttpRequestBodyInit;
  type?: string;
  /** Called while the body is sent, with the share that has been sent: 0 to 1. */
  onSent?: (share: number) => void;
  /** Called while the server works, with the number of passages embedded so far. */
  onProgress?: (done: number, of: number) => void;
}

const cutOff = "The connection was lost before the answer came. Try it again: what is done already is not done twice.";

/**
 * Posts to a route that tells how far it is, and resolves to its result. It never rejects. `fetch` does not tell how
 * much of a body has been sent.
 */
export function sendLong<Result>(
  address: string,
  { body, type, onSent, onProgress }: LongRequest,
): Promise<Answer<Result>> {
  const { promise, resolve } = Promise.withResolvers<Answer<Result>>();
  const request = new XMLHttpRequest();
  let place = 0;
  let answer: Answer<Result> | undefined;

  function readLines() {
    if (!isLines(request)) return;
    const end = request.responseText.lastIndexOf("\n");
    const lines = request.responseText.slice(place, Math.max(place, end)).split("\n").filter(Boolean);
    place = Math.max(place, end);
    for (const line of lines) {
      const { done, of, result, problem } = JSON.parse(line);
      if (done !== undefined) onProgress?.(done, of);
      if (result !== undefined) answer = { result };
      if (problem !== undefined) answer = { refusal: toRefusal(problem) };
    }
  }

  request.open("POST", address);
  request.setRequestHeader("accept", "application/x-ndjson, application/json");
  if (type !== undefined) request.setRequestHeader("content-type", type);
  request.upload.onprogress = ({ loaded, total }) => onSent?.(total > 0 ? loaded / total : 0);
  request.upload.onload = () => onSent?.(1);
  request.onprogress = readLines;
  request.onload = () => {
    readLines();
    resolve(answer ?? (isLines(request) ? refuse(cutOff) : readAnswer(request)));
  };
  request.onerror = () => {
    readLines();
    resolve(answer ?? refuse(place > 0 ? cutOff : unreachableText));
  };
  request.send(body ?? null);
  return promise;
}

const isLines = (request: XMLHttpRequest): boolean =>
  request.getResponseHeader("content-type")?.startsWith("application/x-ndjson") ?? false;

/** An answer without lines: the result, or a problem document. The page of a proxy is neither. */
function readAnswer<Result>(request: XMLHttpRequest): Answer<Result> {
  try {
    const answer = JSON.parse(request.responseText);
    return request.status < 300 ? { result: answer } : { refusal: toRefusal(answer) };
  } catch {
    return refuse(wentWrongText);
  }
}
