// Preloaded (`node --import`) into every process that a command starts, and into the processes that those start. When
// the parent has ended, even by kill -9, this process gets SIGTERM. The watchdog is a thread, so that it also ends a
// process whose event loop is blocked. With GRAPHFLOW_WATCHDOG_SECONDS it ends a process that has been blocked for so
// long, and the process's supervisor starts it again. An IPC channel is not used: it would keep a process running that
// has done its work.
import { isMainThread, Worker } from "node:worker_threads";

if (isMainThread) {
  const blockedSeconds = Number(process.env.GRAPHFLOW_WATCHDOG_SECONDS ?? 0);
  // Counted up by the event loop, read by the watchdog.
  const ticks = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(ticks, 0, 1), 250).unref();
  new Worker(new URL("./watchdog.mjs", import.meta.url), {
    workerData: { parent: process.ppid, ticks, blockedSeconds },
    // Without this preload: it would start a watchdog of the watchdog.
    execArgv: [],
    stdout: false,
    stderr: false,
  }).unref();
}
