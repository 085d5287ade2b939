import * as fs from "node:fs";
import path from "node:path";
import { workloads } from "../workloads/index";
import { readArguments } from "./arguments";
import { describeAll, type Measured, writeReadme } from "./report";
import { describeEnvironment, toJson } from "./results";
import { runWorkload } from "./run-workload";

const folder = path.resolve(import.meta.dirname, "..");

/**
 * Runs the workloads of the command line on the Postgres server of `serverUrl` and prints the tables. A complete run
 * also writes them into the README, and the figures into results.json. Resolves to the exit code: 1 when a system
 * failed.
 */
export async function runBench(serverUrl: string, args: string[], signal: AbortSignal): Promise<number> {
  const ids = workloads.map(({ id }) => id);
  const wanted = readArguments(args, ids);
  const measured: Measured[] = [];
  for (const workload of workloads.filter(({ id }) => wanted.workloads.includes(id))) {
    const systems = workload.systems.filter((name) => wanted.systems.includes(name));
    if (systems.length === 0) continue;
    const start = performance.now();
    const results = await runWorkload(workload, {
      serverUrl,
      systems,
      rounds: wanted.rounds,
      milliseconds: wanted.milliseconds,
      signal,
      onProgress: showProgress,
      onFailure: console.error,
    });
    const seconds = Math.round((performance.now() - start) / 1000);
    console.log(`${workload.id} ${workload.title}: measured in ${seconds} s`);
    measured.push({ workload, results });
  }
  const tables = describeAll(measured);
  console.log(`\n${tables}`);
  if (wanted.isWhole) {
    const environment = await describeEnvironment(serverUrl, wanted);
    fs.writeFileSync(path.join(folder, "results.json"), toJson(environment, measured));
    writeReadme(path.join(folder, "README.md"), environment, tables);
  }
  return measured.some(({ results }) => results.some(({ failure }) => failure !== undefined)) ? 1 : 0;
}

/** The progress in one line, on a terminal. */
function showProgress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line}\r`);
}
