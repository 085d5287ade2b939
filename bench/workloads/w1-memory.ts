import { closedLoop } from "../harness/closed-loop";
import type { Slice, Workload } from "../harness/workload";
import type { SystemName } from "../system";

const lengths = [10, 100];
const sliceName = (length: number): string => `chain of ${length}`;

const rivals: { system: SystemName; name: string; atLeast: number }[] = [
  { system: "mastra", name: "Mastra", atLeast: 5 },
  { system: "langgraph", name: "LangGraph", atLeast: 100 },
  { system: "xstate-always", name: "XState, `always`", atLeast: 1 },
];

const slices: Slice[] = lengths.map((length) => ({
  name: sliceName(length),
  async measure(system, milliseconds) {
    const run = system.memoryChain?.(length);
    if (!run) throw new Error("The system has no such workload.");
    await closedLoop(run, 1, milliseconds / 4);
    const { sessionsPerSecond } = await closedLoop(run, 1, milliseconds / 2);
    return { stepsPerSecond: sessionsPerSecond * length, microsecondsPerStep: 1e6 / (sessionsPerSecond * length) };
  },
}));

export const chainInMemory: Workload = {
  id: "W1",
  title: "A chain in memory",
  text: "Trivial tasks in one process, every step recorded in memory; only XState records nothing.",
  systems: ["graphflow", "langgraph", "mastra", "xstate-always", "xstate-invoke"],
  slices,
  columns: lengths.map((length) => ({
    title: `steps/s, ${sliceName(length)}`,
    slice: sliceName(length),
    figure: "stepsPerSecond",
  })),
  targets: [
    ...rivals.flatMap(({ system, name, atLeast }) =>
      lengths.map((length) => ({
        what: `Steps/s, ${sliceName(length)}: GraphFlow / ${name}`,
        of: { slice: sliceName(length), system: "graphflow" as const, figure: "stepsPerSecond" },
        over: { slice: sliceName(length), system, figure: "stepsPerSecond" },
        atLeast,
      })),
    ),
    {
      what: "Cost of a step, chain of 100 / chain of 10",
      of: { slice: sliceName(100), system: "graphflow", figure: "microsecondsPerStep" },
      over: { slice: sliceName(10), system: "graphflow", figure: "microsecondsPerStep" },
      atMost: 1.2,
    },
  ],
};
