// Runs a command and ends it: every process and folder that it made is removed.

import { oneLine } from "./one-line";

type Cleanup = () => Promise<void> | void;

const cleanups = new Set<Cleanup>();
let isStopping = false;
const maxStopMs = 12_000;

/** Calls `cleanup` when the command ends, the newest first. Returns a function that removes it. */
export function onStop(cleanup: Cleanup): () => void {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/** Whether the command is ending: then the end of a process that it started is expected. */
export const isEnding = (): boolean => isStopping;

/** Ends the command with an exit code, after everything it started has ended. */
async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  // A cleanup may hang: the processes that we started end by themselves when this process has ended.
  setTimeout(() => process.exit(code), maxStopMs).unref();
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
 * Runs a command. `main` resolves to the exit code; a command that runs until a signal comes returns a promise that
 * never resolves. An error is printed as one line, and the exit code is 1.
 */
export function runCommand(main: () => Promise<number>): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  main().then((code) => stop(code), fail);
}

/** Ends the command with one line and exit code 1. */
export function fail(error: unknown): void {
  // Errors while stopping are expected.
  if (!isStopping) console.error(oneLine(error));
  void stop(1);
}
