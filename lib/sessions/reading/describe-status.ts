import { upperFirst } from "@/lib/words";
import type { StatusTone } from "@/lib/workflows/schema";
import type { ApiStatus, SessionStatusName } from "../schema";

interface StatusFacts {
  status: SessionStatusName;
  outcome: string | null;
  /** Whose answer the open wait needs. "timer" needs no answer and ends at its due time. */
  audience: "claimant" | "reviewer" | "timer" | null;
  isSetAside: boolean;
  /** The seq of the claimant's newest message, */
  userMessageSeq: number;
  /** of the newest that a step has read, */
  handledMessageSeq: number;
  /** and of the newest whose turn was stopped. */
  stoppedMessageSeq: number;
  isStopped: boolean;
}

/** Whether a run is answering the claimant's message: the question has its answer, though the wait is still open. */
export function isAnswering(facts: StatusFacts): boolean {
  const { status, audience, userMessageSeq, handledMessageSeq, stoppedMessageSeq, isStopped } = facts;
  const isUnread = userMessageSeq > handledMessageSeq;
  const isHeld = isStopped && stoppedMessageSeq >= userMessageSeq;
  return status === "waiting" && audience === "claimant" && isUnread && !isHeld;
}

/** What a session's status means, as one of the seven meanings and in words for its reader. */
export function describeStatus(facts: StatusFacts, reader: "claimant" | "staff"): { tone: StatusTone; text: string } {
  const { status, outcome, audience } = facts;
  const isClaimant = reader === "claimant";
  switch (status) {
    case "completed":
      if (outcome === "approved") return { tone: "done", text: "Approved" };
      if (outcome === "rejected") return { tone: "not_approved", text: isClaimant ? "Not approved" : "Rejected" };
      // An outcome of the workflow's own: "resolved", "not_upheld".
      return {
        tone: isNegative(outcome ?? "") ? "not_approved" : "done",
        text: outcome ? wordsOf(outcome) : "Completed",
      };
    case "cancelled":
      return { tone: "cancelled", text: outcome === "withdrawn" ? "Withdrawn" : "Cancelled" };
    case "failed":
      if (facts.isSetAside) {
        return {
          tone: "failed",
          text: isClaimant ? "Set aside for our staff, nothing lost" : "Set aside, can be retried",
        };
      }
      return { tone: "failed", text: isClaimant ? "Answer delayed, nothing lost" : "Failed, can be retried" };
    case "waiting":
      if (isAnswering(facts)) {
        return { tone: "moving", text: isClaimant ? "Reading your message" : "Reading the claimant's message" };
      }
      return describeWait(audience, isClaimant);
    case "paused":
      return { tone: "moving", text: "Paused" };
    default:
      return { tone: "moving", text: "Being worked on" };
  }
}

const negative = new Set([
  ...["not", "no", "none", "nothing", "never", "without", "unsuccessful", "unresolved", "unanswered", "missing"],
  ...["rejected", "refused", "declined", "denied", "dismissed", "failed", "expired"],
]);

/** Whether an outcome of the workflow's own says that something was not found, given or done. */
const isNegative = (outcome: string): boolean =>
  outcome
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => negative.has(word));

const longestOutcome = 40;

/** An outcome of the workflow's own as a status: "passed_on" is "Passed on". A long text is not an outcome. */
const wordsOf = (outcome: string): string =>
  outcome.length > longestOutcome || outcome.trim() === ""
    ? "Completed"
    : upperFirst(outcome.replaceAll("_", " ").trim());

const apiStatuses: Record<SessionStatusName, ApiStatus> = {
  ready: "Paused",
  running: "Paused",
  paused: "Paused",
  waiting: "WaitingForInput",
  completed: "Completed",
  failed: "Error",
  cancelled: "Cancelled",
};

/** A session's status in the HTTP API. */
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
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const when = minutes > 1 ? `in about ${minutes} minutes, or at once when you write again` : "in a moment";
  return { text: `${saved} We will try again ${when}.`, retryAfterSeconds };
}

/** Whether a wait is for the reader or for others: for staff, a reviewer is one of them. */
function describeWait(audience: StatusFacts["audience"], isClaimant: boolean): { tone: StatusTone; text: string } {
  if (audience === "timer") return { tone: "waiting_for_others", text: "Goes on by itself later" };
  if (audience === "reviewer") {
    return isClaimant
      ? { tone: "waiting_for_others", text: "With a specialist" }
      : { tone: "waiting_for_you", text: "Waiting for a reviewer" };
  }
  return isClaimant
    ? { tone: "waiting_for_you", text: "Waiting for your answer" }
    : { tone: "waiting_for_others", text: "Waiting for the claimant" };
}

const awaited = { reviewer: "a reviewer", timer: "its time", claimant: "the claimant" };

/** What the card of the current task says: "waits here for a reviewer". */
export function describeNote(session: StatusFacts): string {
  const { status, outcome, audience, isSetAside } = session;
  switch (status) {
    case "completed":
      if (outcome === "approved") return "ended here, approved";
      return outcome === "rejected" ? "ended here, rejected" : "ended here";
    case "cancelled":
      return outcome === "withdrawn" ? "was withdrawn here" : "was cancelled here";
    case "failed":
      return isSetAside ? "failed here, set aside" : "failed here";
    case "waiting":
      if (describeStatus(session, "staff").tone === "moving") return "reads the claimant’s message";
      return `waits here for ${awaited[audience ?? "claimant"]}`;
    case "paused":
      return "is paused here";
    default:
      return "is here";
  }
}
