import * as fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDesigner } from "@/lib/auth/test-person";
import { pool } from "@/lib/db/connections/pool";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { saveCollection } from "@/lib/documents/find-collection";
import { startIngest, startProcess, withProcesses } from "./processes/processes";
import { doses, minutes } from "./setup/doses";
import { count } from "./setup/figures";
import { withKey } from "./setup/people";

withTestDatabase();
withProcesses();

const folder = fs.mkdtempSync(path.join(tmpdir(), "fault-documents-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** A text of so many passages. */
const textOf = (title: string, passages: number): string =>
  Array.from(
    { length: passages },
    (_, index) => `# ${title}, part ${index}\n\nClause ${index} of ${title} covers hail.\n`,
  ).join("\n");

/** Passages by file. One is large, so that a kill also hits the middle of its embedding and storing. */
const files = Object.fromEntries(
  Array.from({ length: 12 }, (_, index) => [`folder-${index % 3}/terms-${index}.md`, index === 6 ? 4_000 : 40]),
);
beforeAll(() => {
  for (const [file, passages] of Object.entries(files)) {
    fs.mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), textOf(file, passages));
  }
});

interface Stored {
  source: string;
  state: string;
  version: number;
  passages: number;
  embeddings: number;
}

async function readStored(collection: string): Promise<Stored[]> {
  const { rows } = await pool().query<Stored>(
    `SELECT d.source, d.state, d.version,
      (SELECT count(*)::int FROM passage p WHERE p.document_id = d.id) AS passages,
      (SELECT count(*)::int FROM passage p JOIN passage_embedding e ON e.passage_id = p.id
        WHERE p.document_id = d.id AND e.embedding_version = c.embedding_version) AS embeddings
    FROM document d JOIN collection c ON c.id = d.collection_id WHERE c.name = $1 ORDER BY d.source`,
    [collection],
  );
  return rows;
}

const complete = (source: string): Stored => {
  const passages = files[source] ?? 0;
  return { source, state: "published", version: 1, passages, embeddings: passages };
};

/** Runs the command until it has printed so many lines and a moment more, then kills it. */
async function killAfter(collection: string, lines: number, moment: number): Promise<void> {
  const { handle, stdout } = startIngest([folder, "--collection", collection]);
  let printed = 0;
  for await (const _ of createInterface(stdout)) if (++printed > lines) break;
  await pause(moment);
  await handle.kill();
}

test("an ingest that is killed leaves whole documents only, and the next one takes in the rest", {
  timeout: minutes(4),
}, async () => {
  for (let kill = 0; kill < doses.killedIngests; kill++) {
    const collection = `killed-${kill}`;
    // The large file is the fifth by name: most kills hit it.
    await killAfter(collection, kill % 5, (kill * 37) % 300);
    for (const stored of await readStored(collection)) expect(stored).toEqual(complete(stored.source));
    const { handle } = startIngest([folder, "--collection", collection]);
    expect(await handle.exit).toBe(0);
    expect(await readStored(collection)).toEqual(Object.keys(files).sort().map(complete));
  }
  count({ kills: doses.killedIngests });
});

test("a server that is killed while it takes a file in has it whole or not at all", {
  timeout: minutes(4),
}, async () => {
  const designer = await withKey(await createDesigner());
  await saveCollection("uploads", "claimants");
  const databaseUrl = process.env.DATABASE_URL ?? "";
  for (let kill = 0; kill < doses.killedIngests; kill++) {
    const source = `upload-${kill}.md`;
    files[source] = 1_500;
    const server = await startProcess({ DATABASE_URL: databaseUrl });
    const upload = (url: string) =>
      fetch(`${url}/api/v1/collections/uploads/documents?name=${source}`, {
        method: "POST",
        headers: { authorization: `Bearer ${designer.key}`, "content-type": "application/octet-stream" },
        body: textOf(source, 1_500),
      });
    // The kill ends the connection: then there is no answer.
    const answer = upload(server.url).catch(() => undefined);
    await pause((kill * 97) % 600);
    await server.kill();
    const acknowledged = (await answer)?.status === 201;
    const stored = (await readStored("uploads")).filter((one) => one.source === source);
    expect(stored).toEqual(stored.length > 0 || acknowledged ? [complete(source)] : []);
    const next = await startProcess({ DATABASE_URL: databaseUrl });
    expect((await upload(next.url)).status).toBe(201);
    await next.kill();
    expect((await readStored("uploads")).filter((one) => one.source === source)).toEqual([complete(source)]);
  }
  count({ kills: doses.killedIngests });
});
