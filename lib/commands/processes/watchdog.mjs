// A thread beside the event loop of a process, see exit-with-parent.mjs.
import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";

const { parent, beats, blockedSeconds } = workerData;
const everyMs = 500;
/** From the request to stop until the process is killed. */
const graceMs = 10_000;

let orphanedMs = 0;
let blockedMs = 0;
let lastBeat = -1;

// Ticks are counted, not time: a machine that slept, or a process that was suspended, has missed nothing.
setInterval(() => {
  if (process.ppid !== parent) {
    if (orphanedMs === 0) process.kill(process.pid, "SIGTERM");
    if (orphanedMs >= graceMs) process.kill(process.pid, "SIGKILL");
    orphanedMs += everyMs;
  }
  const beat = Atomics.load(beats, 0);
  blockedMs = beat === lastBeat ? blockedMs + everyMs : 0;
  lastBeat = beat;
  if (blockedSeconds > 0 && blockedMs >= blockedSeconds * 1000) {
    writeSync(2, `The process was blocked for ${blockedSeconds} seconds and is ended.\n`);
    process.kill(process.pid, "SIGKILL");
  }
}, everyMs);
