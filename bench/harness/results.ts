import * as fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { poolSize } from "../system";
import { judge } from "./judge";
import { readSettings } from "./postgres";
import type { Measured } from "./report";

/** The machine and the versions of a run. */
export interface Environment {
  date: string;
  machine: string;
  node: string;
  postgres: Record<string, string>;
  /** The exact versions of bench/package.json. */
  systems: Record<string, string>;
  connections: number;
  rounds: number;
  sliceMilliseconds: number;
}

export async function describeEnvironment(
  serverUrl: string,
  { rounds, milliseconds }: { rounds: number; milliseconds: number },
): Promise<Environment> {
  const manifest = JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, "../package.json"), "utf8"));
  const [cpu] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: [`${os.cpus().length} x ${cpu?.model.trim()}`, `${memory} GB`, `${os.type()} ${os.arch()}`].join(", "),
    node: process.version,
    postgres: await readSettings(serverUrl, ["server_version", "fsync", "synchronous_commit", "full_page_writes"]),
    systems: manifest.dependencies,
    connections: poolSize,
    rounds,
    sliceMilliseconds: milliseconds,
  };
}

/** All figures by round, and the results of the targets. */
export function toJson(environment: Environment, measured: Measured[]): string {
  const workloads = measured.map(({ workload, results }) => ({
    id: workload.id,
    title: workload.title,
    targets: judge(workload, results),
    results,
  }));
  const rounded = (_: string, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(5)) : value);
  return `${JSON.stringify({ ...environment, workloads }, rounded, 2)}\n`;
}
