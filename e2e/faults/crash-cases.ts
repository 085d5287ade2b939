import { randomUUID } from "node:crypto";
import type { ClaimantPrincipal, ReviewerPrincipal } from "@/lib/auth/principal";
import { receiveMessage } from "@/lib/chat/receive-message";
import { prisma } from "@/lib/db/client";
import { decide } from "@/lib/inbox/decide";
import { advanceSession } from "@/lib/sessions/advance-session";
import { startSession } from "@/lib/sessions/start-session";
import { call, type Reply, sayTurn } from "./setup/client";
import type { WithKey } from "./setup/people";
import { onlyKind, type taskOfKind } from "./setup/workflows";

export interface People {
  claimant: WithKey<ClaimantPrincipal>;
  reviewer: WithKey<ReviewerPrincipal>;
}

/** A task that a process runs and commits; the process is killed at a point of it. */
export interface CrashCase {
  name: string;
  kind: keyof typeof taskOfKind;
  /** What the model answers, when the task asks it. */
  answer?: object;
  /** Brings a new session to where the task is due, in the process of the test. */
  prepare?(people: People, sessionId: string): Promise<unknown>;
  /** Makes the process at `url` run the task. */
  trigger(url: string, people: People, sessionId: string): Promise<Reply<unknown>>;
  /** What a person does after the crash to complete the session. */
  goOn?(people: People, sessionId: string): Promise<unknown>;
  /** The done steps of the session in the end. */
  steps: Record<string, number>;
}

const saying =
  (text: string) =>
  (url: string, { claimant: { key } }: People, sessionId: string) =>
    sayTurn({ url, key, body: { sessionId, clientMessageId: randomUUID(), text } }, () => {});

const told = (text: string) => (people: People, sessionId: string) =>
  receiveMessage(people.claimant, { sessionId, clientMessageId: randomUUID(), text });

const starting =
  (kind: CrashCase["kind"]) =>
  (url: string, { claimant: { key } }: People, sessionId: string) =>
    call({ url: `${url}/claims`, key, body: { sessionId, workflowId: onlyKind(kind).id } });

const rejection = { verdict: "reject", reason: "It is not covered.", expected_version: 1 } as const;

const openReview = (sessionId: string) => prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open" } });

async function deciding(url: string, { reviewer: { key } }: People, sessionId: string) {
  const { id } = await openReview(sessionId);
  return call({ url: `${url}/api/v1/reviews/${id}/decision`, key, body: rejection });
}

async function decided({ reviewer }: People, sessionId: string): Promise<void> {
  const { id } = await openReview(sessionId);
  await decide(reviewer, id, rejection);
}

const facts = { facts: { amount_cents: ["$300"] }, acknowledgement: "I am sorry to hear that." };
const costs = "Somebody hit my parked car, the garage says $300";

export const crashCases: CrashCase[] = [
  { name: "talk", kind: "talk", answer: facts, trigger: saying(costs), steps: { tell: 1, letter: 1 } },
  {
    name: "classify",
    kind: "classify",
    answer: { label: "car", because: "parked car" },
    trigger: saying(costs),
    steps: { sort: 1, letter: 1 },
  },
  {
    name: "confirm, showing the facts",
    kind: "confirm",
    answer: facts,
    trigger: saying(costs),
    goOn: told("yes"),
    steps: { confirm: 2, letter: 1 },
  },
  {
    name: "confirm, hearing yes",
    kind: "confirm",
    prepare: told(costs),
    trigger: saying("yes"),
    steps: { confirm: 2, letter: 1 },
  },
  { name: "screen", kind: "screen", trigger: starting("screen"), steps: { screen: 1, letter: 1 } },
  { name: "set", kind: "set", trigger: starting("set"), steps: { note: 1, letter: 1 } },
  { name: "say", kind: "say", trigger: starting("say"), steps: { thank: 1, letter: 1 } },
  {
    name: "review, asking",
    kind: "review",
    trigger: starting("review"),
    goOn: decided,
    steps: { review: 2, letter: 1 },
  },
  {
    name: "review, decided",
    kind: "review",
    prepare: (_people, sessionId) => advanceSession(sessionId),
    trigger: deciding,
    steps: { review: 2, letter: 1 },
  },
  { name: "letter", kind: "letter", trigger: starting("letter"), steps: { letter: 1 } },
];

/** A session at which the case's task is due. */
export async function newSession({ kind, prepare }: CrashCase, people: People): Promise<string> {
  const { sessionId } = await startSession(people.claimant, { workflowId: onlyKind(kind).id });
  await prepare?.(people, sessionId);
  return sessionId;
}
