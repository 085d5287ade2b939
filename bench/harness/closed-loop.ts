import type { RunSession } from "../system";

export interface LoopFigures {
  sessionsPerSecond: number;
  /** Milliseconds of each session. */
  latencies: number[];
}

/**
 * Runs sessions on several workers, one after the other on each, until the time has passed. A worker's rate ends with
 * its own last session, so that neither an unfinished session nor the slowest worker distorts the sum.
 */
export async function closedLoop(run: RunSession, workers: number, milliseconds: number): Promise<LoopFigures> {
  const latencies: number[] = [];
  const begin = performance.now();
  const work = async (): Promise<number> => {
    let sessions = 0;
    let now = performance.now();
    while (now - begin < milliseconds) {
      const start = now;
      await run();
      now = performance.now();
      latencies.push(now - start);
      sessions += 1;
    }
    return (sessions * 1000) / (now - begin);
  };
  const rates = await Promise.all(Array.from({ length: workers }, work));
  return { sessionsPerSecond: rates.reduce((sum, rate) => sum + rate, 0), latencies };
}

/** Runs this number of sessions, shared by the workers. */
export async function runMany(run: RunSession, workers: number, sessions: number): Promise<void> {
  let remaining = sessions;
  const work = async (): Promise<void> => {
    while (remaining > 0) {
      remaining -= 1;
      await run();
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}
