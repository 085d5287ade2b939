import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildIfChanged } from "./build";
import { findChromium } from "./checks/find-chromium";
import { runCommand } from "./processes/lifetime";
import { startTemporaryServer } from "./processes/temporary-server";

/** What this command uses of bench/, which has a tsconfig of its own. */
interface WebBench {
  measureEditor(
    baseUrl: string,
    chromium: string,
  ): Promise<{ name: string; bound: string; measured: string; isMet: boolean | null }[]>;
}

// Measures the editor with the largest allowed graph, in a browser against the production build.
runCommand(async () => {
  const chromium = await findChromium();
  await buildIfChanged();
  await startTemporaryServer();
  const { measureEditor }: WebBench = await import(pathToFileURL(path.resolve("bench/web/measure-editor.ts")).href);
  const rows = await measureEditor(`http://${process.env.HOST}:${process.env.PORT}`, chromium);
  console.log("\n| what | bound | measured | |\n| --- | --- | --- | --- |");
  for (const { name, bound, measured, isMet } of rows) {
    console.log(`| ${name} | ${bound} | ${measured} | ${isMet === null ? "" : isMet ? "met" : "**missed**"} |`);
  }
  return 0;
});
