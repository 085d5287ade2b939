// A thread that watches the parent and the event loop of its process, see exit-with-parent.mjs.
import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";

const { parent, ticks, blockedSeconds } = workerData;
const intervalMs = 500;
/** From the request to stop until the process is killed. */
const graceMs = 10_000;

let orphanedMs = 0;
let blockedMs = 0;
let lastTick = -1;

// Ticks are counted and not time: a suspended process or machine is not a blocked one.
setInterval(() => {
  if (process.ppid !== parent) {
    if (orphanedMs === 0) process.kill(process.pid, "SIGTERM");
    if (orphanedMs >= graceMs) process.kill(process.pid, "SIGKILL");
    orphanedMs += intervalMs;
  }
  const tick = Atomics.load(ticks, 0);
  blockedMs = tick === lastTick ? blockedMs + intervalMs : 0;
  lastTick = tick;
  if (blockedSeconds > 0 && blockedMs >= blockedSeconds * 1000) {
    writeSync(2, `The process was blocked for ${blockedSeconds} seconds and is ended.\n`);
    process.kill(process.pid, "SIGKILL");
  }
}, intervalMs);
