import { once } from "node:events";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { ElkNode } from "elkjs/lib/elk-api";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { sampleGraph } from "../layout-sample";

/** Larger than any graph that can be published takes on a slow machine. */
const timeoutMs = 60_000;
/** ELK takes a third of a second to load, so its thread stays for those who tidy up again. */
const idleMs = 10 * 60_000;
/** Tasks from which on a layout is worth preparing for. */
const slowCount = 100;
/** From opening a large draft until the thread is started: the page comes first. */
const warmAfterMs = 2_000;

/**
 * The thread of this process, while there is one, and its newest layout: the next one waits for it, so that many at once
 * leave processors to the server.
 */
const state = processState(
  "layout-thread",
  (): { newest: Promise<unknown>; worker?: Worker; idle?: NodeJS.Timeout; isWarming?: boolean } => ({
    newest: Promise.resolve(),
  }),
);

/** Lays a graph out with ELK in a thread of its own. Rejects with ELK's reason, or after a minute. */
export function runLayout(graph: ElkNode): Promise<ElkNode> {
  const result = state.newest.then(() => layoutInThread(graph));
  state.newest = result.catch(() => {});
  return result;
}

/**
 * Has the thread started and a graph laid out in it, soon: ELK is slow to load and the first time it runs. For when
 * somebody has opened a graph of so many tasks; few of them need no preparation.
 */
export function warmLayout(taskCount: number): void {
  if (taskCount < slowCount || state.worker || state.isWarming) return;
  state.isWarming = true;
  const warm = () =>
    runLayout(sampleGraph())
      .catch((error: unknown) => log.warn({ err: error }, "The thread of layouts did not start"))
      .finally(() => {
        state.isWarming = false;
      });
  setTimeout(warm, warmAfterMs).unref();
}

type Answer = { layout: ElkNode } | { reason: string };

async function layoutInThread(graph: ElkNode): Promise<ElkNode> {
  clearTimeout(state.idle);
  const worker = state.worker ?? startThread();
  const over = new AbortController();
  const late = setTimeout(() => over.abort(new Error("The layout took more than a minute.")), timeoutMs);
  worker.ref();
  worker.postMessage(graph);
  try {
    const ended = once(worker, "exit", over).then(([code]) => {
      throw new Error(`The layout ended with exit code ${code}.`);
    });
    // `once` rejects with an error of the thread, and with the reason when the time is over.
    const [answer] = (await Promise.race([once(worker, "message", over), ended])) as [Answer];
    if ("reason" in answer) throw new Error(answer.reason);
    return answer.layout;
  } catch (error) {
    await stopThread(worker);
    throw over.signal.aborted ? over.signal.reason : error;
  } finally {
    clearTimeout(late);
    over.abort();
    worker.unref();
    state.idle = setTimeout(() => stopThread(worker), idleMs);
    state.idle.unref();
  }
}

function startThread(): Worker {
  // The file is found at run time, from the folder that every command of GraphFlow runs in.
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/workflows/layout/layout-worker.mjs");
  const worker = new Worker(file, { execArgv: [], stdin: false });
  // A thread that fails while it is idle is replaced by the next layout.
  worker.on("error", (error) => {
    log.warn({ err: error }, "The thread of layouts failed");
    forget(worker);
  });
  worker.on("exit", () => forget(worker));
  state.worker = worker;
  return worker;
}

function forget(worker: Worker): void {
  if (state.worker === worker) state.worker = undefined;
}

async function stopThread(worker: Worker): Promise<void> {
  forget(worker);
  await worker.terminate();
}
