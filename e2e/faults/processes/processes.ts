import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll } from "vitest";

/** The file that runs as a process of GraphFlow. */
export const processBundle = path.resolve("test-results/faults/graphflow-process.mjs");
const poisonedBundle = path.resolve("test-results/faults/poisoned-process.mjs");
const logFile = "test-results/faults/processes.log";
const exitWithParent = pathToFileURL(path.resolve("lib/commands/processes/exit-with-parent.mjs")).href;

type Variables = Record<string, string>;

/** A child process of the test. */
export interface Child {
  pid: number;
  hasEnded(): boolean;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
}

/** A GraphFlow process that answers at `url`. */
export interface GraphFlowProcess extends Child {
  url: string;
}

const children = new Set<Child>();

function start(
  args: string[],
  variables: Variables,
  mayEnd = false,
  output?: "pipe",
): { child: ChildProcess; handle: Child } {
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  const log = fs.openSync(logFile, "a");
  const child = spawn(process.execPath, ["--import", exitWithParent, ...args], {
    stdio: ["ignore", output ?? log, log, "ipc"],
    env: { ...process.env, LOG_LEVEL: "warn", ...variables },
  });
  fs.closeSync(log);
  const exit = once(child, "exit");
  let isKilled = mayEnd;
  void exit.then(([code, signal]) => {
    // In CI the log file is not kept.
    if (!isKilled) console.error(`Process ${child.pid} ended by itself (${signal ?? code}):\n${readLogEnd()}`);
  });
  const handle: Child = {
    pid: child.pid ?? 0,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async kill() {
      isKilled = true;
      child.kill("SIGKILL");
      await exit;
      children.delete(handle);
    },
  };
  children.add(handle);
  return { child, handle };
}

/** The last lines of the log that the product's logger did not write: why a process ended. */
const readLogEnd = (): string =>
  fs
    .readFileSync(logFile, "utf8")
    .split("\n")
    .filter((line) => !line.startsWith("{"))
    .slice(-20)
    .join("\n");

/** Starts a process with the product's routes and jobs on the database of `DATABASE_URL`; resolves when it answers. */
export async function startProcess(variables: Variables = {}): Promise<GraphFlowProcess> {
  const { child, handle } = start([processBundle], variables);
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error(`A GraphFlow process did not start: see ${logFile}.`))),
  ]);
  return { ...handle, url: `http://127.0.0.1:${(message as { port: number }).port}` };
}

/** Starts the process that `npm run worker` keeps running. */
export function startWorker(variables: Variables = {}): Child {
  return start(["--import", "tsx", "lib/commands/processes/run-worker.ts"], variables).handle;
}

/** Starts a worker whose tasks can end or block it, see poisoned-process.ts; its end is not reported. */
export function startPoisoned(variables: Variables = {}): Child {
  return start([poisonedBundle], { SWEEP_SECONDS: "1", ...variables }, true).handle;
}

/** Called at the top of a test file: ends the processes that its tests have left running. */
export function withProcesses(): void {
  afterAll(async () => {
    await Promise.all([...children].map((child) => child.kill()));
  });
}

/** Starts `npm run ingest` with these arguments on the database of this process. */
export function startIngest(args: readonly string[]) {
  const { child, handle } = start(["--import", "tsx", "lib/commands/ingest.ts", ...args], {}, true, "pipe");
  const exit = once(child, "exit").then(([code]) => code as number | null);
  if (!child.stdout) throw new Error("The output of the command is not read.");
  return { handle: { ...handle, exit }, stdout: child.stdout };
}
