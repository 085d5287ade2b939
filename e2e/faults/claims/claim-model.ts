// A small model of a claim: the property test compares the product with it. It has no leases, transactions or rows; a
// crash is a run that ends early.

/** What a claimant did in a claim: told the story, wrote, said yes or pressed a button. */
export type Said = "story" | "chat" | "yes" | "button";
/** The reviewer's decision. */
export type VerdictName = "approve" | "reject" | "request_information";

interface Unread {
  said: Said;
  /** Said before the question that is open now was asked. */
  isEarly: boolean;
  /** Which question the button was drawn for. */
  question: number;
}

/** The state of a claim in the model. */
export interface ModelClaim {
  id: string;
  /** The number of the workflow's version. */
  version: number;
  isSmall: boolean;
  taskId: "tell" | "confirm" | "screen" | "auto" | "review" | "manual" | "letter";
  status: "ready" | "waiting" | "completed";
  audience: "claimant" | "reviewer" | null;
  /** Counts the questions asked. */
  question: number;
  unread: Unread[];
  decided: VerdictName | null;
  /** A reviewer has asked for information. */
  isRequested: boolean;
  evidence: number;
  outcome: "approved" | "rejected" | null;
  steps: number;
  /** How often a run has started the current step without ending it. */
  startedCount: number;
}

/**
 * Thanks, also beside a yes, are not evidence: they are answered. A yes alone may be an answer. The button's text is
 * an answer only when the claimant was asked.
 */
const isSmallTalk = (unread: readonly Unread[], isAnswer: boolean): boolean =>
  unread.every(({ said }) => said !== "story") &&
  unread.some(({ said }) => said === "chat" || (said === "button" && !isAnswer));

export const newClaim = (id: string, version: number, isSmall: boolean): ModelClaim => ({
  id,
  version,
  isSmall,
  taskId: "tell",
  status: "ready",
  audience: null,
  question: 0,
  unread: [],
  decided: null,
  isRequested: false,
  evidence: 0,
  outcome: null,
  steps: 0,
  startedCount: 0,
});

export function say(claim: ModelClaim, said: Said): void {
  claim.unread.push({ said, isEarly: false, question: claim.question });
}

export function decide(claim: ModelClaim, verdict: VerdictName): void {
  Object.assign(claim, { decided: verdict, status: "ready", audience: null, startedCount: 0 });
}

/** Whether a run would find something to do. */
export const isDue = ({ status, audience, unread }: ModelClaim): boolean =>
  status === "ready" || (status === "waiting" && audience === "claimant" && unread.length > 0);

/** Whether the claimant has added something to a case that a reviewer looks at. */
export const hasEvidence = ({ audience, unread }: ModelClaim): boolean => audience === "reviewer" && unread.length > 0;

/** Opens a question; the run stops. */
function ask(claim: ModelClaim, audience: "claimant" | "reviewer"): false {
  for (const one of claim.unread) one.isEarly = true;
  // The rounds of a case count on.
  if (audience === "reviewer") claim.evidence += 1;
  Object.assign(claim, { status: "waiting", audience, question: claim.question + 1 });
  return false;
}

function goTo(claim: ModelClaim, taskId: ModelClaim["taskId"]): true {
  Object.assign(claim, { taskId, status: "ready", audience: null });
  return true;
}

/** Commits one step; true when the run goes on with the next one. */
function step(claim: ModelClaim): boolean {
  const goesOn = commit(claim);
  claim.startedCount = goesOn ? 1 : 0;
  return goesOn;
}

function commit(claim: ModelClaim): boolean {
  const isAsked = claim.status === "waiting" && claim.unread.every(({ isEarly }) => !isEarly);
  const takeUnread = (): Unread[] => claim.unread.splice(0);
  claim.steps += 1;
  switch (claim.taskId) {
    case "tell":
      return takeUnread().some(({ said }) => said === "story") ? goTo(claim, "confirm") : ask(claim, "claimant");
    case "confirm":
      return confirms(takeUnread(), isAsked, claim) ? goTo(claim, "screen") : ask(claim, "claimant");
    case "screen":
      return goTo(claim, claim.isSmall ? "auto" : "review");
    case "review":
      return review(claim, isAsked, takeUnread);
    case "auto":
    case "manual":
      claim.outcome = "approved";
      return goTo(claim, "letter");
    case "letter":
      Object.assign(claim, { status: "completed", audience: null });
      return false;
  }
}

/** Only yes, once or more, after the facts were shown; or the button of the open question. */
function confirms(unread: Unread[], isAsked: boolean, { status, question }: ModelClaim): boolean {
  const isPressed = unread.length > 0 && unread.every(({ said }) => said === "button");
  if (isPressed) return status === "waiting" && unread.some((one) => one.question === question);
  const texts = unread.filter(({ said }) => said !== "button");
  return isAsked && texts.length > 0 && texts.every((one) => one.said === "yes");
}

function review(claim: ModelClaim, isAsked: boolean, takeUnread: () => Unread[]): boolean {
  const { decided } = claim;
  claim.decided = null;
  if (decided === "approve") return goTo(claim, "manual");
  if (decided === "reject") {
    claim.outcome = "rejected";
    return goTo(claim, "letter");
  }
  if (decided === "request_information") {
    claim.isRequested = true;
    return ask(claim, "claimant");
  }
  const texts = takeUnread().filter(({ said }) => said !== "button");
  if (claim.isRequested && (!isAsked || isSmallTalk(texts, true))) return ask(claim, "claimant");
  claim.isRequested = false;
  return ask(claim, "reviewer");
}

/** Runs everything that is due, without a crash. */
export function advance(claim: ModelClaim): void {
  for (let ran = true; ran; ) {
    ran = isDue(claim);
    if (ran) while (step(claim));
    if (hasEvidence(claim)) {
      if (!isSmallTalk(claim.unread, false)) claim.evidence += 1;
      claim.unread = [];
    }
  }
}

/** A run that crashes before or after its nth commit; false when it ends before that. */
export function crash(claim: ModelClaim, commit: number, moment: "before" | "after"): boolean {
  if (!isDue(claim)) return false;
  claim.startedCount += 1;
  for (let made = 1; made < commit; made++) if (!step(claim)) return false;
  if (moment === "after") step(claim);
  return true;
}
