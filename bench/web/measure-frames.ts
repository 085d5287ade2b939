import type { Page } from "@playwright/test";

// As text: what compiles this file would give the function a helper that the page does not have.
const noteFrames = `{
  const log = { times: [], isOver: false };
  window.frameLog = log;
  requestAnimationFrame(function note(time) {
    log.times.push(time);
    if (!log.isOver) requestAnimationFrame(note);
  });
}`;

/** Frames per second while something goes on: the median, and what 95 of 100 frames reach. */
export async function measureFrames(page: Page, act: () => Promise<void>): Promise<{ p5: number; median: number }> {
  await page.evaluate(noteFrames);
  await act();
  const times = await page.evaluate(() => {
    const { frameLog } = window as unknown as { frameLog: { times: number[]; isOver: boolean } };
    frameLog.isOver = true;
    return frameLog.times;
  });
  const durations = times
    .slice(1)
    .map((time, index) => time - (times[index] ?? time))
    .toSorted((a, b) => a - b);
  const rate = (share: number) =>
    1_000 / (durations[Math.floor((durations.length - 1) * share)] ?? Number.POSITIVE_INFINITY);
  return { p5: rate(0.95), median: rate(0.5) };
}
