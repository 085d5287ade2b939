/**
 * Connections each system may hold. GraphFlow's engine holds at most 8 (lib/db/connections/pool.ts) and Prisma 10.
 */
export const poolSize = 10;

/** Runs one session from its creation to its end. Throws when it did not end as it must. */
export type RunSession = () => Promise<void>;

/** One open conversation. `turn` says something, waits for the reply and throws when it is not the right one. */
export interface Conversation {
  turn(): Promise<void>;
}

/** Sessions that wait for a person. */
export interface Crowd {
  /** Stores more sessions in bulk until at least this many wait. */
  haveWaiting(count: number): Promise<void>;
  /** Decides one of them, picked at random, and runs it to its end. */
  resume(): Promise<void>;
  /** Reads what a reviewer's inbox shows. */
  readInbox(): Promise<void>;
  /** Reads the 50 newest cases of the queue. */
  readNewest(): Promise<void>;
}

/** Documents that are searched. */
export interface Documents {
  questions: readonly string[];
  /** Finds the eight passages that fit a question best. */
  find(question: string): Promise<void>;
  /** The share of the ten nearest passages that the search has among its ten nearest, over all questions. */
  recall(): Promise<number>;
  /** Takes a file in; resolves to the number of its passages. */
  ingest?(): Promise<number>;
}

/**
 * A system as the workloads use it; a function that it does not support is missing. Every task of a chain reads the one
 * key `value`, adds one and writes it back, so a session of n tasks has run them all, and in order, when it ends with
 * n.
 */
export interface System {
  /** A chain of tasks, each going on with the next, nothing stored outside the process. */
  memoryChain?(length: number): RunSession;
  /** A chain of ten, stored in Postgres. */
  storedChain?: RunSession;
  /** Five tasks: one and two run, three waits for a person; after the answer three, four and five run to the end. */
  person?: RunSession;
  /** Opens a session that answers one message a turn. */
  converse?(): Promise<Conversation>;
  crowd?: Crowd;
  documents?: Documents;
  /** Decisions by a table of so many rows, of which the last fits. */
  tableDecision?(rows: number): RunSession;
}

/** Gets a system ready, its tables included. */
export type OpenSystem = (databaseUrl: string) => Promise<System>;

/** Every system and the line it has in the tables. A mode that a peer has is a system of its own. */
export const systems = {
  floor: { title: "Plain `pg`", open: async () => (await import("./floor")).openFloor },
  graphflow: { title: "GraphFlow", open: async () => (await import("./graphflow")).openGraphFlow },
  "graphflow-crowd": {
    title: "GraphFlow beside 100,000 waiting",
    open: async () => (await import("./graphflow")).openGraphFlowCrowd,
  },
  "graphflow-10k": {
    title: "GraphFlow, 10,000 passages",
    open: async () => (await import("./documents")).openDocuments(10_000),
  },
  "graphflow-100k": {
    title: "GraphFlow, 100,000 passages",
    open: async () => (await import("./documents")).openDocuments(100_000),
  },
  "graphflow-pgvector": {
    title: "GraphFlow with pgvector (PGlite), 10,000 passages",
    open: async () => (await import("./documents")).openVectors(10_000),
  },
  langgraph: { title: "LangGraph, sync", open: async () => (await import("./langgraph")).openLangGraph("sync") },
  "langgraph-async": {
    title: "LangGraph, async",
    open: async () => (await import("./langgraph")).openLangGraph("async"),
  },
  "langgraph-delta": {
    title: "LangGraph, sync, `MessagesDeltaValue` (experimental)",
    open: async () => (await import("./langgraph")).openLangGraph("sync", "changes"),
  },
  mastra: { title: "Mastra", open: async () => (await import("./mastra")).openMastra },
  dbos: { title: "DBOS", open: async () => (await import("./dbos")).openDbos },
  "xstate-always": { title: "XState, `always`", open: async () => (await import("./xstate")).openXStateAlways },
  "xstate-invoke": { title: "XState, `invoke`", open: async () => (await import("./xstate")).openXStateInvoke },
} satisfies Record<string, { title: string; open: () => Promise<OpenSystem> }>;

export type SystemName = keyof typeof systems;

/** The names of all systems, in the order of the tables. */
export const systemNames = Object.keys(systems) as SystemName[];

/** Throws when a session did not end as it must, so that no empty work is measured. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  if (actual !== expected) throw new Error(`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}.`);
}
