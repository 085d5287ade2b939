import * as fs from "node:fs";

// Test files run in processes of their own: each adds lines to one file, and the end of the run sums them up.
const file = "test-results/fault-figures.jsonl";

const names = [
  "kills",
  "sessions",
  "steps acknowledged",
  "lost",
  "doubled",
  "crash points",
  "database restarts",
  "terminated backends",
  "requests on a full pool",
  "deciders",
  "repeats",
  "model faults",
  "listeners lost",
  "versions published",
  "property runs",
  "poisoned sessions",
] as const;
type Figure = (typeof names)[number];

/** Adds to the figures that the run prints at its end. */
export function count(figures: Partial<Record<Figure, number>>): void {
  fs.appendFileSync(file, `${JSON.stringify(figures)}\n`);
}

export function clearFigures(): void {
  fs.mkdirSync("test-results", { recursive: true });
  fs.writeFileSync(file, "");
}

export function printFigures(): void {
  const totals = new Map<string, number>();
  for (const line of fs.readFileSync(file, "utf8").split("\n").filter(Boolean)) {
    for (const [name, value] of Object.entries<number>(JSON.parse(line)))
      totals.set(name, (totals.get(name) ?? 0) + value);
  }
  const shown = names.filter((name) => totals.has(name));
  console.log(`\nFaults: ${shown.map((name) => `${totals.get(name)} ${name}`).join(", ")}`);
}
