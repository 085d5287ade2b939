import type { SessionStatusName, StatusTone } from "./schema";

interface Standing {
  status: SessionStatusName;
  outcome: string | null;
  /** Who the open wait is for, if there is one; "timer": for nobody, until its time. */
  audience: "claimant" | "reviewer" | "timer" | null;
}

/** What a session's status means, in the four tones and in words for its reader. */
export function describeStatus(
  { status, outcome, audience }: Standing,
  reader: "claimant" | "staff",
): { tone: StatusTone; text: string } {
  switch (status) {
    case "completed":
      if (outcome === "approved") return { tone: "done", text: "Approved" };
      if (outcome === "rejected")
        return { tone: "attention", text: reader === "claimant" ? "Not approved" : "Rejected" };
      return { tone: "done", text: "Completed" };
    case "cancelled":
      return { tone: "done", text: outcome === "withdrawn" ? "Withdrawn" : "Cancelled" };
    case "failed":
      return {
        tone: "attention",
        text: reader === "claimant" ? "Answer delayed, nothing lost" : "Failed, can be retried",
      };
    case "waiting":
      if (audience === "reviewer")
        return { tone: "waiting", text: reader === "claimant" ? "With a specialist" : "Waiting for a reviewer" };
      if (audience === "timer") return { tone: "waiting", text: "Goes on by itself later" };
      return { tone: "waiting", text: reader === "claimant" ? "Waiting for your answer" : "Waiting for the claimant" };
    case "paused":
      return { tone: "moving", text: "Paused" };
    default:
      return { tone: "moving", text: "Being worked on" };
  }
}
