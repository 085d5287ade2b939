import { closedLoop } from "../harness/closed-loop";
import { quantile } from "../harness/statistics";
import type { Column, Slice, Target } from "../harness/workload";
import type { RunSession, System, SystemName } from "../system";

const loads = [1, 8, 32];

const loadName = (workers: number): string => `${workers} at once`;

/** Slices that run sessions in a closed loop, one slice for each load, after a short warm-up. */
export function loadSlices(pick: (system: System) => RunSession | undefined, steps: number): Slice[] {
  return loads.map((workers) => ({
    name: loadName(workers),
    async measure(system, milliseconds) {
      const run = pick(system);
      if (!run) throw new Error("The system has no such workload.");
      await closedLoop(run, workers, milliseconds / 5);
      const { sessionsPerSecond, latencies } = await closedLoop(run, workers, milliseconds);
      return {
        stepsPerSecond: sessionsPerSecond * steps,
        p50: quantile(latencies, 0.5),
        p99: quantile(latencies, 0.99),
      };
    },
  }));
}

const peers: { system: SystemName; name: string; atLeast: number }[] = [
  { system: "floor", name: "plain pg", atLeast: 0.85 },
  { system: "langgraph", name: "LangGraph, sync", atLeast: 5 },
  { system: "mastra", name: "Mastra", atLeast: 3 },
];

/** GraphFlow's steps a second beside those of others, at every load. */
export const loadTargets = (): Target[] =>
  peers.flatMap(({ system, name, atLeast }) =>
    loads.map((workers) => ({
      what: `Steps/s, ${loadName(workers)}: GraphFlow / ${name}`,
      of: { slice: loadName(workers), system: "graphflow", figure: "stepsPerSecond" },
      over: { slice: loadName(workers), system, figure: "stepsPerSecond" },
      atLeast,
    })),
  );

/** A column for each figure (its name and its title) at every load. */
export const loadColumns = (figures: Record<string, string>): Column[] =>
  Object.entries(figures).flatMap(([figure, title]) =>
    loads.map((workers) => ({ title: `${title}, ${loadName(workers)}`, slice: loadName(workers), figure })),
  );
