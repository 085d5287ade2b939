import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startEmbeddedPostgres } from "@/lib/db/setup/embedded-postgres";
import { onStop, runCommand } from "./processes/lifetime";

/** What this command uses of bench/, which has packages and a tsconfig of its own. */
interface Bench {
  runBench(serverUrl: string, args: string[], signal: AbortSignal): Promise<number>;
}

runCommand(async () => {
  installPeers();
  const { runBench }: Bench = await import(pathToFileURL(path.resolve("bench/harness/main.ts")).href);
  const database = await startPostgres();
  const stopping = new AbortController();
  onStop(() => stopping.abort());
  return runBench(database.ownerUrl, process.argv.slice(2), stopping.signal);
});

/** Installs the systems that GraphFlow is compared with. They are not dependencies of the product. */
function installPeers(): void {
  const age = (file: string) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (age("bench/node_modules/.package-lock.json") > age("bench/package-lock.json")) return;
  console.log("Installing the systems to compare with (a minute, only the first time) ...");
  const { status, stderr } = spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: "bench",
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  console.error(stderr);
  throw new Error("The packages of bench/ could not be installed; npm's words are above.");
}

/** A server as durable as the product's own, removed when the command ends. */
async function startPostgres() {
  // The usual folder for temporary files may lie in memory, where making a commit durable costs nothing.
  const disk = fs.existsSync("/var/tmp") ? "/var/tmp" : tmpdir();
  const folder = path.join(disk, `graphflow-bench-${process.pid}`);
  onStop(() => fs.rmSync(folder, { recursive: true, force: true }));
  const server = await startEmbeddedPostgres({ folder });
  onStop(server.stop);
  return server;
}
