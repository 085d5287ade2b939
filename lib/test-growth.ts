/** More than a linear time grows for four times the size (4, and noise), less than a quadratic one (16). */
export const mostLinearGrowth = 9;

/** More than a quadratic time grows for four times the size (16, and noise), less than a cubic one (64). */
export const mostQuadraticGrowth = 36;

/** Many times as long as a tick of the processor's clock, which is up to ten milliseconds. */
const leastMs = 40;

/** A shorter run is counted as this long (milliseconds): its time is that of allocating the text. */
const smallestMs = 0.1;

/** The processor time of one run (milliseconds): of this thread alone, the mean of as many runs as the clock needs. */
export function timeOf(run: () => void): number {
  const before = process.threadCpuUsage();
  for (let runs = 1; ; runs++) {
    run();
    const { user, system } = process.threadCpuUsage(before);
    const ms = (user + system) / 1_000;
    if (ms >= leastMs) return ms / runs;
  }
}

/**
 * How many times the processor time of `run` grows from a size to four times that size: 4 when it is linear, 16 when it
 * is quadratic. Both times are the best of several, so that a busy machine changes them little. Choose a size at which
 * one run takes about a millisecond: at a small one the cost of a start hides the growth.
 */
export function growthOf(run: (size: number) => void, size: number): number {
  let [short, long] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const [runShort, runLong] = [() => run(size), () => run(size * 4)];
  for (let round = 0; round < 3; round++) {
    short = Math.min(short, timeOf(runShort));
    long = Math.min(long, timeOf(runLong));
  }
  return long / Math.max(short, smallestMs);
}
