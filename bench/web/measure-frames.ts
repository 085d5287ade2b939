import type { Page } from "@playwright/test";

/** Frames per second while something goes on: the median, and what 95 of 100 frames reach. */
export async function measureFrames(page: Page, act: () => Promise<void>): Promise<{ p5: number; median: number }> {
  await page.evaluate(() => {
    const state = { times: [] as number[], isOver: false };
    Object.assign(window, { frames: state });
    const note = (time: number): void => {
      state.times.push(time);
      if (!state.isOver) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await act();
  const times = await page.evaluate(() => {
    const { frames } = window as unknown as { frames: { times: number[]; isOver: boolean } };
    frames.isOver = true;
    return frames.times;
  });
  const durations = times
    .slice(1)
    .map((time, index) => time - (times[index] ?? time))
    .toSorted((a, b) => a - b);
  const rate = (share: number) =>
    1_000 / (durations[Math.floor((durations.length - 1) * share)] ?? Number.POSITIVE_INFINITY);
  return { p5: rate(0.95), median: rate(0.5) };
}
