import { toProblem } from "@/lib/errors";
import { log } from "@/lib/log";
import { toAppError } from "@/lib/to-app-error";
import { jsonResponse } from "./handle";

/** The media type of an answer in lines of JSON. */
const linesType = "application/x-ndjson";

/** Tells how far the work is. */
type Report = (done: number, of: number) => void;

interface LongWork {
  work: (report: Report) => Promise<unknown>;
  /** The status when the work is done. */
  status: number;
}

/**
 * Answers with the result of work that may take minutes. A request that accepts application/x-ndjson gets the progress
 * in lines: `{ "done", "of" }` while it goes on, at last `{ "result" }` or `{ "problem" }`. What is refused before
 * the first report is an answer with its status. The work goes on when the client leaves.
 */
export async function answerWithProgress(request: Request, { work, status }: LongWork): Promise<Response> {
  if (!request.headers.get("accept")?.includes(linesType)) return jsonResponse(await work(() => {}), status);
  const lines = new TransformStream<string, string>();
  const writer = lines.writable.getWriter();
  // A client that has left reads no line.
  const write = (line: unknown) => void writer.write(`${JSON.stringify(line)}\n`).catch(() => {});
  let done: Promise<unknown> = Promise.resolve();
  const begun = new Promise<"begun">((resolve) => {
    done = work((count, of) => {
      resolve("begun");
      write({ done: count, of });
    });
  });
  if ((await Promise.race([begun, done])) !== "begun") return jsonResponse(await done, status);
  void done
    .then(
      (result) => write({ result }),
      (error: unknown) => write({ problem: problemOf(error, request) }),
    )
    .then(() => writer.close().catch(() => {}));
  return new Response(lines.readable.pipeThrough(new TextEncoderStream()), {
    status,
    headers: { "content-type": linesType, "cache-control": "no-store, no-transform" },
  });
}

function problemOf(error: unknown, { method, url }: Request) {
  const refused = toAppError(error);
  const action = `${method} ${new URL(url).pathname}`;
  if (refused.status >= 500) log.error({ action, code: refused.code, err: refused }, "Long work failed");
  else log.info({ action, code: refused.code }, "Long work was refused");
  return toProblem(refused);
}
