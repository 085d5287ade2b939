import * as fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { afterAll, expect, it } from "vitest";
import config from "./import-rules";

const folder = fs.mkdtempSync(path.join(tmpdir(), "graphflow-imports-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const packages = ["zod", "pg", "immer", "@ai-sdk/openai-compatible"];
const importing = (name: string): string => `import { value } from "${name}";\nexport const used = value;\n`;
const importingType = (name: string): string =>
  `import type { value } from "${name}";\nexport type Used = typeof value;\n`;

/** The rules that a repository of these files breaks, as "file: rule"; what they import is made too. */
async function violations(files: Record<string, string>): Promise<string[]> {
  const root = fs.mkdtempSync(path.join(folder, "case-"));
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  write(
    "package.json",
    JSON.stringify({ type: "module", dependencies: Object.fromEntries(packages.map((n) => [n, "1"])) }),
  );
  write("tsconfig.json", JSON.stringify({ compilerOptions: { paths: { "@/*": ["./*"] } } }));
  for (const name of packages) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, type: "module", exports: "./index.js" }));
    write(`node_modules/${name}/index.js`, "export const value = 1;\n");
  }
  const targets = Object.values(files).flatMap((text) => [...text.matchAll(/"@\/([^"]+)"/g)].map(([, name]) => name));
  for (const target of targets) write(`${target}.ts`, "export const value = 1;\n");
  for (const [file, text] of Object.entries(files)) write(file, text);
  const { forbidden, options } = config;
  const { output } = await cruise(
    ["app", "components", "lib", "examples"].filter((name) => fs.existsSync(path.join(root, name))),
    { ...options, ruleSet: { forbidden }, validate: true, baseDir: root },
    { tsConfig: path.join(root, "tsconfig.json") } as never,
  );
  return (output as ICruiseResult).summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`).sort();
}

const forbidden: [rule: string, file: string, text: string][] = [
  ["no-import-upward", "lib/db/client.ts", importing("@/lib/tasks/catalog")],
  ["no-import-upward", "lib/errors.ts", importing("@/lib/tasks/catalog")],
  ["no-import-upward", "lib/tasks/facts.ts", importing("@/lib/workflows/load-graph")],
  ["no-import-upward", "lib/workflows/data.ts", importingType("@/lib/sessions/storage")],
  ["no-import-upward", "lib/sessions/data.ts", `export const load = () => import("@/lib/chat/schema");\n`],
  ["no-import-upward", "lib/chat/data.ts", `export { value } from "@/lib/http/api";\n`],
  ["no-import-upward", "lib/http/openapi.ts", importing("@/lib/commands/seed")],
  ["no-import-upward", "lib/inbox/data.ts", importing("@/components/ui/button")],
  ["no-import-upward", "lib/inbox/mutations.ts", importing("@/app/layout")],
  ["no-import-between-features", "lib/chat/mutations.ts", importing("@/lib/inbox/schema")],
  ["engine-imports-zod-alone", "lib/engine/graph/graph.ts", importing("pg")],
  ["engine-imports-zod-alone", "lib/engine/graph/task.ts", importing("node:fs")],
  ["engine-imports-zod-alone", "lib/engine/graph/edge.ts", importingType("@/lib/log")],
  ["readers-are-pure", "lib/reading/amounts/numbers.ts", importing("@/lib/llm/model")],
  ["engine-through-its-public-api", "lib/tasks/read-facts.ts", importing("@/lib/engine/run/retry")],
  ["engine-through-its-public-api", "app/claims/page.tsx", importingType("@/lib/engine/run/retry")],
  ["examples-import-engine-alone", "examples/simple.ts", importing("@/lib/money")],
  ["examples-import-engine-alone", "examples/complex.ts", importing("node:fs")],
  ["no-import-of-examples", "app/page.tsx", importing("@/examples/fan-out")],
  ["components-import-what-browsers-may-know", "components/chat/room.tsx", importing("@/lib/chat/receive-message")],
  ["components-import-what-browsers-may-know", "components/chat/list.tsx", importingType("@/lib/db/row")],
  ["components-import-what-browsers-may-know", "components/inbox/form.tsx", importing("@/lib/tasks/say/config")],
  ["editor-imports-what-browsers-may-know", "components/editor/editor.tsx", importing("@/lib/workflows/load-graph")],
  ["components-import-types-of-the-engine", "components/chat/box.tsx", importing("@/lib/engine/index")],
  ["shared-code-runs-in-browsers", "lib/tasks/set/config.ts", importing("@/lib/env")],
  ["shared-code-runs-in-browsers", "lib/workflows/commands/paste.ts", importing("node:crypto")],
  ["shared-code-runs-in-browsers", "lib/tasks/kinds.ts", importing("pg")],
  ["session-host-runs-sessions", "lib/presence/data.ts", importing("@/lib/sessions/advance-session")],
  ["models-of-providers-in-one-place", "lib/tasks/talk/run.ts", importing("@ai-sdk/openai-compatible")],
  ["no-unresolved-import", "lib/jobs/queue.ts", importing("./missing")],
];
const filesOf = (cases: readonly (readonly [...string[], file: string, text: string])[]): Record<string, string> =>
  Object.fromEntries(cases.map((one) => one.slice(-2)));

it("complains about every import that a rule forbids", async () => {
  const expected = forbidden.map(([rule, file]) => `${file}: ${rule}`);
  expect(await violations(filesOf(forbidden))).toEqual(expected.sort());
});

it("no-cycle: two files that import each other's values", async () => {
  const files = { "lib/chat/a.ts": importing("./b"), "lib/chat/b.ts": importing("./a") };
  expect(await violations(files)).toContainEqual(expect.stringMatching(/: no-cycle$/));
});

it.each(["lib/engine", "lib/tasks", "components/editor"])(
  "no-cycle-of-types: two files of %s that import each other's types",
  async (folder) => {
    const types = (path: string) => `import type { A } from "${path}";\nexport type A = A[];\n`;
    const files = { [`${folder}/a.ts`]: types("./b"), [`${folder}/b.ts`]: types("./a") };
    expect(await violations(files)).toContainEqual(expect.stringMatching(/: no-cycle-of-types$/));
  },
);

it("shared-code-runs-in-browsers: also what is imported on the way", async () => {
  const files = { "lib/tasks/say/config.ts": importing("../words"), "lib/tasks/words.ts": importing("@/lib/env") };
  expect(await violations(files)).toEqual(["lib/tasks/say/config.ts: shared-code-runs-in-browsers"]);
});

const allowed: [file: string, text: string][] = [
  ["lib/chat/data.ts", importing("@/lib/sessions/data")],
  ["lib/chat/data.test.ts", importing("@/lib/inbox/data")],
  ["lib/chat/mutations.ts", importing("@/lib/chat/schema")],
  ["lib/engine/graph/graph.ts", importing("zod")],
  ["lib/engine/graph/graph.test.ts", importing("node:fs")],
  ["lib/tasks/catalog.ts", importing("@/lib/engine/index")],
  ["lib/sessions/storage.ts", importing("@/lib/engine/storage-kit")],
  ["examples/simple.ts", importing("@/lib/engine/index")],
  ["components/chat/room.tsx", importing("@/lib/chat/actions")],
  ["components/chat/box.tsx", importingType("@/lib/engine/index")],
  ["components/chat/turn.ts", importing("@ai-sdk/openai-compatible")],
  ["components/editor/editor.tsx", importing("@/lib/engine/index")],
  ["components/editor/keys.tsx", importing("@/lib/workflows/commands/paste")],
  ["components/workflows/words/describe-task.ts", importing("@/lib/engine/index")],
  ["lib/tasks/say/config.ts", importing("zod")],
  ["lib/workflows/commands/copy.ts", importing("immer")],
  ["lib/sessions/session-host.ts", importing("@/lib/sessions/advance-session")],
  ["lib/jobs/queue.ts", importing("pg")],
];

it("allows the others", async () => {
  expect(await violations(filesOf(allowed))).toEqual([]);
});

it("allows files outside lib and components whose types import each other", async () => {
  const files = { "app/a.ts": importing("./b"), "app/b.ts": importingType("./a") };
  expect(await violations(files)).toEqual([]);
});
