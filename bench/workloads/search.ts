import { median, quantile } from "../harness/statistics";
import type { Column, Slice, Target, Workload } from "../harness/workload";
import type { Documents, System, SystemName } from "../system";

function documentsOf({ documents }: System): Documents {
  if (!documents) throw new Error("The system has no such workload.");
  return documents;
}

/** Asks each question once, so many at once; the milliseconds of each. */
async function ask({ questions, find }: Documents, workers: number): Promise<number[]> {
  const taken: number[] = [];
  const waiting = [...questions];
  const work = async (): Promise<void> => {
    for (let question = waiting.pop(); question !== undefined; question = waiting.pop()) {
      const start = performance.now();
      await find(question);
      taken.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return taken;
}

const searching: Slice[] = [
  {
    name: "search",
    async measure(system) {
      const documents = documentsOf(system);
      const alone = await ask(documents, 1);
      const crowded = await ask(documents, 8);
      return { p50: median(alone), p95: quantile(alone, 0.95), crowded: quantile(crowded, 0.95) };
    },
  },
  {
    name: "recall",
    isCounted: true,
    measure: async (system) => ({ recall: await documentsOf(system).recall() }),
  },
];

const ingesting: Slice = {
  name: "ingest",
  async measure(system) {
    const start = performance.now();
    const passages = await documentsOf(system).ingest?.();
    if (passages === undefined) throw new Error("The system has no such workload.");
    return { rate: (passages * 1_000) / (performance.now() - start) };
  },
};

const columns: Column[] = [
  { title: "p50", slice: "search", figure: "p50" },
  { title: "p95", slice: "search", figure: "p95" },
  { title: "p95, 8 at once", slice: "search", figure: "crowded" },
  { title: "recall", slice: "recall", figure: "recall" },
];

const target = (what: string, system: SystemName, slice: string, figure: string, bound: Partial<Target>): Target => ({
  what,
  of: { slice, system, figure },
  ...bound,
});

export const search: Workload = {
  id: "search",
  title: "Search in documents",
  text: `Passages of terms (about 360 characters) in one collection, embedded with the table of the product. Every one
    of the 62 questions of the evaluation is asked once a round, alone and with 8 at once; milliseconds. Recall is the
    share of the 10 nearest passages by exact comparison that the search has among its 10 nearest. Ingest: Markdown
    files of 250 passages each, from reading to published, beside what is there.`,
  systems: ["graphflow-10k", "graphflow-100k"],
  slices: [...searching, ingesting],
  columns: [...columns, { title: "passages/s ingested", slice: "ingest", figure: "rate" }],
  targets: [
    target("Search among 10,000, p95 ms", "graphflow-10k", "search", "p95", { atMost: 40 }),
    target("Search among 100,000, p95 ms", "graphflow-100k", "search", "p95", { atMost: 160 }),
    target("Recall among 10,000", "graphflow-10k", "recall", "recall", { atLeast: 0.95 }),
    target("Recall among 100,000", "graphflow-100k", "recall", "recall", { atLeast: 0.88 }),
    target("Ingest beside 10,000, passages/s", "graphflow-10k", "ingest", "rate", { atLeast: 200 }),
    target("Ingest beside 100,000, passages/s", "graphflow-100k", "ingest", "rate", { atLeast: 200 }),
  ],
};

export const pgvector: Workload = {
  id: "pgvector",
  title: "The same search with pgvector",
  text: `As above, where the database has pgvector: here in PGlite, which is Postgres as WebAssembly in the measured
    process, with one connection. Only how it compares within the row says something of a server.`,
  systems: ["graphflow-pgvector"],
  slices: searching,
  columns,
  targets: [],
};
