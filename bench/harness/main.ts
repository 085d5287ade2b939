import * as fs from "node:fs";
import path from "node:path";
import { workloads } from "../workloads/index";
import { readArguments } from "./arguments";
import { describeAll, type Measured, writeReadme } from "./report";
import { describeSurroundings, toJson } from "./results";
import { runWorkload } from "./run-workload";

const folder = path.resolve(import.meta.dirname, "..");

/**
 * Runs what the command line asks for on the Postgres server of `serverUrl` and shows the tables; those of a whole run
 * are also written into the README, the figures into results.json. Gives the exit code: 1 when a system failed.
 */
export async function runBench(serverUrl: string, words: string[], signal: AbortSignal): Promise<number> {
  const ids = workloads.map(({ id }) => id);
  const wanted = readArguments(words, ids);
  const measured: Measured[] = [];
  for (const workload of workloads.filter(({ id }) => wanted.workloads.includes(id))) {
    const systems = workload.systems.filter((name) => wanted.systems.includes(name));
    if (systems.length === 0) continue;
    const start = performance.now();
    const results = await runWorkload(workload, {
      ...{ serverUrl, systems, rounds: wanted.rounds, milliseconds: wanted.milliseconds, signal },
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
    const surroundings = await describeSurroundings(serverUrl, wanted);
    fs.writeFileSync(path.join(folder, "results.json"), toJson(surroundings, measured));
    writeReadme(path.join(folder, "README.md"), surroundings, tables);
  }
  return measured.some(({ results }) => results.some(({ failure }) => failure !== undefined)) ? 1 : 0;
}

/** One line that is written over, where somebody watches. */
function showProgress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line}\r`);
}
