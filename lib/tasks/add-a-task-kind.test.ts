import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test, vi } from "vitest";
import { checkGraph, compileGraph, FlowRunner, InMemorySessionStorage, Session } from "@/lib/engine";
import { taskCatalog } from "./catalog";
import type { CatalogKind } from "./define-kind";

// docs/add-a-task-kind.md shows two files. They are written out, compiled and run here.

const folder = path.resolve("test-results/add-a-task-kind");
let countDays: CatalogKind;

async function writeFilesOf(page: string): Promise<string[]> {
  const text = await readFile(page, "utf8");
  const blocks = [...text.matchAll(/^`lib\/tasks\/count-days\/(\w+\.ts)`:\n\n```ts\n([\s\S]*?)```/gm)];
  return Promise.all(
    blocks.map(async ([, name = "", code = ""]) => {
      const file = path.join(folder, name);
      await writeFile(file, code.replaceAll('"../', '"@/lib/tasks/'));
      return file;
    }),
  );
}

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  const files = await writeFilesOf("docs/add-a-task-kind.md");
  expect(files.map((file) => path.basename(file))).toEqual(["config.ts", "run.ts"]);
  const settings = {
    extends: "../../tsconfig.json",
    compilerOptions: { incremental: false, types: ["node"] },
    include: ["*.ts"],
    exclude: [],
  };
  await writeFile(path.join(folder, "tsconfig.json"), JSON.stringify(settings));
  countDays = (await import(path.join(folder, "run.ts"))).countDays;
});

const graphWith = (date: string) => ({
  ...{ id: "late", name: "Late reports", startTaskId: "note" },
  tasks: [
    { id: "note", kind: "set", label: "Note", config: { values: [{ key: "incident_date", value: date }] } },
    { id: "count", kind: "count_days", label: "Count", config: countDays.defaults() as Record<string, string> },
  ],
  edges: [{ id: "on", from: "note", to: "count" }],
});

async function daysSince(date: string): Promise<unknown> {
  const kinds = { ...taskCatalog, count_days: countDays };
  expect(checkGraph(graphWith(date), kinds)).toEqual([]);
  const graph = compileGraph(graphWith(date), kinds);
  const storage = new InMemorySessionStorage();
  await new FlowRunner(graph, storage).start(new Session("late", graph.startTaskId()));
  return (await storage.get("late"))?.context.get("days_since");
}

test("the example of docs/add-a-task-kind.md has no type errors", async () => {
  await promisify(execFile)("node_modules/.bin/tsc", ["--noEmit", "-p", folder]);
});

test("the example counts the days, and leaves no number without a date", async () => {
  vi.useFakeTimers({ now: new Date("2026-11-30T12:00:00Z"), toFake: ["Date"] });
  expect(await daysSince("2026-11-01")).toBe(29);
  expect(await daysSince("not a date")).toBeUndefined();
  vi.useRealTimers();
});
