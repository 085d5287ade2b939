import { expect, it } from "vitest";
import { describeFailure } from "./describe-status";

const now = new Date("2026-11-29T12:00:00Z");
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

it("says when a failed session is tried again, in seconds for programs and in words for people", () => {
  const soon = describeFailure({ isSetAside: false, nextRetryAt: inSeconds(12) }, now);
  expect(soon).toEqual({ text: expect.stringMatching(/saved.*try again in a moment\.$/), retryAfterSeconds: 12 });
  const later = describeFailure({ isSetAside: false, nextRetryAt: inSeconds(540) }, now);
  expect(later).toEqual({ text: expect.stringContaining("in about 9 minutes"), retryAfterSeconds: 540 });
});
