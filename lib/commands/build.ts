import { createHash } from "node:crypto";
import * as fs from "node:fs";
import path from "node:path";
import { packageScript, runNode } from "./processes/spawn-node";

const sources = ["app", "components", "lib", "public", "prisma", "package.json", "package-lock.json", "tsconfig.json"];
const configs = /^(proxy|instrumentation)\.ts$|\.config\.(mjs|ts)$/;
/** Files that the build does not read: generated code, commands and tests. */
const ignored = /(^lib\/(db\/generated|commands|lint)\/)|\.test\.tsx?$|^(playwright|prisma)\.config\.ts$/;

const builtFrom = ".next/graphflow-built-from";

/** Builds the application for production, unless the sources are those of the last build. Throws when it fails. */
export async function buildIfChanged(): Promise<void> {
  const wanted = hashSources();
  if (fs.existsSync(builtFrom) && fs.readFileSync(builtFrom, "utf8") === wanted) return;
  console.log("Building (about a minute, only when the sources changed) ...");
  fs.rmSync(builtFrom, { force: true });
  const { code, output } = await runNode([packageScript("next/dist/bin/next"), "build"], { NODE_ENV: "production" });
  if (code !== 0 || !fs.existsSync(".next/BUILD_ID")) {
    console.error(output.trim());
    throw new Error("GraphFlow could not be built: the reason is above.");
  }
  fs.writeFileSync(builtFrom, wanted);
}

function hashSources(): string {
  const files = [...sources, ...fs.readdirSync(".").filter((name) => configs.test(name))].flatMap(listFiles).sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update("\0").update(fs.readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function listFiles(entry: string): string[] {
  if (!fs.existsSync(entry)) return [];
  const files = fs.statSync(entry).isFile()
    ? [entry]
    : fs
        .readdirSync(entry, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => path.join(file.parentPath, file.name));
  return files.map((file) => file.split(path.sep).join("/")).filter((file) => !ignored.test(file));
}
