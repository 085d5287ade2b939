import * as fs from "node:fs";
import path from "node:path";
import { packageScript, runNode } from "../processes/spawn-node";

const doors = ["index", "storage-kit", "definition-kit"];
const compilerOptions = [
  ...["--ignoreConfig", "--strict", "--noUncheckedIndexedAccess", "--skipLibCheck", "--declaration"],
  ...["--target", "es2023", "--lib", "es2024,dom", "--types", "node"],
  ...["--module", "esnext", "--moduleResolution", "bundler", "--rootDir", "lib/engine"],
];

/** `./graph/task` in an import or export, also of a type (`import("./graph/task")`); `..` is the index above. */
const relativeImport = /(\bfrom |\bimport\()"(\.{1,2}(?:\/[\w./-]+)?)"/g;

/**
 * Writes the engine as a package of its own into the folder `out`: ES modules with their types. Its package.json is the
 * repository's, with zod as the only dependency. Throws when the engine does not compile.
 */
export async function packageEngine(out: string): Promise<void> {
  fs.rmSync(out, { recursive: true, force: true });
  const entries = doors.map((door) => `lib/engine/${door}.ts`);
  const args = [...compilerOptions, "--outDir", path.join(out, "engine"), ...entries];
  const { code, output } = await runNode([packageScript("typescript/bin/tsc"), ...args]);
  if (code !== 0) throw new Error(`The engine could not be built:\n${output.trim()}`);
  for (const file of fs.globSync("**/*.{js,d.ts}", { cwd: path.join(out, "engine") })) {
    addExtensions(path.join(out, "engine", file));
  }
  fs.writeFileSync(path.join(out, "package.json"), `${JSON.stringify(packageOf(), null, 2)}\n`);
  fs.copyFileSync("LICENSE", path.join(out, "LICENSE"));
}

/** Node needs the extension of a module; in the repository bundlers add it. */
function addExtensions(file: string): void {
  const source = fs.readFileSync(file, "utf8");
  fs.writeFileSync(
    file,
    source.replace(relativeImport, (_whole, before, target) => `${before}"${fileOf(target)}"`),
  );
}

const fileOf = (target: string): string => (/^[./]+$/.test(target) ? `${target}/index.js` : `${target}.js`);

function packageOf(): object {
  const { name, version, license, type, exports, dependencies } = JSON.parse(fs.readFileSync("package.json", "utf8"));
  return {
    name,
    version,
    private: true,
    description: "Graphs of tasks that people take part in: run step by step, stored between the steps.",
    license,
    type,
    // The package does not bring its own Node as the application does. `Promise.withResolvers` needs 22.
    engines: { node: ">=22" },
    // The repository's paths start at its root, these at `dist`.
    exports: JSON.parse(JSON.stringify(exports).replaceAll("./dist/", "./")),
    files: ["engine"],
    sideEffects: false,
    dependencies: { zod: `^${dependencies.zod}` },
  };
}
