/** How often each size is run: the clock of processor time is coarse, and the garbage collector runs now and then. */
const runs = 6;
/** Milliseconds of all runs together below which a time says nothing. */
const least = 12;

/**
 * How much longer `run` takes for four times the size: about 4 when its time is linear, 16 when it is quadratic. It
 * compares the processor time of this thread, so that other work on the machine does not count. Choose a size of some
 * milliseconds.
 */
export function growthOf(run: (size: number) => void, size: number): number {
  run(size);
  return Math.max(least, timeOf(run, size * 4)) / Math.max(least, timeOf(run, size));
}

function timeOf(run: (size: number) => void, size: number): number {
  const before = process.threadCpuUsage();
  for (let index = 0; index < runs; index++) run(size);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

/** The largest growth of what is linear, with the work of the garbage collector. */
export const linearGrowth = 9;
