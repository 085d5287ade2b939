import type { ApiStatus, SessionStatusName, StatusTone } from "./schema";

interface Standing {
  status: SessionStatusName;
  outcome: string | null;
  /** Who the open wait is for, if there is one; "timer": for nobody, until its time. */
  audience: "claimant" | "reviewer" | "timer" | null;
  isSetAside: boolean;
}

/** What a session's status means, in the four tones and in words for its reader. */
export function describeStatus(
  { status, outcome, audience, isSetAside }: Standing,
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
      if (isSetAside) {
        return {
          tone: "attention",
          text: reader === "claimant" ? "Set aside for our staff, nothing lost" : "Set aside, can be retried",
        };
      }
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

const apiStatuses: Record<SessionStatusName, ApiStatus> = {
  ready: "Paused",
  running: "Paused",
  paused: "Paused",
  waiting: "WaitingForInput",
  completed: "Completed",
  failed: "Error",
  cancelled: "Cancelled",
};

/** A session's status as the HTTP API says it. */
export const apiStatusOf = (status: SessionStatusName): ApiStatus => apiStatuses[status];

/** A failure in words for the claimant, and the seconds until it is tried again by itself, when it is. */
export interface FailureDescription {
  text: string;
  retryAfterSeconds?: number;
}

/** What a failed session's claimant is told. */
export function describeFailure(
  { isSetAside, nextRetryAt }: { isSetAside: boolean; nextRetryAt: Date | null },
  now = new Date(),
): FailureDescription {
  const saved = "Your message is saved, but the answer did not come through.";
  if (isSetAside) {
    return { text: `${saved} It is set aside until our staff have looked at it; you do not have to do anything.` };
  }
  if (!nextRetryAt) return { text: `${saved} It is not tried again by itself.` };
  const retryAfterSeconds = Math.max(1, Math.ceil((nextRetryAt.getTime() - now.getTime()) / 1_000));
  return { text: `${saved} We will try again in a moment.`, retryAfterSeconds };
}
