import type { ClaimListItem } from "@/lib/chat/schema";
import type { CaseRow } from "@/lib/inbox/schema";
import type { SessionListItem } from "@/lib/sessions/schema";

/** A subject of events: the cases of the viewer's queues, all sessions, the viewer's claims, or one object. */
export type LiveSubject =
  | "queue"
  | "sessions"
  | "claims"
  | `session:${string}`
  | `case:${string}`
  | `workflow:${string}`;

/** The rows of the session of an event, as lists show them. */
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

/** An event of a session. Of several events that are sent together, only the last one has the rows. */
export interface LiveChange extends LiveRows {
  kind: "change";
  /** The cursor of the event. It grows with each event. */
  seq: number;
  sessionId: string;
  workflowId: string;
  /** As in the audit log, e.g. "step.committed". */
  type: string;
}

/** `reset`: events may be missing, so that everything has to be read again. */
export type LiveEvent = LiveChange | { kind: "reset" };
