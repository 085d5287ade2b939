import * as fs from "node:fs";
import { systems } from "../system";
import { figuresOf, judge, type Verdict } from "./judge";
import type { Environment } from "./results";
import type { SliceResult } from "./run-workload";
import { type Summary, summarize } from "./statistics";
import type { Workload } from "./workload";

/** A workload with what it measured. */
export interface Measured {
  workload: Workload;
  results: SliceResult[];
}

const begin = "<!-- results: written by `npm run bench` -->";
const end = "<!-- end of results -->";

/** Replaces the tables of the README. Throws when it has no place for them. */
export function writeReadme(
  file: string,
  { date, machine, node, postgres, rounds }: Environment,
  tables: string,
): void {
  const text = fs.readFileSync(file, "utf8");
  const [start, stop] = [text.indexOf(begin), text.indexOf(end)];
  if (start < 0 || stop < start) throw new Error(`${file} has no place for the results.`);
  const versions = `Node ${node}, Postgres ${postgres.server_version}`;
  const line = `Measured on ${date}: ${machine}, ${versions}; ${rounds} rounds, median (min..max).`;
  fs.writeFileSync(file, `${text.slice(0, start)}${begin}\n\n${line}\n\n${tables}\n${text.slice(stop)}`);
}

/** All tables: the targets first, then one for each workload. */
export function describeAll(measured: Measured[]): string {
  return [describeTargets(measured), ...measured.map(describeWorkload)].join("\n");
}

function describeTargets(measured: Measured[]): string {
  const rows = measured.flatMap(({ workload, results }) =>
    judge(workload, results).map((verdict) => [
      workload.id,
      verdict.what,
      verdict.bound,
      verdict.measured ? formatSummary(verdict.measured) : "-",
      describeVerdict(verdict),
    ]),
  );
  if (rows.length === 0) return "";
  return `### Targets\n\n${table(["", "GraphFlow's target", "bound", "measured", ""], rows)}`;
}

const describeVerdict = ({ isMet }: Verdict): string =>
  isMet === undefined ? "not measured" : isMet ? "met" : "**missed**";

function describeWorkload({ workload, results }: Measured): string {
  const names = workload.systems.filter((system) => results.some((one) => one.system === system));
  const rows = names.map((system) => [
    systems[system].title,
    ...workload.columns.map(({ slice, figure }) => {
      const failed = results.some((one) => one.slice === slice && one.system === system && one.failure !== undefined);
      const values = figuresOf({ slice, system, figure }, results);
      return failed ? "**failed**" : values ? formatSummary(summarize(values)) : "-";
    }),
  ]);
  const failures = results.flatMap(({ slice, system, failure }) =>
    failure === undefined ? [] : [`- ${systems[system].title}, ${slice}, failed: ${failure.split("\n", 1)[0]}`],
  );
  const parts = [
    `### ${workload.id}: ${workload.title}`,
    workload.text.replace(/\s+/g, " "),
    table(["", ...workload.columns.map(({ title }) => title)], rows),
    ...(failures.length > 0 ? [`${failures.join("\n")}\n`] : []),
  ];
  return parts.join("\n\n");
}

/** A Markdown table with aligned columns. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: string[]): string => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  return `${[line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n")}\n`;
}

function formatSummary({ median, min, max }: Summary): string {
  return min === max ? format(median) : `${format(median)} (${format(min)}..${format(max)})`;
}

const format = (value: number): string =>
  value.toLocaleString("en-US", { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });
