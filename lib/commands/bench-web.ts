import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildIfChanged } from "./build";
import { findChromium } from "./checks/find-chromium";
import { runCommand } from "./processes/lifetime";
import { startThrowAwayServer } from "./processes/temporary-server";

/** Only what this command needs to know of bench/, which has a tsconfig of its own. */
interface WebBench {
  measureEditor(
    baseUrl: string,
    chromium: string,
  ): Promise<{ name: string; bound: string; measured: string; isMet: boolean | null }[]>;
}

// Prints what the editor does with a graph at the limit, in a real browser against the production build.
runCommand(async () => {
  const chromium = await findChromium();
  await buildIfChanged();
  await startThrowAwayServer();
  const { measureEditor }: WebBench = await import(pathToFileURL(path.resolve("bench/web/measure-editor.ts")).href);
  const rows = await measureEditor(`http://${process.env.HOST}:${process.env.PORT}`, chromium);
  console.log("\n| what | bound | measured | |\n| --- | --- | --- | --- |");
  for (const { name, bound, measured, isMet } of rows) {
    console.log(`| ${name} | ${bound} | ${measured} | ${isMet === null ? "" : isMet ? "met" : "**missed**"} |`);
  }
  return 0;
});
