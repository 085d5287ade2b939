// Runs a command of GraphFlow straight after `git clone`, on any Node >= 20, without packages: installs the packages of
// package-lock.json when it has changed, generates the Prisma client, and starts lib/commands/<command>.ts on Node 24,
// which is one of the packages.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const at = (...parts) => path.join(root, ...parts);
const isWindows = process.platform === "win32";

const node24 = isWindows ? at("node_modules/node/bin/node.exe") : at("node_modules/.bin/node");
const installedFrom = at("node_modules/.graphflow-installed-from");
const client = at("lib/db/generated/client.ts");
const schema = at("prisma/schema.prisma");

let child;

/** Runs a program to its end; resolves to its exit code. With `quiet` its output is shown only when it fails. */
function run(command, args, { quiet = false, env = {}, ...options } = {}) {
  return new Promise((resolve) => {
    let output = "";
    const stdio = quiet ? ["ignore", "pipe", "pipe"] : "inherit";
    child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, ...env }, ...options });
    for (const stream of quiet ? [child.stdout, child.stderr] : []) stream.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => {
      output += error.message;
      finish(1);
    });
    child.once("exit", (code, signal) => {
      if (signal) output += `Ended by ${signal}.`;
      finish(code ?? 1);
    });
    function finish(code) {
      if (output && code !== 0 && !isStopping) console.error(output.trim());
      resolve(code);
    }
  });
}

let isStopping = false;

/** Passes the signal on and waits for the command to stop; npm and a terminal may both send it. */
function stop(signal) {
  isStopping = true;
  if (!child || child.exitCode !== null || child.signalCode !== null) process.exit(0);
  child.kill(signal);
  setTimeout(() => child.kill("SIGKILL"), 15_000).unref();
}

/** The process id of npm, which starts us through a shell that may stay in between. */
function findNpm() {
  const readColumn = (column, pid) =>
    spawnSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  const parent = process.ppid;
  const grandparent = Number(readColumn("ppid", parent));
  return grandparent > 1 &&
    /\bnpm\b/.test(readColumn("args", grandparent)) &&
    !/^npm\b/.test(readColumn("args", parent))
    ? grandparent
    : parent;
}

function hasEnded(pid) {
  try {
    return !process.kill(pid, 0);
  } catch (error) {
    return error.code === "ESRCH";
  }
}

function fail(line) {
  if (!isStopping) console.error(line);
  process.exit(isStopping ? 0 : 1);
}

async function install() {
  const wanted = createHash("sha256")
    .update(readFileSync(at("package-lock.json")))
    .digest("hex");
  if (existsSync(installedFrom) && readFileSync(installedFrom, "utf8") === wanted && existsSync(node24)) return;
  console.log("Installing packages (a minute or two, only the first time) ...");
  // Not `npm ci`: it refuses a lock file that was written on another platform. `--include=dev`: tests need them even
  // where NODE_ENV is "production".
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--include=dev", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const [command, prefix] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const code = await run(command, [...prefix, ...args], {
    quiet: true,
    shell: isWindows && command === "npm",
    // Without these Prisma's packages download an engine that is not used.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_SKIP_POSTINSTALL_GENERATE: "1" },
  });
  if (code !== 0) fail("The packages could not be installed; npm's words are above.");
  if (!existsSync(node24))
    fail("Node 24 was not installed: npm must be allowed to run install scripts (`ignore-scripts` is set?).");
  mkdirSync(path.dirname(installedFrom), { recursive: true });
  writeFileSync(installedFrom, wanted);
}

async function generateClient() {
  const age = (file) => statSync(file).mtimeMs;
  if (existsSync(client) && age(client) > age(schema) && age(client) > age(installedFrom)) return;
  const code = await run(node24, [at("node_modules/prisma/build/index.js"), "generate"], {
    quiet: true,
    env: { CHECKPOINT_DISABLE: "1" },
  });
  if (code !== 0) fail("The Prisma client could not be generated; Prisma's words are above.");
}

const [command, ...args] = process.argv.slice(2);
if (Number(process.versions.node.split(".")[0]) < 20)
  fail(`GraphFlow needs Node 20 or newer; this is ${process.version}.`);
if (!command || !existsSync(at("lib/commands", `${command}.ts`))) fail(`GraphFlow has no command "${command ?? ""}".`);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(signal));
if (process.env.npm_lifecycle_event) {
  // A killed npm sends no signal.
  const npm = findNpm();
  setInterval(() => hasEnded(npm) && stop("SIGTERM"), 500).unref();
}

await install();
await generateClient();
if (isStopping) process.exit(0);
const preloads = [pathToFileURL(at("lib/commands/processes/exit-with-parent.mjs")).href, "tsx"].flatMap((name) => [
  "--import",
  name,
]);
// Tests and benchmarks do not depend on an installation's settings.
// Not `--env-file-if-exists`: Node reports a missing file.
const readsSettings = !/^(test|bench)/.test(command) && existsSync(at(".env"));
const settings = readsSettings ? [`--env-file=${at(".env")}`] : [];
process.exitCode = await run(
  node24,
  ["--disable-warning=ExperimentalWarning", ...settings, ...preloads, at("lib/commands", `${command}.ts`), ...args],
  { env: { PATH: `${at("node_modules/.bin")}${path.delimiter}${process.env.PATH}` } },
);
