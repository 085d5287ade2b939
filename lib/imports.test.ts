import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

// Which folder may import which. A rule that stands in the way is changed here, with its reason.

interface Import {
  from: string;
  /** A path in this repository ("lib/errors.ts") or a package name. */
  to: string;
  isType: boolean;
}

const files = ["app", "components", "lib", "examples"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.posix.join(entry.parentPath.split(path.sep).join("/"), entry.name))
    .filter((file) => !file.startsWith("lib/db/generated/")),
);
const isTest = (file: string) =>
  /\.(test|contract)\.tsx?$/.test(file) || /\/(test-|openai-test-)[\w-]+\.tsx?$/.test(file);
const sources = new Map(files.map((file) => [file, withoutComments(readFileSync(file, "utf8"))]));
const imports = files.flatMap(importsOf);
/** Tests may set the stage with anything; they are held to the other rules. */
const productImports = imports.filter(({ from }) => !isTest(from));

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

function importsOf(from: string): Import[] {
  const source = sources.get(from) ?? "";
  const statements = source.matchAll(/^\s*(?:import|export)\s+(type\s)?([\w$\s{},*]*?)\s*from\s*"([^"]+)"/gm);
  const bare = source.matchAll(/^\s*import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm);
  return [
    ...[...statements].map(([, type, names = "", to = ""]) => ({
      from,
      to: resolve(from, to),
      isType: isTypeOnly(type, names),
    })),
    ...[...bare].map(([, first, second]) => ({ from, to: resolve(from, first ?? second ?? ""), isType: false })),
  ];
}

function isTypeOnly(type: string | undefined, names: string): boolean {
  const listed = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1]?.split(",") ?? [""];
  return (
    type !== undefined ||
    (listed.every((name) => name.trim() === "" || name.trim().startsWith("type ")) && names.startsWith("{"))
  );
}

