import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test as people } from "./people";

/** A production server of one test. */
export interface TestServer {
  url: string;
  port: number;
  process: ChildProcess;
  /** What it has written to its log so far. */
  log(): string;
}

/** A free TCP port. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}

/** Starts a server on the database of the first one, as on a second machine; resolves when it is healthy. */
export async function startServer(settings: Record<string, string>, port?: number): Promise<TestServer> {
  if (!process.env.DATABASE_URL)
    throw new Error("DATABASE_URL is not set: `npm test` says where the database of its server is.");
  port ??= await freePort();
  const withParent = pathToFileURL(path.resolve("lib/commands/processes/exit-with-parent.mjs")).href;
  const child = spawn(process.execPath, ["--import", withParent, "lib/commands/processes/web-server.mjs", "start"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PORT: String(port),
      HOST: "127.0.0.1",
      DATABASE_OWNER_URL: "",
      ...settings,
    },
  });
  let written = "";
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding("utf8").on("data", (text: string) => {
      written += text;
    });
  }
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(`${url}/health`).then(
      ({ status }) => status,
      (error: Error) => error.message,
    );
  await expect.poll(answers, { timeout: 60_000 }).toBe(200);
  return { url, port, process: child, log: () => written };
}

/** `test` with a production server that ends with the test. */
export const test = people.extend<{ ownServer: TestServer; settings: Record<string, string> }>({
  /** Further environment variables of the server. */
  settings: [{}, { option: true }],

  ownServer: async ({ settings }, use) => {
    const server = await startServer(settings);
    await use(server);
    if (server.process.exitCode !== null || server.process.signalCode !== null) return;
    const exit = once(server.process, "exit");
    server.process.kill("SIGTERM");
    await exit;
  },
});

/** Bytes of memory that a server holds. */
export const memoryOf = ({ process: { pid } }: TestServer): number =>
  Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) * 1024;
