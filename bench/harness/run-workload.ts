import type { SystemName } from "../system";
import { SystemProcess } from "./child-process";
import { createDatabase, dropDatabase } from "./postgres";
import type { Figures, Slice, Workload } from "./workload";

/** The figures of one system in one slice, by round, or the reason why there are none. */
export interface SliceResult {
  slice: string;
  system: SystemName;
  rounds: Figures[];
  failure?: string;
}

export interface RunOptions {
  serverUrl: string;
  systems: SystemName[];
  rounds: number;
  /** Of one measured slice. */
  milliseconds: number;
  /** Stops the run, also in the middle of a slice. */
  signal: AbortSignal;
  onProgress(line: string): void;
  onFailure(line: string): void;
}

/**
 * Measures a workload. Every system has a process and a database of its own. Within a slice the systems run one after
 * the other, and every round starts with another system. Round 0 is the warm-up and is not kept.
 */
export async function runWorkload(workload: Workload, options: RunOptions): Promise<SliceResult[]> {
  const children: SystemProcess[] = [];
  const databases: string[] = [];
  const results: SliceResult[] = workload.slices.flatMap(({ name }) =>
    options.systems.map((system) => ({ slice: name, system, rounds: [] })),
  );
  try {
    for (const system of options.systems) {
      const name = `${workload.id}_${system}`.toLowerCase().replaceAll("-", "_");
      databases.push(name);
      const databaseUrl = await createDatabase(options.serverUrl, name);
      children.push(new SystemProcess(system, workload, databaseUrl, options.signal));
    }
    for (let round = 0; round <= options.rounds; round++) {
      for (const slice of workload.slices) {
        if ((slice.isCounted && round !== 1) || (slice.warmsUp && round === 0)) continue;
        for (const child of rotate(children, round)) {
          options.signal.throwIfAborted();
          options.onProgress(`${workload.id}, ${describeRound(round)}: ${slice.name}, ${child.system}`);
          await measureSlice({ child, slice, round }, results, options);
        }
      }
    }
    return results;
  } finally {
    await Promise.all(children.map((child) => child.end()));
    for (const name of databases) await dropDatabase(options.serverUrl, name);
  }
}

const describeRound = (round: number): string => (round === 0 ? "warming up" : `round ${round}`);

const rotate = <Item>(items: Item[], by: number): Item[] => {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
};

/** Measures one slice of one system and adds it to the results. A failed slice is not repeated. */
async function measureSlice(
  { child, slice, round }: { child: SystemProcess; slice: Slice; round: number },
  results: SliceResult[],
  { milliseconds, signal, onFailure }: RunOptions,
): Promise<void> {
  const result = results.find((one) => one.slice === slice.name && one.system === child.system);
  if (!result || result.failure !== undefined) return;
  const answer = await child.measure(slice, round === 0 ? milliseconds / 2 : milliseconds);
  signal.throwIfAborted();
  if ("figures" in answer) {
    if (round > 0) result.rounds.push(answer.figures);
    return;
  }
  result.failure = answer.failure;
  onFailure(`${slice.name}, ${child.system} failed: ${answer.failure}`);
}
