import { once } from "node:events";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { ElkNode } from "elkjs/lib/elk-api";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { sampleGraph } from "../layout-sample";

/** Longer than the largest publishable graph takes on a slow machine. */
const timeoutMs = 60_000;
/** An idle thread is kept for this long, because ELK takes 300 ms to load. */
const idleMs = 10 * 60_000;
/** The thread is warmed up for graphs with at least this many tasks. */
const minTasksToWarm = 100;
/** The delay before the thread is warmed up, so that the page is answered first. */
const warmDelayMs = 2_000;

/**
 * The layout thread of this process, and the last requested layout. Each layout waits for the one before, so that many
 * requests use only one processor.
 */
const state = processState(
  "layout-thread",
  (): { last: Promise<unknown>; worker?: Worker; idleTimer?: NodeJS.Timeout; isWarming?: boolean } => ({
    last: Promise.resolve(),
  }),
);

/** Lays out a graph with ELK in a worker thread. Rejects with ELK's reason, or after a minute. */
export function runLayout(graph: ElkNode): Promise<ElkNode> {
  const result = state.last.then(() => layoutInThread(graph));
  state.last = result.catch(() => {});
  return result;
}

/**
 * Starts the thread and lays out a sample graph in it, because ELK is slow to load and slow in its first run. Call it
 * when a designer opens a draft with this number of tasks. It does nothing for small drafts.
 */
export function warmLayout(taskCount: number): void {
  if (taskCount < minTasksToWarm || state.worker || state.isWarming) return;
  state.isWarming = true;
  const runSample = () =>
    runLayout(sampleGraph())
      .catch((error: unknown) => log.warn({ err: error }, "The layout thread did not start"))
      .finally(() => {
        state.isWarming = false;
      });
  setTimeout(runSample, warmDelayMs).unref();
}

type LayoutResult = { layout: ElkNode } | { reason: string };

async function layoutInThread(graph: ElkNode): Promise<ElkNode> {
  clearTimeout(state.idleTimer);
  const worker = state.worker ?? startThread();
  const abort = new AbortController();
  const timeout = setTimeout(() => abort.abort(new Error("The layout took more than a minute.")), timeoutMs);
  worker.ref();
  worker.postMessage(graph);
  try {
    const ended = once(worker, "exit", abort).then(([code]) => {
      throw new Error(`The layout ended with exit code ${code}.`);
    });
    // `once` rejects with an error of the thread, and with the abort reason after the timeout.
    const [result] = (await Promise.race([once(worker, "message", abort), ended])) as [LayoutResult];
    if ("reason" in result) throw new Error(result.reason);
    return result.layout;
  } catch (error) {
    await stopThread(worker);
    throw abort.signal.aborted ? abort.signal.reason : error;
  } finally {
    clearTimeout(timeout);
    abort.abort();
    worker.unref();
    state.idleTimer = setTimeout(() => stopThread(worker), idleMs);
    state.idleTimer.unref();
  }
}

function startThread(): Worker {
  // The path is resolved at run time. Every command of GraphFlow runs in the root folder of the project.
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/workflows/layout/layout-worker.mjs");
  const worker = new Worker(file, { execArgv: [], stdin: false });
  // The next layout starts a new thread when an idle thread fails.
  worker.on("error", (error) => {
    log.warn({ err: error }, "The layout thread failed");
    clearWorker(worker);
  });
  worker.on("exit", () => clearWorker(worker));
  state.worker = worker;
  return worker;
}

function clearWorker(worker: Worker): void {
  if (state.worker === worker) state.worker = undefined;
}

async function stopThread(worker: Worker): Promise<void> {
  clearWorker(worker);
  await worker.terminate();
}
