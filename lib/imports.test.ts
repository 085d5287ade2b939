import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { floors } from "./lint/import-rules";

// Names and places of files; lint/import-rules.ts says which may import which.

const files = ["app", "components", "lib", "examples"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.posix.join(entry.parentPath.split(path.sep).join("/"), entry.name))
    .filter((file) => !file.startsWith("lib/db/generated/")),
);
const isTest = (file: string) =>
  /\.(test|contract)\.tsx?$/.test(file) || /\/(test-|openai-test-)[\w-]+\.tsx?$/.test(file);
const sources = new Map(files.map((file) => [file, withoutComments(readFileSync(file, "utf8"))]));

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

/** "lib/chat/data.ts" is of "lib/chat", "lib/env.ts" of "lib/env", "components/ui/x.tsx" of "components/ui". */
const placeOf = (file: string) =>
  file
    .split("/")
    .slice(0, 2)
    .join("/")
    .replace(/(\.test)?\.tsx?$/, "");
const placesOfFloors = floors.flat().map((place) => `lib/${place}`);

it("has a floor for every folder and file of lib", () => {
  expect(files.filter((file) => file.startsWith("lib/") && !placesOfFloors.includes(placeOf(file)))).toEqual([]);
});

it("has no variables at module level: a bundler may load a module several times", () => {
  const isBundled = (file: string) => /^(app|lib)\//.test(file) && !file.startsWith("lib/commands/");
  expect(
    files.filter(
      (file) => isBundled(file) && !/\.test\./.test(file) && /^(export )?let /m.test(sources.get(file) ?? ""),
    ),
  ).toEqual([]);
});

it("has one index file, the engine's, and no `export *`", () => {
  expect(files.filter((file) => /\/index\.tsx?$/.test(file))).toEqual(["lib/engine/index.ts"]);
  // Zod's own names are exported as a whole: a list of them could miss one, and only browsers would fail.
  const passesOn = files.filter((file) => /^export \* (?!as )/m.test(sources.get(file) ?? ""));
  expect(passesOn).toEqual(["lib/zod-in-browsers/parts.ts"]);
});

it("names the files of a feature by a role, or by a verb and a noun", () => {
  const verbs = [
    "advance|assign|cancel|compare|decide|describe|find|fork|layout|load|migrate|publish|read|receive|restore|retry",
    "run|save|start",
  ].join("|");
  const roles = ["schema", "data", "mutations", "actions", "storage", "events", "session-host"];
  const names = new RegExp(`^(${roles.join("|")}|(${verbs})(-[a-z]+)*)(\\.test)?\\.ts$`);
  const found = files.filter((file) => {
    const [, feature = "", ...rest] = file.split("/");
    if (!file.startsWith("lib/") || !["chat", "inbox", "presence", "sessions", "workflows"].includes(feature))
      return false;
    // Folders inside a feature may have any name; their files follow the same rule.
    return !(
      isTest(file) ||
      names.test(rest.at(-1) ?? "") ||
      (feature === "sessions" && rest[0] === "sql") ||
      (feature === "workflows" && /^(shipped|commands)$/.test(rest[0] ?? ""))
    );
  });
  expect(found).toEqual([]);
  expect(files.filter((file) => /(^|[/-])(utils?|helpers?|managers?|services?)([./-]|$)/.test(file))).toEqual([]);
});

it("has no folder with more than twenty files", () => {
  const counts = Map.groupBy(files, (file) => path.posix.dirname(file));
  expect([...counts].filter(([, inside]) => inside.length > 20).map(([folder]) => folder)).toEqual([]);
});

it("creates PrismaClient in one file, and writes server actions in files named actions.ts", () => {
  const filesWith = (pattern: RegExp) => files.filter((file) => !isTest(file) && pattern.test(sources.get(file) ?? ""));
  expect(filesWith(/new PrismaClient\b/)).toEqual(["lib/db/client.ts"]);
  expect(filesWith(/^\s*"use server"/m).filter((file) => !file.endsWith("/actions.ts"))).toEqual([]);
});

/** The files that the browser loads with a component, and the packages that they import: imports of types are none. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const source = sources.get(file);
  if (source === undefined || /^"use server"/m.test(source)) return seen;
  for (const [, names = "", from = ""] of source.matchAll(/^(?:import|export)\s+([\w*{][^;"]*?from\s+)?"([^"]+)"/gm)) {
    const listed = /^\{([^}]*)\}/
      .exec(names)?.[1]
      ?.split(",")
      .filter((name) => name.trim() !== "");
    if (/^type\s/.test(names) || listed?.every((name) => /^\s*type\s/.test(name))) continue;
    const found = from.startsWith("@/") ? from.slice(2) : path.posix.join(path.posix.dirname(file), from);
    const isOurs = /^(@\/|\.)/.test(from);
    loadedWith(
      isOurs ? ([".ts", ".tsx"].map((end) => found + end).find((one) => sources.has(one)) ?? found) : from,
      seen,
    );
  }
  return seen;
}

it("keeps Zod and the schemas out of the browser, except in the editor: they are large", () => {
  const components = files.filter(
    (file) => /^components\/(?!editor\/)/.test(file) && !isTest(file) && /^"use client"/.test(sources.get(file) ?? ""),
  );
  expect(loadedWith("components/inbox/decision/decision-area.tsx")).toContain("lib/inbox/describe-decision.ts");
  const heavy = (file: string) => [...loadedWith(file)].filter((one) => one === "zod" || /\/schema\.ts$/.test(one));
  expect(
    Object.fromEntries(components.map((file) => [file, heavy(file)]).filter(([, found]) => found?.length)),
  ).toEqual({});
});
