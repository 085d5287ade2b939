import path from "node:path";
import { build } from "esbuild";
import { processBundle } from "../processes/processes";
import { clearFigures, printFigures } from "./figures";

/**
 * Vitest's global setup besides the one of lib/db: bundles the processes of the tests once, so that one starts in 0.6 s
 * instead of 1.5 s, and prints the figures at the end.
 */
export default async function setup(): Promise<() => void> {
  clearFigures();
  await build({
    entryPoints: ["e2e/faults/processes/graphflow-process.ts", "e2e/faults/processes/poisoned-process.ts"],
    outdir: path.dirname(processBundle),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    alias: { "@": process.cwd() },
    platform: "node",
    format: "esm",
    target: "node24",
    logLevel: "error",
  });
  return printFigures;
}
