import { randomUUID } from "node:crypto";
import type fc from "fast-check";
import { expect } from "vitest";
import type { ClaimantPrincipal, ReviewerPrincipal } from "@/lib/auth/principal";
import { confirmFacts } from "@/lib/chat/mutations";
import { receiveMessage } from "@/lib/chat/receive-message";
import { prisma } from "@/lib/db/client";
import { SessionConflictError } from "@/lib/engine";
import { decide } from "@/lib/inbox/decide";
import { advanceSession } from "@/lib/sessions/advance-session";
import { storeTestDecision } from "@/lib/sessions/cases/test-decision";
import { saveMessage } from "@/lib/sessions/save-message";
import { advanceIfFree } from "@/lib/sessions/session-host";
import { dueSessions } from "@/lib/sessions/sql/leases/due-sessions";
import { startSession } from "@/lib/sessions/start-session";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { type Crash, Crashed, runUntilCrash } from "../processes/crashing-storage";
import * as model from "./claim-model";
import { orderedClaims } from "./ordered-claims";

/** The expected state: the claims of the model. */
export interface Model {
  claims: model.ModelClaim[];
  version: number;
}

/** What the commands act on in the product. */
export interface Real {
  workflowId: string;
  claimant: ClaimantPrincipal;
  reviewer: ReviewerPrincipal;
}

type Command = fc.AsyncCommand<Model, Real>;

/** What a claimant types. */
export type Spoken = Exclude<model.Said, "button">;

const words: Record<model.Said, string> = {
  story: "Somebody hit my parked car, the garage says",
  chat: "Thank you for your help",
  yes: "yes",
  button: "Yes, this is right.",
};
const textOf = (claim: model.ModelClaim, said: model.Said): string =>
  said === "story" ? `${words.story} $${claim.isSmall ? 300 : 2_500}` : words[said];

/** A command for one of the claims, run when `isUseful`: other runs would show nothing new. */
function about(
  name: string,
  isUseful: (claim: model.ModelClaim) => boolean,
  run: (claim: model.ModelClaim, real: Real) => Promise<void>,
) {
  return (index: number): Command => {
    const pick = ({ claims }: Readonly<Model>) => claims[index % claims.length];
    return {
      check: (seen) => isUseful(pick(seen) as model.ModelClaim),
      run: (seen, real) => run(pick(seen) as model.ModelClaim, real),
      toString: () => `${name} #${index}`,
    };
  };
}

const always = () => true;
const wasReviewed = ({ evidence }: model.ModelClaim): boolean => evidence > 0;

const openWait = (sessionId: string) => prisma.wait.findFirst({ where: { sessionId, status: "open" } });
const newestReview = (sessionId: string) =>
  prisma.wait.findFirstOrThrow({ where: { sessionId, audience: "reviewer" }, orderBy: { stepSeq: "desc" } });

/** Lets the lease of a session run out. */
const letLeaseEnd = (sessionId: string): Promise<number> =>
  prisma.$executeRaw`UPDATE session SET lease_until = now() - interval '1 second'
    WHERE id = ${sessionId}::uuid AND lease_until > now()`;

/** Starts a claim; `isTold`: its first message has the story. */
export const start = (isSmall: boolean, isTold: boolean): Command => ({
  check: ({ claims }) => claims.length < 3,
  async run(seen, real) {
    const { sessionId } = await startSession(real.claimant, { workflowId: real.workflowId });
    await advanceIfFree(sessionId);
    const claim = model.newClaim(sessionId, seen.version, isSmall);
    model.advance(claim);
    seen.claims.push(claim);
    if (isTold) await sayIt("story")(seen.claims.length - 1).run(seen, real);
  },
  toString: () => `start ${isSmall ? "small" : "large"}${isTold ? ", told" : ""}`,
});

export const publish = (): Command => ({
  check: () => true,
  async run(seen, { workflowId }) {
    seen.version += 1;
    await publishWorkflow(orderedClaims(workflowId, seen.version));
  },
  toString: () => "publish",
});

export const sayIt = (said: Spoken) =>
  about(`say ${said}`, always, async (claim, { claimant }) => {
    const message = { sessionId: claim.id, clientMessageId: randomUUID(), text: textOf(claim, said) };
    const turn = receiveMessage(claimant, message);
    if (claim.status === "completed") return expect(turn).rejects.toMatchObject({ code: "conflict" });
    await turn;
    model.say(claim, said);
    model.advance(claim);
  });

export const confirm = about(
  "confirm",
  ({ taskId }) => taskId !== "tell",
  async (claim, { claimant }) => {
    const wait = await openWait(claim.id);
    const pressing = { sessionId: claim.id, clientMessageId: randomUUID(), waitId: wait?.id ?? randomUUID() };
    const turn = confirmFacts(claimant, pressing);
    if (claim.audience !== "claimant") return expect(turn).rejects.toMatchObject({ code: "conflict" });
    await turn;
    model.say(claim, "button");
    model.advance(claim);
  },
);