function resolve(from: string, name: string): string {
  if (!/^(@\/|\.)/.test(name)) return name;
  const target = name.startsWith("@/") ? name.slice(2) : path.posix.join(path.posix.dirname(from), name);
  const candidates = [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`];
  return candidates.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile()) ?? target;
}

/** "lib/chat/data.ts" is of "lib/chat", "lib/env.ts" of "lib/env", "components/ui/x.tsx" of "components/ui". */
const placeOf = (file: string) =>
  file
    .split("/")
    .slice(0, 2)
    .join("/")
    .replace(/(\.test)?\.tsx?$/, "");
const isOurs = (file: string) => /^(app|components|lib|examples)\//.test(file);
const complain = (found: Import[]) => found.map(({ from, to }) => `${from} imports ${to}`);

/** Higher floors import lower ones. Features on the same floor do not know each other; the ground is one floor. */
const floors = [
  [
    "lib/db",
    "lib/llm",
    "lib/auth",
    "lib/jobs",
    "lib/limits",
    "lib/env",
    "lib/errors",
    "lib/to-app-error",
    "lib/amounts",
    "lib/tokens",
    "lib/money",
    "lib/log",
    "lib/path-id",
    "lib/process-state",
    "lib/run-action",
    "lib/sent-form",
    "lib/text",
    "lib/engine",
  ],
  ["lib/tasks"],
  ["lib/workflows"],
  ["lib/sessions"],
  ["lib/chat", "lib/inbox", "lib/presence"],
  // What only the routes of the HTTP API use: its schemas are made of the features'.
  ["lib/http"],
  // The commands of package.json start, seed and test everything.
  ["lib/commands", "lib/imports"],
];
const floorOf = (file: string) => floors.findIndex((places) => places.includes(placeOf(file)));

it("has a floor for every folder and file of lib", () => {
  expect(files.filter((file) => file.startsWith("lib/") && floorOf(file) < 0)).toEqual([]);
});

it("never imports upward or sideways in lib", () => {
  const found = productImports.filter(({ from, to }) => {
    if (!from.startsWith("lib/") || !isOurs(to)) return false;
    if (!to.startsWith("lib/") || floorOf(to) > floorOf(from)) return true;
    const isSideways = floorOf(to) === floorOf(from) && placeOf(to) !== placeOf(from);
    return isSideways && ["lib/chat", "lib/inbox", "lib/presence"].includes(placeOf(from));
  });
  expect(complain(found)).toEqual([]);
});

it("keeps the engine free of everything but zod", () => {
  const found = productImports.filter(
    ({ from, to }) => from.startsWith("lib/engine/") && !to.startsWith("lib/engine/") && to !== "zod",
  );
  expect(complain(found)).toEqual([]);
});

it("imports the engine through its public API", () => {
  const found = productImports.filter(
    ({ from, to }) => !from.startsWith("lib/engine/") && to.startsWith("lib/engine/") && to !== "lib/engine/index.ts",
  );
  expect(complain(found)).toEqual([]);
});

it("shows in the examples what the engine does alone", () => {
  const allowed = /^(lib\/engine\/index\.ts|examples\/.*|zod)$/;
  expect(complain(productImports.filter(({ from, to }) => from.startsWith("examples/") && !allowed.test(to)))).toEqual(
    [],
  );
  expect(
    complain(imports.filter(({ from, to }) => !from.startsWith("examples/") && to.startsWith("examples/"))),
  ).toEqual([]);
});

it("lets components know of lib only what browsers may know: types of the engine, schemas, actions, the kinds", () => {
  // The message box has to know a yes when it would confirm something else than what is typed beside it.
  const allowed = /^lib\/(\w+\/(schema|actions)|tasks\/(kinds|field-meta|is-yes)|amounts\/parse-amount|money)\.ts$/;
  // The editor edits and checks a workflow where it is typed: the commands, the kinds' config, the engine's functions;
  // its canvas says of cards and edges what every picture of the workflow says.
  const allowedInEditor =
    /^lib\/(workflows\/(commands\/[\w/-]+|describing\/describe-(card|edges|words)|layout\/layout-(order|size))|tasks\/([\w-]+\/config|kind-config|template|template-types))\.ts$/;
  const found = productImports.filter(({ from, to, isType }) => {
    if (!from.startsWith("components/") || !isOurs(to) || to.startsWith("components/")) return false;
    // Sentences about tasks are made on the server, where the engine may speak.
    const isEditor = from.startsWith("components/editor/");
    const mayUseEngine = isType || isEditor || /^components\/workflows\/describe-(task|runs)\.ts$/.test(from);
    return !(
      allowed.test(to) ||
      (isEditor && allowedInEditor.test(to)) ||
      (to === "lib/engine/index.ts" && mayUseEngine)
    );
  });
  expect(complain(found)).toEqual([]);
});

it("keeps what the editor checks workflows with fit for browsers: no database, model, environment or Node", () => {
  const seen = new Set<string>();
  const refused: Import[] = [];
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const one of imports) {
      if (one.from !== file || one.isType) continue;
      if (/^lib\/(db|llm|env|jobs|auth|sessions|chat|inbox|http)(\/|\.ts$)|^node:/.test(one.to)) refused.push(one);
      else if (isOurs(one.to)) visit(one.to);
      else if (!["zod", "liquidjs", "immer"].includes(one.to)) refused.push(one);
    }
  };
  for (const file of files) {
    const isShared =
      /^lib\/(tasks\/(kinds|[\w-]+\/config)|engine\/index|workflows\/(commands\/[\w/-]+|describing\/describe-(card|edges)|layout\/layout-size))\.ts$/.test(
        file,
      );
    if (isShared && !isTest(file)) visit(file);
  }
  expect(complain(refused)).toEqual([]);
  expect([...seen]).toContain("lib/tasks/kinds.ts");
});

it("runs sessions through the session host alone", () => {
  const found = imports.filter(
    ({ from, to, isType }) => to === "lib/sessions/advance-session.ts" && !isType && !from.startsWith("lib/sessions/"),
  );
  expect(complain(found.filter(({ from }) => !from.endsWith(".test.ts")))).toEqual([]);
});

it("has no cycle", () => {
  const targets = new Map(
    files.map((file) => [file, imports.filter((one) => one.from === file && !one.isType && isOurs(one.to))]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: string[]): void => {
    if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(" -> "));
    else if (!done.has(file)) {
      for (const { to } of targets.get(file) ?? []) visit(to, [...trail, file]);
      done.add(file);
    }
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});

it("keeps no state in variables of modules: a bundler may load a module several times", () => {
  const isBundled = (file: string) => /^(app|lib)\//.test(file) && !file.startsWith("lib/commands/");
  expect(
    files.filter(
      (file) => isBundled(file) && !/\.test\./.test(file) && /^(export )?let /m.test(sources.get(file) ?? ""),
    ),
  ).toEqual([]);
});

it("has one door, the engine's, and it names what goes through", () => {
  expect(files.filter((file) => /\/index\.tsx?$/.test(file))).toEqual(["lib/engine/index.ts"]);
  expect(files.filter((file) => /^export \*/m.test(sources.get(file) ?? ""))).toEqual([]);
});

it("names the files of a feature by their role or their act", () => {
  const verbs =
    "advance|assign|cancel|decide|describe|find|fork|layout|load|migrate|publish|read|receive|retry|run|save|start";
  const roles = ["schema", "data", "mutations", "actions", "storage", "events", "session-host"];
  const names = new RegExp(`^(${roles.join("|")}|(${verbs})(-[a-z]+)*)(\\.test)?\\.ts$`);
  const found = files.filter((file) => {
    const [, feature = "", ...rest] = file.split("/");
    if (!file.startsWith("lib/") || !["chat", "inbox", "presence", "sessions", "workflows"].includes(feature))
      return false;
    // A room is a folder that says what its files hold; the files inside keep to the names.
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

it("keeps every folder small enough to be seen at once", () => {
  const counts = Map.groupBy(files, (file) => path.posix.dirname(file));
  expect([...counts].filter(([, inside]) => inside.length > 20).map(([folder]) => folder)).toEqual([]);
});

it("keeps dangerous things in one place each", () => {
  const filesWith = (pattern: RegExp) => files.filter((file) => !isTest(file) && pattern.test(sources.get(file) ?? ""));
  expect(filesWith(/new PrismaClient\b/)).toEqual(["lib/db/client.ts"]);
  expect(filesWith(/^\s*"use server"/m).filter((file) => !file.endsWith("/actions.ts"))).toEqual([]);
  const ofProviders = productImports.filter(({ to }) => to.startsWith("@ai-sdk/"));
  expect(complain(ofProviders.filter(({ from }) => !/^(lib\/llm|components\/chat)\//.test(from)))).toEqual([]);
});
