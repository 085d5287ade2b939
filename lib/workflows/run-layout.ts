import path from "node:path";
import { Worker } from "node:worker_threads";
import type { ElkNode } from "elkjs/lib/elk-api";
import { processState } from "@/lib/process-state";

/** Larger than any graph that can be published takes on a slow machine. */
const timeoutMs = 60_000;

/** The newest layout of this process; the next one waits for it, so that many at once leave processors to the server. */
const queue = processState("layout-queue", (): { newest: Promise<unknown> } => ({ newest: Promise.resolve() }));

/** Lays a graph out with ELK in a thread of its own. Rejects with ELK's reason, or after a minute. */
export function runLayout(graph: ElkNode): Promise<ElkNode> {
  const result = queue.newest.then(() => layoutInThread(graph));
  queue.newest = result.catch(() => {});
  return result;
}

async function layoutInThread(graph: ElkNode): Promise<ElkNode> {
  // The file is found at run time, from the folder that every command of GraphFlow runs in.
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/workflows/layout-worker.mjs");
  const worker = new Worker(file, { workerData: graph, execArgv: [], stdin: false });
  try {
    return await new Promise<ElkNode>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("The layout took more than a minute.")), timeoutMs);
      late.unref();
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`The layout ended with exit code ${code}.`)));
    });
  } finally {
    await worker.terminate();
  }
}
