import type { ClaimListItem } from "@/lib/chat/schema";
import type { CaseRow } from "@/lib/inbox/schema";
import type { SessionListItem } from "@/lib/sessions/schema";

/** What a page follows: the cases of the viewer's queues, all sessions, the viewer's claims, or one thing. */
export type LiveSubject =
  | "queue"
  | "sessions"
  | "claims"
  | `session:${string}`
  | `case:${string}`
  | `workflow:${string}`;

/** What lists show of the session of an event. */
export interface LiveRows {
  /** The cases of the session in the viewer's queues, for followers of "queue" and "case:…". */
  cases?: CaseRow[];
  /** For followers of "sessions". */
  session?: SessionListItem;
  /** For followers of "claims". */
  claim?: ClaimListItem;
  /** The rows could not be read: read them again. */
  isUnread?: true;
}

/** Something happened to a session. Of several events at once the last one has the rows. */
export interface LiveChange extends LiveRows {
  kind: "change";
  /** Grows from event to event. */
  seq: number;
  sessionId: string;
  workflowId: string;
  /** As in the audit log, e.g. "step.committed". */
  type: string;
}

/** `reset`: events may be missing, read everything again. */
export type LiveEvent = LiveChange | { kind: "reset" };
