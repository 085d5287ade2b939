import type { RunSession } from "../system";

export interface LoopFigures {
  sessionsPerSecond: number;
  /** Milliseconds of each session. */
  latencies: number[];
}

/**
 * So many workers, each running sessions one after the other until the time is up. A worker's rate is counted to the
 * end of its own last session, so neither an unfinished session nor the wait for the slowest worker distorts the sum.
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

/** So many sessions in all, shared by the workers. */
export async function runMany(run: RunSession, workers: number, sessions: number): Promise<void> {
  let left = sessions;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await run();
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}
