import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { afterAll, expect, it, vi } from "vitest";

// Commands that start a process as `npm start` starts its web server. The process blocks its event loop without using
// the processor, so the tests can run concurrently: each waits for deadlines of seconds.
const blocks = `
  process.on("SIGTERM", () => {});
  console.log("pid", process.pid);
  setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));`;
const command = (start: string) => `
  import { keepRunning } from "./lib/commands/processes/keep-running.ts";
  import { runCommand } from "./lib/commands/processes/lifetime.ts";
  import { spawnNode } from "./lib/commands/processes/spawn-node.ts";
  const settings = { GRAPHFLOW_WATCHDOG_SECONDS: "1" };
  const start = async () => spawnNode(["-e", ${JSON.stringify(blocks)}], "inherit", settings);
  runCommand(async () => { ${start} });`;
const holds = command("await start(); return new Promise(() => {});");
const restarts = command('return keepRunning("server", await start(), start);');

const commands: ChildProcess[] = [];
afterAll(() => {
  for (const one of commands) one.kill("SIGKILL");
});

/** Runs a command; gives the ids of the processes that it has started so far. */
function run(code: string): { child: ChildProcess; pids: () => number[] } {
  const args = ["--disable-warning=ExperimentalWarning", "--import", "tsx", "--input-type=module", "-e", code];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], detached: true });
  commands.push(child);
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  return { child, pids: () => [...output.matchAll(/^pid (\d+)$/gm)].map(([, pid]) => Number(pid)) };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const within = (seconds: number) => ({ timeout: seconds * 1000, interval: 100 });

it.concurrent.each(["SIGTERM", "SIGINT"] as const)(
  "ends a process whose event loop is blocked on %s",
  async (signal) => {
    const { child, pids } = run(holds.replace('"1"', '"0"'));
    await vi.waitFor(() => expect(pids()).toHaveLength(1), within(15));
    child.kill(signal);
    await vi.waitFor(() => expect(child.exitCode).toBe(0), within(15));
    expect(isAlive(pids()[0] ?? 0)).toBe(false);
  },
  40_000,
);

it.concurrent("ends a process whose event loop is blocked when its parent was killed", async () => {
  const { child, pids } = run(holds.replace('"1"', '"0"'));
  await vi.waitFor(() => expect(pids()).toHaveLength(1), within(15));
  child.kill("SIGKILL");
  await vi.waitFor(() => expect(isAlive(pids()[0] ?? 0)).toBe(false), within(20));
}, 40_000);

it.concurrent("ends a suspended process when its parent was killed", async () => {
  const { child, pids } = run(holds.replace('"1"', '"0"'));
  await vi.waitFor(() => expect(pids()).toHaveLength(1), within(15));
  const [pid = 0] = pids();
  process.kill(pid, "SIGSTOP");
  child.kill("SIGKILL");
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), within(20));
}, 40_000);

it.concurrent("leaves no watcher behind a process that has ended", async () => {
  const ends = command('console.log("pid", process.pid); await spawnNode(["-e", ""], "inherit").exit; return 0;');
  const { child, pids } = run(ends);
  await vi.waitFor(() => expect(child.exitCode).toBe(0), within(15));
  const groups = () => spawnSync("ps", ["-eo", "pgid="], { encoding: "utf8" }).stdout.trim().split("\n").map(Number);
  await vi.waitFor(() => expect(groups()).not.toContain(pids()[0]), within(15));
}, 40_000);

it.concurrent("ends a process that has been blocked for too long, and starts it again", async () => {
  const { child, pids } = run(restarts);
  await vi.waitFor(() => expect(pids().length).toBeGreaterThan(1), within(15));
  const [first = 0] = pids();
  expect(isAlive(first)).toBe(false);
  child.kill("SIGTERM");
  await vi.waitFor(() => expect(child.exitCode).toBe(0), within(15));
  expect(pids().filter(isAlive)).toEqual([]);
}, 40_000);
