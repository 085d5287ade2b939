import { isStaff, type Principal } from "@/lib/auth/principal";
import type { OwnedEvent } from "./events";

/**
 * What a reader of events follows: everything they may read, the cases of their queues, all sessions, their own claims,
 * or one session, case or workflow.
 */
export type Subject =
  | { kind: "all" | "queue" | "sessions" | "claims"; name: string }
  | { kind: "session" | "case"; name: string; sessionId: string }
  | { kind: "workflow"; name: string; workflowId: string };

/** Whether this person may read the event today. */
const mayRead = (principal: Principal, { claimantId }: OwnedEvent): boolean =>
  isStaff(principal) || claimantId === principal.userId;

/** The subjects that the event is about, and that this person may follow today. */
export const readSubjects = (principal: Principal, subjects: readonly Subject[], event: OwnedEvent): Subject[] =>
  mayRead(principal, event) ? subjects.filter((subject) => isAbout(principal, subject, event)) : [];

function isAbout(principal: Principal, subject: Subject, event: OwnedEvent): boolean {
  const isOfQueue = () => event.queues.some((queue) => principal.queues.includes(queue));
  switch (subject.kind) {
    case "all":
      return true;
    case "queue":
      return isOfQueue();
    case "case":
      return event.sessionId === subject.sessionId && isOfQueue();
    case "session":
      return event.sessionId === subject.sessionId;
    case "workflow":
      return event.workflowId === subject.workflowId && isStaff(principal);
    case "sessions":
      return isStaff(principal);
    case "claims":
      return event.claimantId === principal.userId;
  }
}
