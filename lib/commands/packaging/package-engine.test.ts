import { execFile } from "node:child_process";
import * as fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageScript } from "../processes/spawn-node";
import { packageEngine } from "./package-engine";

const run = promisify(execFile);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "graphflow-engine-"));
const dist = path.join(folder, "dist");
const user = path.join(folder, "user");
let archive: string;

/** Runs npm: the one that runs this test, else the one on the path. It uses no network. */
function npm(args: string[], cwd: string): Promise<{ stdout: string }> {
  const script = process.env.npm_execpath;
  const env = { ...process.env, npm_config_offline: "true", npm_config_cache: path.join(folder, "cache") };
  return script?.endsWith(".js")
    ? run(process.execPath, [script, ...args], { cwd, env })
    : run("npm", args, { cwd, env, shell: process.platform === "win32" });
}

/** The programs of the documents that use the package: every block of TypeScript. */
const programs = ["README.md", "docs/engine.md"].flatMap((page) =>
  [...fs.readFileSync(page, "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, program = ""], index) => ({
    name: `${page} ${index + 1}`,
    program,
  })),
);

beforeAll(async () => {
  await packageEngine(dist);
  const { stdout } = await npm(["pack", dist, "--json", "--pack-destination", folder], folder);
  const [packed] = Object.values<{ filename: string }>(JSON.parse(stdout));
  archive = path.join(folder, packed?.filename ?? "");
  fs.mkdirSync(user);
  fs.writeFileSync(path.join(user, "package.json"), '{ "private": true, "type": "module" }');
  const zod = path.resolve("node_modules/zod");
  await npm(["install", "--no-audit", "--no-fund", archive, zod], user);
}, 120_000);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

it("holds the engine alone, without its tests", () => {
  const installed = path.join(user, "node_modules/graphflow");
  const files = fs.globSync("**/*.*", { cwd: installed }).map((file) => file.split(path.sep).join("/"));
  expect(files).toContain("engine/index.d.ts");
  expect(files.filter((file) => !/^(package\.json|engine\/[\w/-]+\.(js|d\.ts))$/.test(file))).toEqual([]);
  expect(files.filter((file) => /test|contract/.test(file))).toEqual([]);
  expect(fs.readdirSync(path.join(user, "node_modules")).filter((name) => !name.startsWith("."))).toEqual([
    "graphflow",
    "zod",
  ]);
});

it("is used by every program of the documents", () => {
  expect(programs.map(({ name }) => name)).toEqual(expect.arrayContaining(["README.md 1", "docs/engine.md 1"]));
  expect(programs.filter(({ program }) => !/^import \{[^}]*\} from "graphflow\/engine";$/m.test(program))).toEqual([]);
});

it.each(programs)("runs the program of $name", async ({ name, program }) => {
  const file = path.join(user, `${name.replace(/\W/g, "-")}.mts`);
  fs.writeFileSync(file, program);
  const compiler = ["--ignoreConfig", "--noEmit", "--strict", "--module", "nodenext", "--target", "es2023"];
  const checking = run(
    process.execPath,
    [packageScript("typescript/bin/tsc"), ...compiler, "--lib", "es2024,dom", file],
    { cwd: user },
  );
  expect(
    await checking.then(
      () => "",
      (error: { stdout: string }) => error.stdout,
    ),
  ).toBe("");
  const { stdout } = await run(process.execPath, ["--disable-warning=ExperimentalWarning", file], { cwd: user });
  const said = program.split("\n").flatMap((line) => line.split("console.log(")[1]?.split("// ")[1] ?? []);
  expect(stdout.trim()).not.toBe("");
  if (said.length > 0) expect(stdout.trim().split("\n")).toEqual(said);
});

it.each(["storage-kit", "definition-kit"])("exports %s too", async (name) => {
  const script = `console.log(Object.keys(await import("graphflow/engine/${name}")).length > 5)`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: user });
  expect(stdout.trim()).toBe("true");
});
