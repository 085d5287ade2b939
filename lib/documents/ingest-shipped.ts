import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { pool } from "@/lib/db/connections/pool";
import { log } from "@/lib/log";
import { renewCodes } from "@/lib/search/renew-codes";
import { saveCollection } from "./find-collection";
import { ingestFile } from "./ingest-file";

/** The documents that come with the product, with their collections: invented insurance terms. */
const shipped = [
  { file: "motor-terms.md", collection: "policy-terms" },
  { file: "home-terms.md", collection: "policy-terms" },
  { file: "general-terms.md", collection: "general-terms" },
] as const;

/**
 * The hashes of the documents that earlier releases shipped. A changed document leaves the hash of its last release
 * here: installations that still have it published get the new version.
 */
const formerlyShipped = ["361be5207acaf3a18a34005c8ea1da28270d00f97c93abffa271b1bd098f15e1"];

/**
 * Ingests the documents that come with the product into their collections, for claimants. A document that was ingested
 * once is skipped: designers may have retracted, deleted or replaced it. One that is still published as an earlier
 * release shipped it gets a new version; what cites the old one stays readable. Any number of processes may do
 * this at the same time. Throws LlmError when the server of EMBEDDING_MODEL fails; the next call ingests
 * what is missing then.
 */
export async function ingestShipped({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
  const { rows: known } = await pool().query<{ collection: string; source: string }>(
    `SELECT DISTINCT c.name AS collection, d.source FROM document d JOIN collection c ON c.id = d.collection_id
    WHERE d.source = ANY($1) AND d.state <> 'loading' AND NOT EXISTS (
      SELECT FROM document p WHERE p.collection_id = d.collection_id AND p.source = d.source
        AND p.state = 'published' AND p.content_hash = ANY($2))
    UNION
    SELECT data->>'collection', data->>'source' FROM audit_event
    WHERE session_id IS NULL AND type = 'document.deleted' AND data->>'source' = ANY($1)`,
    [shipped.map(({ file }) => file), formerlyShipped],
  );
  for (const { file, collection } of shipped) {
    if (known.some((one) => one.source === file && one.collection === collection)) continue;
    await saveCollection(collection, "claimants", { signal });
    // The path is resolved at run time. Every command of GraphFlow runs in the root folder of the project.
    const from = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/documents/shipped", file);
    await ingestFile(collection, { name: file, bytes: await readFile(from) }, { signal });
  }
}

const longestPauseMs = 600_000;

/**
 * Makes the documents ready for searches: renews the codes of an earlier release, then `ingestShipped`. It is tried
 * again after a failure until it succeeds. Failures are logged.
 */
export async function keepIngestingShipped({ pauseMs = 15_000 } = {}): Promise<void> {
  for (let pause = pauseMs; ; pause = Math.min(2 * pause, longestPauseMs)) {
    try {
      const renewed = await renewCodes();
      if (renewed > 0) log.info({ renewed }, "The codes of an earlier release were computed again");
      return await ingestShipped();
    } catch (error) {
      log.warn(
        { err: error, retryInMs: pause },
        "The documents of the product were not ingested; the server tries again",
      );
    }
    await setTimeout(pause, undefined, { ref: false });
  }
}