export const decideIt = (verdict: model.VerdictName, sees: "all" | "less") =>
  about(`decide ${verdict}${sees === "less" ? " on less" : ""}`, wasReviewed, async (claim, { reviewer }) => {
    const review = await newestReview(claim.id);
    const expected = claim.evidence + (sees === "less" ? 1 : 0);
    const deciding = decide(reviewer, review.id, { verdict, reason: randomUUID(), expected_version: expected });
    if (claim.audience !== "reviewer") return expect(deciding).rejects.toMatchObject({ code: "already_decided" });
    if (sees === "less" || model.hasEvidence(claim)) return expect(deciding).rejects.toMatchObject({ code: "stale" });
    await deciding;
    model.decide(claim, verdict);
    model.advance(claim);
  });

const isUnderReview = (claim: model.ModelClaim): boolean => claim.audience === "reviewer" && !model.hasEvidence(claim);

/** The process crashes after it has stored the decision. */
export const decideAndCrash = (verdict: model.VerdictName) =>
  about(`decide ${verdict} and crash`, isUnderReview, async (claim, { reviewer }) => {
    const review = await newestReview(claim.id);
    const decision = { waitId: review.id, actorId: reviewer.userId, verdict, reason: "so" };
    expect(await storeTestDecision({ ...decision, evidenceVersion: claim.evidence })).toBe(claim.id);
    model.decide(claim, verdict);
  });

/** The process stores a message, if there is one, and crashes at a commit; commit 0: before it runs at all. */
export const sayAndCrash = (said: Spoken | null, crash: Omit<Crash, "meanwhile">) =>
  about(`say ${said} and crash ${crash.moment} commit ${crash.commit}`, canRun(said), async (claim, { claimant }) => {
    if (said) await store(claim, claimant, said);
    if (crash.commit === 0) return;
    const end = await runUntilCrash(claim.id, crash);
    const hasCrashed = model.crash(claim, crash.commit, crash.moment);
    if (hasCrashed) expect(end).toBeInstanceOf(Crashed);
    else expect(end).toBeUndefined();
    await letLeaseEnd(claim.id);
  });

/** The process sleeps for longer than its lease: another one advances the session, and the late commit is refused. */
export const sayAndLoseLease = (said: Spoken | null, commit: number) =>
  about(`say ${said} and sleep before commit ${commit}`, canRun(said), async (claim, { claimant }) => {
    if (said) await store(claim, claimant, said);
    const meanwhile = async () => {
      await letLeaseEnd(claim.id);
      await advanceSession(claim.id);
    };
    const end = await runUntilCrash(claim.id, { commit, moment: "before", meanwhile });
    if (!model.crash(claim, commit, "before")) return expect(end).toBeUndefined();
    expect(end).toBeInstanceOf(SessionConflictError);
    model.advance(claim);
  });

/** A third start would set the session aside: poisoned.test.ts covers that. */
const canRun = (said: Spoken | null) => (claim: model.ModelClaim) =>
  claim.startedCount < 2 && (said !== null || model.isDue(claim));

/** Stores a message without answering it, as a process does that crashes. */
async function store(claim: model.ModelClaim, { userId: claimantId }: ClaimantPrincipal, said: Spoken): Promise<void> {
  const parts = [{ type: "text" as const, text: textOf(claim, said) }];
  const message = { id: randomUUID(), clientMessageId: randomUUID(), parts, flags: [] };
  const isStored = (await saveMessage({ ...message, sessionId: claim.id, claimantId })) !== undefined;
  expect(isStored).toBe(claim.status !== "completed");
  if (isStored) model.say(claim, said);
}

/** Moves times back and advances what the sweep finds, which must be exactly what is due. */
export const sweep = (): Command => ({
  check: () => true,
  async run({ claims }) {
    const ids = claims.map(({ id }) => id);
    await prisma.$executeRaw`
      UPDATE session SET updated_at = updated_at - interval '1 minute', lease_until = lease_until - interval '1 minute'
      WHERE id = ANY (${ids}::uuid[])`;
    const found = await prisma.$queryRaw<{ id: string }[]>(dueSessions(1_000));
    const due = found.map(({ id }) => id).filter((id) => ids.includes(id));
    const expected = claims.filter((claim) => model.isDue(claim) || model.hasEvidence(claim));
    expect(due.sort()).toEqual(expected.map(({ id }) => id).sort());
    for (const id of due) await advanceIfFree(id);
    for (const claim of expected) model.advance(claim);
  },
  toString: () => "sweep",
});
