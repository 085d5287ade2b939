import { expect, test } from "vitest";
import { describeStatus } from "./describe-status";

const rest = {
  outcome: null,
  userMessageSeq: 1,
  handledMessageSeq: 1,
  stoppedMessageSeq: 0,
  isStopped: false,
  isSetAside: false,
};
const standing = (differs: Partial<Parameters<typeof describeStatus>[0]>) =>
  ({ ...rest, status: "waiting", audience: null, ...differs }) as const;

test.each([
  [{ audience: "claimant" }, "waiting_for_you", "waiting_for_others"],
  [{ audience: "reviewer" }, "waiting_for_others", "waiting_for_you"],
  [{ audience: "timer" }, "waiting_for_others", "waiting_for_others"],
  [{ audience: "claimant", userMessageSeq: 2 }, "moving", "moving"],
  [{ audience: "reviewer", userMessageSeq: 2 }, "waiting_for_others", "waiting_for_you"],
  [
    { audience: "claimant", userMessageSeq: 2, isStopped: true, stoppedMessageSeq: 2 },
    "waiting_for_you",
    "waiting_for_others",
  ],
  [{ status: "ready" }, "moving", "moving"],
  [{ status: "completed", outcome: "approved" }, "done", "done"],
  [{ status: "completed", outcome: "rejected" }, "not_approved", "not_approved"],
  [{ status: "cancelled", outcome: "withdrawn" }, "cancelled", "cancelled"],
  [{ status: "cancelled" }, "cancelled", "cancelled"],
  [{ status: "failed" }, "failed", "failed"],
] as const)("%j means %s to its claimant and %s to staff", (differs, claimant, staff) => {
  expect(describeStatus(standing(differs), "claimant").tone).toBe(claimant);
  expect(describeStatus(standing(differs), "staff").tone).toBe(staff);
});
