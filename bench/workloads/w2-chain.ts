import type { Workload } from "../harness/workload";
import { loadColumns, loadSlices, loadTargets } from "./load";

export const chainInPostgres: Workload = {
  id: "W2",
  title: "A chain of 10 in Postgres",
  text: `Ten tasks, each committed before the next begins; the creation of the session counts as no step, but its time
    does count. So many sessions at once, each worker beginning the next when one has ended.`,
  systems: ["floor", "graphflow", "langgraph", "langgraph-async", "mastra", "dbos"],
  slices: loadSlices((system) => system.storedChain, 10),
  columns: loadColumns({ stepsPerSecond: "steps/s" }),
  targets: loadTargets(),
};
