import { describe, expect, it } from "vitest";
import { describeFailure, describeStatus } from "./describe-status";

const now = new Date("2026-11-29T12:00:00Z");
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

it("says when a failed session is tried again, in seconds for programs and in words for people", () => {
  const soon = describeFailure({ isSetAside: false, nextRetryAt: inSeconds(12) }, now);
  expect(soon).toEqual({ text: expect.stringMatching(/saved.*try again in a moment\.$/), retryAfterSeconds: 12 });
  const later = describeFailure({ isSetAside: false, nextRetryAt: inSeconds(540) }, now);
  expect(later).toEqual({ text: expect.stringContaining("in about 9 minutes"), retryAfterSeconds: 540 });
});

describe("an outcome of a workflow's own", () => {
  const toneOf = (outcome: string | null) =>
    describeStatus(
      {
        ...{ status: "completed", outcome, audience: null, isSetAside: false, isStopped: false },
        ...{ userMessageSeq: 1, handledMessageSeq: 1, stoppedMessageSeq: 0 },
      },
      "claimant",
    );

  it.each(["nothing_found", "not_upheld", "no_offer", "No fitting cover", "declined", "request_refused", "expired"])(
    "%j has no tick",
    (outcome) => expect(toneOf(outcome).tone).toBe("not_approved"),
  );

  it.each(["resolved", "offer_found", "noted", "handed_over", "notified", "answered", null])("%j has one", (outcome) =>
    expect(toneOf(outcome).tone).toBe("done"),
  );
});
