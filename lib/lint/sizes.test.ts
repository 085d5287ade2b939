import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseSync } from "@swc/core";
import { expect, it } from "vitest";

// The sizes of files and functions that a reader can expect. SQL of migrations and generated code do not count.

const files = execFileSync("git", ["ls-files", "*.ts", "*.tsx", "*.mts", "*.mjs"], { encoding: "utf8" })
  .split("\n")
  .filter(Boolean);
const sources = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
const isTest = (file: string): boolean =>
  /\.(test|spec|contract)\.tsx?$|^e2e\/|\/(tests|testing)\/|\/(openai-)?test-/.test(file);
const product = files.filter((file) => !isTest(file));
const contracts = files.filter((file) => file.endsWith(".contract.ts"));

const countLines = (file: string): number => sources.get(file)?.trimEnd().split("\n").length ?? 0;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const functionTypes = new Set([
  ...["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression", "Constructor"],
  ...["ClassMethod", "PrivateMethod", "MethodProperty", "GetterProperty"],
]);

interface Span {
  start: number;
  end: number;
}
type Node = { type?: string; span?: Span; function?: { span: Span } } & Record<string, unknown>;

/** The number of lines of every function of a file, nested ones too. */
function functionLengths(file: string): number[] {
  const text = Buffer.from(sources.get(file) ?? "");
  const parsed = parseSync(text.toString(), { syntax: "typescript", tsx: file.endsWith("x"), target: "es2024" });
  // swc counts bytes on from one call to the next.
  const offset = parsed.span.end - text.length;
  const lengths: number[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { type = "", span, function: inner } = node as Node;
    const { start, end } = span ?? inner?.span ?? { start: 0, end: 0 };
    if (functionTypes.has(type))
      lengths.push(
        text
          .subarray(start - offset, end - offset)
          .toString()
          .split("\n").length,
      );
    for (const child of Object.values(node)) visit(child);
  };
  visit(parsed.body);
  return lengths;
}

it("has files of at most 300 lines, half of them with at most 60", () => {
  expect([...product, ...contracts].filter((file) => countLines(file) > 300)).toEqual([]);
  expect(median(product.map(countLines))).toBeLessThanOrEqual(60);
});

it("has functions of which half have at most ten lines", () => {
  expect(median(product.flatMap(functionLengths))).toBeLessThanOrEqual(10);
});

it("has lines of at most 120 characters", () => {
  const long = files.flatMap((file) =>
    (sources.get(file) ?? "").split("\n").flatMap((line, at) => ([...line].length > 120 ? [`${file}:${at + 1}`] : [])),
  );
  expect(long).toEqual([]);
});

it.each([
  [150, "components", /^components\/.*\.tsx$/],
  [80, "pages", /^app\/.*\/page\.tsx$/],
])("has at most %i lines in %s", (lines, _name, path) => {
  expect(product.filter((file) => path.test(file) && countLines(file) > lines)).toEqual([]);
});
