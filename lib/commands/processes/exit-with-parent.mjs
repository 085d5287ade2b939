// Preloaded (`node --import`) into every process that a command starts, and by those into theirs: when the parent is
// gone, even by kill -9, this process stops as if it had been asked to. The look-out is a thread of its own, so that it
// also ends a process whose event loop is blocked. With GRAPHFLOW_WATCHDOG_SECONDS it ends a process that has been
// blocked for so long, for its supervisor to start another. No IPC channel: listening on one keeps a process alive that
// has done its work.
import { isMainThread, Worker } from "node:worker_threads";

if (isMainThread) {
  const blockedSeconds = Number(process.env.GRAPHFLOW_WATCHDOG_SECONDS ?? 0);
  // Counted up by the event loop, read by the watchdog.
  const beats = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(beats, 0, 1), 250).unref();
  new Worker(new URL("./watchdog.mjs", import.meta.url), {
    workerData: { parent: process.ppid, beats, blockedSeconds },
    // Without ours: a preload would start a watchdog of the watchdog.
    execArgv: [],
    stdout: false,
    stderr: false,
  }).unref();
}
