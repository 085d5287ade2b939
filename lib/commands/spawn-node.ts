import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { onStop } from "./lifetime";

const exitWithParent = pathToFileURL(path.resolve("lib/commands/exit-with-parent.mjs")).href;

/** A child process, and the promise of its exit code (1 when a signal ended it). */
export interface Running {
  process: ChildProcess;
  exit: Promise<number>;
}

/** "inherit": to our terminal; "pipe": the caller reads the child's streams; a number: to that open file. */
export type Output = "inherit" | "pipe" | number;

/** Starts a script of a package on this Node; it ends with this command, however this command ends. */
export function spawnNode(script: string, args: string[], output: Output, env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, ["--import", exitWithParent, path.resolve("node_modules", script), ...args], {
    stdio: ["ignore", output, output],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  const exit = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
  onStop(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await exit;
  });
  return { process: child, exit };
}

/** Runs a script to its end; resolves to its exit code and everything it wrote. */
export async function runNode(script: string, args: string[], env: Record<string, string> = {}) {
  const { process: child, exit } = spawnNode(script, args, "pipe", env);
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return { code: await exit, output: Buffer.concat(chunks).toString("utf8") };
}
