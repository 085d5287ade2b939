import { countStoredBytes, walPosition } from "../harness/postgres";
import { median } from "../harness/statistics";
import type { Figures, Workload } from "../harness/workload";
import type { Conversation, System } from "../system";

const early = 10;
const late = 200;
/** Turns measured around the tenth and the two hundredth. */
const window = 16;

function open(system: System): Promise<Conversation> {
  if (!system.converse) throw new Error("The system has no such workload.");
  return system.converse();
}

async function talk(conversation: Conversation, turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await conversation.turn();
}

async function timeTurn(conversation: Conversation): Promise<number> {
  const start = performance.now();
  await conversation.turn();
  return performance.now() - start;
}

/** Alternates between a short and a long conversation, so that other load of the machine affects both. */
async function measureTurns(system: System): Promise<Figures> {
  const [short, long] = [await open(system), await open(system)];
  await talk(long, late - window / 2);
  await talk(short, early - window / 2);
  const shortTurns: number[] = [];
  const longTurns: number[] = [];
  for (let turn = 0; turn < window; turn++) {
    shortTurns.push(await timeTurn(short));
    longTurns.push(await timeTurn(long));
  }
  return { earlyTurn: median(shortTurns), lateTurn: median(longTurns) };
}

/** The growth of rows and of the write-ahead log in bytes per turn, in turns 101 to 150 and 151 to 200. */
async function measureBytes(system: System, databaseUrl: string): Promise<Figures> {
  const conversation = await open(system);
  const counts: { rows: number; wal: number }[] = [];
  for (const turns of [100, 50, 50]) {
    await talk(conversation, turns);
    counts.push({ rows: await countStoredBytes(databaseUrl), wal: await walPosition(databaseUrl) });
  }
  const grown = (name: "rows" | "wal", until: 1 | 2) =>
    ((counts[until]?.[name] ?? Number.NaN) - (counts[until - 1]?.[name] ?? Number.NaN)) / 50;
  return {
    middleBytes: grown("rows", 1),
    lateBytes: grown("rows", 2),
    middleWal: grown("wal", 1),
    lateWal: grown("wal", 2),
  };
}

const cell = (slice: string, figure: string) => ({ slice, system: "graphflow" as const, figure });

export const conversation: Workload = {
  id: "W4",
  title: "A conversation of 200 turns",
  text: `One session in Postgres; a turn is a message in, an answer out, and waiting again. Milliseconds of a turn
    around the tenth and around the two hundredth (median), and bytes that a turn adds to the rows stored.`,
  systems: ["graphflow", "langgraph", "langgraph-delta"],
  slices: [
    { name: "turns", warmsUp: true, measure: measureTurns },
    { name: "bytes", isCounted: true, measure: (system, _, databaseUrl) => measureBytes(system, databaseUrl) },
  ],
  columns: [
    { title: `ms, turn ${early}`, slice: "turns", figure: "earlyTurn" },
    { title: `ms, turn ${late}`, slice: "turns", figure: "lateTurn" },
    { title: "bytes a turn, 101-150", slice: "bytes", figure: "middleBytes" },
    { title: "bytes a turn, 151-200", slice: "bytes", figure: "lateBytes" },
    { title: "WAL bytes a turn, 101-150", slice: "bytes", figure: "middleWal" },
    { title: "WAL bytes a turn, 151-200", slice: "bytes", figure: "lateWal" },
  ],
  targets: [
    {
      what: "Time of turn 200 / turn 10",
      of: cell("turns", "lateTurn"),
      over: cell("turns", "earlyTurn"),
      atMost: 1.15,
    },
    {
      what: "Bytes of turns 151-200 / turns 101-150",
      of: cell("bytes", "lateBytes"),
      over: cell("bytes", "middleBytes"),
      atMost: 1.05,
    },
  ],
};
