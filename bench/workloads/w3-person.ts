import type { Workload } from "../harness/workload";
import { loadColumns, loadSlices, loadTargets } from "./load";

export const person: Workload = {
  id: "W3",
  title: "A person decides in the middle",
  text: `Five tasks in Postgres: one and two run on, three stops and waits for a person; the decision comes at once,
    from outside; three, four and five run to the end. Three runs twice, so a session counts as six steps. p50 and p99
    are of whole sessions.`,
  systems: ["floor", "graphflow", "langgraph", "langgraph-async", "mastra", "dbos"],
  slices: loadSlices((system) => system.person, 6),
  columns: loadColumns({ stepsPerSecond: "steps/s", p50: "p50 ms", p99: "p99 ms" }),
  targets: loadTargets(),
};
