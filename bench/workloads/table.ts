import { closedLoop } from "../harness/closed-loop";
import type { Slice, Workload } from "../harness/workload";

const rows = 1_000;

const decisions: Slice = {
  name: "decisions",
  async measure(system, milliseconds) {
    const decide = system.tableDecision?.(rows);
    if (!decide) throw new Error("The system has no such workload.");
    await closedLoop(decide, 1, milliseconds / 4);
    const { sessionsPerSecond } = await closedLoop(decide, 1, milliseconds / 2);
    return { milliseconds: 1_000 / sessionsPerSecond };
  },
};

export const table: Workload = {
  id: "table",
  title: "A decision by a table",
  text: `A table of ${rows.toLocaleString("en-US")} rows with four conditions each, in memory; the last row is the one
    that fits. Milliseconds of a decision.`,
  systems: ["graphflow"],
  slices: [decisions],
  columns: [{ title: "ms", slice: "decisions", figure: "milliseconds" }],
  targets: [
    {
      what: "A decision by a table of 1,000 rows, ms",
      of: { slice: "decisions", system: "graphflow", figure: "milliseconds" },
      atMost: 1,
    },
  ],
};
