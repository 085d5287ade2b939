import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { env, variableNames } from "@/lib/env";
import { taskKinds } from "@/lib/tasks/kinds";

// The documents are read by people who trust them: what can be checked is checked here.

const documents = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", ...globSync("docs/*.md").sort()];
const read = (file: string): string => readFileSync(file, "utf8");
const codeOf = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
const rowsOf = (text: string): string[][] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split("|").slice(1, -1));

it.each(documents)("%s names only files and folders that are there", (document) => {
  const named = codeOf(read(document))
    .flatMap((code) => code.split(/[\s,]+/))
    .filter((word) => /^(app|bench|components|docs|e2e|examples|lib|prisma|public)\/[\w./[\]-]*$/.test(word))
    // The worked example, whose files do not exist.
    .filter((word) => !word.startsWith("lib/tasks/count-days/"));
  const isThere = (name: string) => existsSync(name) || existsSync(`${name}.ts`);
  expect(named.filter((name) => !isThere(name))).toEqual([]);
});

/** Names in the documents that other programs have. */
const foreignNames = new Set([
  "OLLAMA_CONTEXT_LENGTH",
  "NODE_EXTRA_CA_CERTS",
  "default_pool_size",
  "pg_dump",
  "ts_rank_cd",
]);

const sources = execFileSync("git", ["ls-files", "app", "bench", "components", "lib", "examples", "prisma"])
  .toString()
  .split("\n")
  .filter((file) => /\.(tsx?|mjs|sql|prisma)$/.test(file) && file !== "lib/lint/documents.test.ts");
const namesInCode = new Set(sources.flatMap((file) => read(file).match(/[a-z]\w*/gi) ?? []));

it.each(documents)("%s names only functions, options, fields and columns that the code has", (document) => {
  const named = codeOf(read(document).replaceAll(/^```.*?^```/gms, ""))
    .filter((text) => !/[ *]/.test(text))
    .flatMap((text) => text.match(/[a-z]\w*/gi) ?? [])
    .filter((name) => /[a-z][A-Z]|_/.test(name));
  // The codes of HttpRequestError have this prefix.
  const isKnown = (name: string) => [name, name.replace(/^http_/, "")].some((one) => namesInCode.has(one));
  expect(named.filter((name) => !isKnown(name) && !foreignNames.has(name))).toEqual([]);
});

it.each(documents)("%s links only to files that are there", (document) => {
  const links = [...read(document).matchAll(/\]\(([^)\s#]+)/g)].map(([, link = ""]) => link);
  const local = links.filter((link) => !/^https?:/.test(link));
  expect(local.filter((link) => !existsSync(path.join(path.dirname(document), link)))).toEqual([]);
});

it.each(documents)("%s has lines of at most 140 characters", (document) => {
  expect(
    read(document)
      .split("\n")
      .filter((line) => [...line].length > 140),
  ).toEqual([]);
});

it("lists every kind of task with its name in the palette", () => {
  const rows = rowsOf(read("docs/kinds.md")).map(([kind = "", label = ""]) => [kind.trim(), label.trim()]);
  for (const { kind, label } of Object.values(taskKinds)) expect(rows).toContainEqual([`\`${kind}\``, label]);
});

it("has a README of at most 120 lines", () => {
  expect(read("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(120);
});

it.each(documents)("%s names only scripts that package.json has", (document) => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = [...read(document).matchAll(/npm (?:run )?([a-z]+(?::[a-z\d]+)*)/g)].map(([, name = ""]) => name);
  const npmOwn = ["install", "ci", "pack", "audit", "run", "name", "and"];
  expect(named.filter((name) => !Object.hasOwn(scripts, name) && !npmOwn.includes(name))).toEqual([]);
});

it("lists every environment variable in .env.example and the README, and no other one", () => {
  const names = [...variableNames].sort();
  const example = [...read(".env.example").matchAll(/^# ([A-Z_]+)=/gm)].map(([, name = ""]) => name);
  expect(example.sort()).toEqual(names);
  const table = read("README.md").split("## Configuration")[1]?.split("\n## ")[0] ?? "";
  const inTable = codeOf(rowsOf(table).flat().join("|")).filter((code) => /^[A-Z][A-Z_]{3,}$/.test(code));
  expect([...new Set(inTable)].sort()).toEqual(names);
});

it("gives numbers of variables as they are by default", () => {
  const inRows = [...rowsOf(read("README.md")), ...rowsOf(read("docs/models.md"))].flatMap((cells) => {
    const [names, values] = cells.slice(0, 2).map(codeOf);
    return (names ?? []).map((name, index) => [name, values?.[index]] as const);
  });
  const inExample = [...read(".env.example").matchAll(/^# ([A-Z_]+)=(\d+)$/gm)].map(
    ([, name = "", value]) => [name, value] as const,
  );
  const numbers = [...inRows, ...inExample].filter(
    ([name, value]) => variableNames.some((known) => known === name) && /^\d+$/.test(value ?? "") && name !== "DEMO",
  );
  expect(numbers.length).toBeGreaterThan(15);
  const byDefault = Object.fromEntries(numbers.map(([name]) => [name, String(env[name as keyof typeof env])]));
  expect(numbers.filter(([name, value]) => byDefault[name] !== value)).toEqual([]);
});

it("lists every request of the HTTP API in docs/api.md, and no other one", () => {
  const routes = globSync("app/**/route.ts").flatMap((file) => {
    const address = `/${path.posix.dirname(file.split(path.sep).join("/")).slice("app/".length)}`;
    const methods = [...read(file).matchAll(/^export (?:const|(?:async )?function) (GET|POST|PUT|PATCH|DELETE)\b/gm)];
    return methods.map(([, method]) => `${method} ${address.replaceAll(/\[(\w+)\]/g, "{$1}")}`);
  });
  const listed = rowsOf(read("docs/api.md")).flatMap(([cell = ""]) => {
    const address = /\/[^\s`?]*/.exec(cell)?.[0];
    const methods = cell.match(/\b(GET|POST|PUT|PATCH|DELETE)\b/g) ?? [];
    return address ? methods.map((method) => `${method} ${address}`) : [];
  });
  // The web pages' own request.
  expect(listed.sort()).toEqual(routes.filter((route) => route !== "POST /api/chat").sort());
});
