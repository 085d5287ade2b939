import { isStaff, type Principal } from "@/lib/auth/principal";
import { isInternal, type OwnedEvent } from "./events";

/**
 * What a reader of events follows: everything they may read, the cases of their queues, all sessions, their own claims,
 * or one session, case or workflow.
 */
export type Subject =
  | { kind: "all" | "queue" | "sessions" | "claims"; name: string }
  | { kind: "session" | "case"; name: string; sessionId: string }
  | { kind: "workflow"; name: string; workflowId: string };

/** Whether the event is of this person's own claim, and not internal. */
const mayReadAsClaimant = (principal: Principal, { claimantId, type }: OwnedEvent): boolean =>
  claimantId === principal.userId && !isInternal(type);

/** The subjects that the event is about, and that this person may follow today. */
export const readSubjects = (principal: Principal, subjects: readonly Subject[], event: OwnedEvent): Subject[] =>
  isStaff(principal) || mayReadAsClaimant(principal, event)
    ? subjects.filter((subject) => isAbout(principal, subject, event))
    : [];

/**
 * Lists of cases and of sessions are work: staff follow there what happens to their own claim too, as the lists show
 * it. Everywhere else they are its claimant.
 */
function isAbout(principal: Principal, subject: Subject, event: OwnedEvent): boolean {
  const isOfQueue = () => event.queues.some((queue) => principal.queues.includes(queue));
  const isReadable = () => event.claimantId !== principal.userId || mayReadAsClaimant(principal, event);
  switch (subject.kind) {
    case "all":
      return isReadable();
    case "queue":
      return isOfQueue();
    case "case":
      return event.sessionId === subject.sessionId && isOfQueue() && isReadable();
    case "session":
      return event.sessionId === subject.sessionId && isReadable();
    case "workflow":
      return event.workflowId === subject.workflowId && isStaff(principal);
    case "sessions":
      return isStaff(principal);
    case "claims":
      return mayReadAsClaimant(principal, event);
  }
}
