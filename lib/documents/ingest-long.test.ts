import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { expect, test } from "vitest";
import { pool } from "@/lib/db/connections/pool";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { saveCollection } from "./find-collection";
import { ingestFile } from "./ingest-file";

withTestDatabase();

/** Sends requests to a server of this process, one after the other, until it is stopped. */
async function keepAsking() {
  const server = createServer((_, response) => response.end("here")).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let [answered, isStopped] = [0, false];
  const asking = (async () => {
    for (; !isStopped; answered++) await (await fetch(address)).text();
  })();
  const stop = async () => {
    isStopped = true;
    await asking;
    server.close();
  };
  return { answered: () => answered, stop };
}

test.each([
  ["md", "The quick brown fox is insured against hail and storm. "],
  ["txt", "The quick brown fox is insured against hail and storm. "],
  ["txt", "x"],
])(
  "10 MB in one line of a .%s file (%j) are read and cut while others are answered",
  async (ending, unit) => {
    const name = `long-${ending}-${unit.length}`;
    await saveCollection(name, "claimants");
    const bytes = new TextEncoder().encode(unit.repeat(10_000_000 / unit.length));
    const others = await keepAsking();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    let whenCut: { longest: number; took: number; answered: number } | undefined;
    delay.enable();
    const begin = performance.now();
    const { documentId } = await ingestFile(
      name,
      { name: `long.${ending}`, bytes },
      {
        onEmbedded: () => {
          const took = performance.now() - begin;
          whenCut ??= { longest: delay.max / 1e6, took, answered: others.answered() };
        },
      },
    );
    delay.disable();
    const answered = others.answered();
    await others.stop();
    expect(whenCut?.answered).toBeGreaterThanOrEqual(5);
    // Read at once it is most of that time, and half a second or more. On a busy machine all of it takes longer.
    expect(whenCut?.longest).toBeLessThan(Math.max(400, 0.5 * (whenCut?.took ?? 0)));
    expect(answered).toBeGreaterThan(100);
    const { rows } = await pool().query("SELECT seq, text FROM passage WHERE document_id = $1 ORDER BY seq", [
      documentId,
    ]);
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    expect(
      rows
        .map(({ text }) => text)
        .join("")
        .replace(/\s/g, ""),
    ).toBe(new TextDecoder().decode(bytes).replace(/\s/g, ""));
  },
  180_000,
);
