/** The life of a command: one way to run it, one way to end it, nothing left behind. */

import { oneLine } from "../one-line";

type Cleanup = () => Promise<void> | void;

const cleanups = new Set<Cleanup>();
let isStopping = false;
const longestStopMs = 12_000;

/** Has `cleanup` called when the command ends, however it ends; the newest first. Returns what takes it back. */
export function onStop(cleanup: Cleanup): () => void {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/** Whether the command is ending: what it started ends with it, which is no fault then. */
export const isEnding = (): boolean => isStopping;

/** Ends the command with an exit code, after everything it started has ended. */
async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  // What hangs is not waited for: processes that we started end when their watchdogs notice that we are gone.
  setTimeout(() => process.exit(code), longestStopMs).unref();
  for (const cleanup of [...cleanups].reverse()) {
    try {
      await cleanup();
    } catch (error) {
      console.error(oneLine(error));
    }
  }
  process.exit(code);
}

/**
 * Runs a command. `main` resolves to the exit code; to go on until a signal comes, it waits for something that does not
 * end. What it throws is shown as one line, and the exit code is 1.
 */
export function runCommand(main: () => Promise<number>): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  main().then((code) => stop(code), fail);
}

/** Ends the command with one line and exit code 1. */
export function fail(error: unknown): void {
  // What breaks because we are stopping is not news.
  if (!isStopping) console.error(oneLine(error));
  void stop(1);
}
