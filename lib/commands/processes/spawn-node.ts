import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { onStop } from "./lifetime";

const exitWithParent = pathToFileURL(path.resolve("lib/commands/processes/exit-with-parent.mjs")).href;

/** A child process, and the promise of its exit code (1 when a signal ended it). */
export interface Running {
  process: ChildProcess;
  exit: Promise<number>;
}

/** "inherit": to our terminal; "pipe": the caller reads the child's streams; a number: to that open file. */
export type Output = "inherit" | "pipe" | number;

/** From the request to stop until the process is killed. */
const graceMs = 7_000;

/**
 * On Unix a shell starts a watcher and then becomes the process. The watcher reads a pipe that only this process holds
 * open. When the pipe closes without a message, the watcher gives the process time to stop and then kills it, even when
 * it is suspended (SIGSTOP) together with its watchdog.
 */
const watched =
  'exec 3<&0; (read -r word <&3; [ "$word" = ended ] && exit; for s in 1 2 3 4 5 6 7 8 9 10 11 12; do ' +
  'sleep 1; kill -0 $$ || exit; done; kill -KILL $$) >/dev/null 2>&1 & exec "$@" 3<&- </dev/null';

/** The path of a script of a package. */
export const packageScript = (script: string): string => path.resolve("node_modules", script);

/**
 * Starts this Node with these arguments. The process ends when this command ends, for any reason: it is asked to stop,
 * and killed after 7 s.
 */
export function spawnNode(args: string[], output: Output, env: Record<string, string> = {}): Running {
  const node = [process.execPath, "--import", exitWithParent, ...args] as const;
  const [command, ...commandArgs] = process.platform === "win32" ? node : ["/bin/sh", "-c", watched, "sh", ...node];
  const child = spawn(command, commandArgs, {
    stdio: ["pipe", output, output],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", GRAPHFLOW_WATCHDOG_SECONDS: "0", ...env },
  });
  const exit = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
  const removeCleanup = onStop(async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), graceMs);
    await exit;
    clearTimeout(late);
  });
  child.once("exit", removeCleanup);
  child.stdin?.on("error", () => {});
  child.once("exit", () => child.stdin?.end("ended\n"));
  return { process: child, exit };
}

/** Runs a script to its end; resolves to its exit code and its output. */
export async function runNode(args: string[], env: Record<string, string> = {}) {
  const { process: child, exit } = spawnNode(args, "pipe", env);
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return { code: await exit, output: Buffer.concat(chunks).toString("utf8") };
}
