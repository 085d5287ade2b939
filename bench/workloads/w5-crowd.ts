import { median } from "../harness/statistics";
import type { Slice, Target, Workload } from "../harness/workload";
import type { Crowd, System } from "../system";

const resumed = 100;
const reads = 20;

function crowdOf({ crowd }: System): Crowd {
  if (!crowd) throw new Error("The system has no such workload.");
  return crowd;
}

/** The median time of an operation in milliseconds; the first five runs are a warm-up. */
async function time(times: number, operation: () => Promise<void>): Promise<number> {
  const taken: number[] = [];
  for (let count = -5; count < times; count++) {
    const start = performance.now();
    await operation();
    if (count >= 0) taken.push(performance.now() - start);
  }
  return median(taken);
}

const slices: Slice[] = [
  {
    name: "resume",
    async measure(system) {
      const crowd = crowdOf(system);
      await crowd.haveWaiting(resumed + 5);
      return { milliseconds: await time(resumed, crowd.resume) };
    },
  },
  {
    name: "read",
    async measure(system) {
      const crowd = crowdOf(system);
      await crowd.haveWaiting(200);
      return {
        inbox: await time(reads, () => crowd.readInbox()),
        newest: await time(reads, () => crowd.readNewest()),
      };
    },
  },
];

const cell = (slice: string, figure: string) => ({ slice, system: "graphflow-crowd" as const, figure });
const isQuick = (what: string, figure: string): Target => ({ what, of: cell("read", figure), atMost: 10 });

export const crowd: Workload = {
  id: "W5",
  title: "100,000 sessions wait",
  text: `Sessions of W3 that wait for a person, stored in bulk. One of them, picked at random, is decided and runs to
    its end; the reviewer's inbox and the 50 newest cases of the queue are read. Milliseconds.`,
  systems: ["graphflow", "graphflow-crowd"],
  slices,
  columns: [
    { title: "decide and run on", slice: "resume", figure: "milliseconds" },
    { title: "the inbox (200 most urgent)", slice: "read", figure: "inbox" },
    { title: "the 50 newest", slice: "read", figure: "newest" },
  ],
  targets: [
    {
      what: "Deciding one, beside 100,000 / in empty tables",
      of: cell("resume", "milliseconds"),
      over: { ...cell("resume", "milliseconds"), system: "graphflow" },
      atMost: 1.2,
    },
    isQuick("The inbox beside 100,000, ms", "inbox"),
    isQuick("The 50 newest beside 100,000, ms", "newest"),
  ],
};
