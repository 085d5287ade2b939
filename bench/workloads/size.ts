import { runMany } from "../harness/closed-loop";
import { countDiskBytes, countRows, countWritingTransactions, execute, walPosition } from "../harness/postgres";
import type { Figures, Target, Workload } from "../harness/workload";
import type { System } from "../system";

const sessions = 500;
const workers = 8;

async function measureSize({ storedChain }: System, databaseUrl: string): Promise<Figures> {
  if (!storedChain) throw new Error("The system has no such workload.");
  await runMany(storedChain, workers, 50);
  const [disk, rows] = [await countDiskBytes(databaseUrl), await countRows(databaseUrl)];
  // The first change of a page after a checkpoint logs the whole page: every system starts with a checkpoint.
  await execute(databaseUrl, "CHECKPOINT");
  const transactions = await countWritingTransactions(databaseUrl);
  const wal = await walPosition(databaseUrl);
  await runMany(storedChain, workers, sessions);
  const walAfter = await walPosition(databaseUrl);
  const transactionsAfter = await countWritingTransactions(databaseUrl);
  return {
    diskBytes: ((await countDiskBytes(databaseUrl)) - disk) / sessions,
    walBytes: (walAfter - wal) / sessions,
    transactions: (transactionsAfter - transactions) / sessions,
    rows: ((await countRows(databaseUrl)) - rows) / sessions,
  };
}

const target = (what: string, figure: string): Target => ({
  what: `${what}: GraphFlow / LangGraph, sync`,
  of: { slice: "size", system: "graphflow", figure },
  over: { slice: "size", system: "langgraph", figure },
  atMost: 1 / 3,
});

export const size: Workload = {
  id: "size",
  title: "What a session of ten steps leaves behind",
  text: `${sessions} sessions of W2, ${workers} at once: growth of all tables with their indexes after a VACUUM,
    growth of the write-ahead log, transactions that wrote, and rows; for each session.`,
  systems: ["floor", "graphflow", "langgraph", "mastra", "dbos"],
  slices: [{ name: "size", isCounted: true, measure: (system, _, databaseUrl) => measureSize(system, databaseUrl) }],
  columns: [
    { title: "bytes on disk", slice: "size", figure: "diskBytes" },
    { title: "bytes of WAL", slice: "size", figure: "walBytes" },
    { title: "transactions", slice: "size", figure: "transactions" },
    { title: "rows", slice: "size", figure: "rows" },
  ],
  targets: [target("Bytes on disk", "diskBytes"), target("Bytes of WAL", "walBytes")],
};
