import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import * as cases from "@/lib/sessions/cases/mutations";
import { readEdits } from "@/lib/tasks/review/read-edits";
import type { BulkAct, CaseAct, CaseEdits, CaseNoteBody } from "./acting/schema";
import { readList } from "./data";
import { explainNoChange, findCaseId, findOwnCase, staleError } from "./find-case-state";
import type { CasePerson, CaseQuery } from "./schema";

// Each takes the id of a case or of one of its waits, and throws AppError: not_found (also for other people's queues),
// forbidden and own_claim (the reviewer may not have it), conflict and claimed (a colleague was first).

/** Claims a case for the reviewer: a lease that work renews. */
export const claimCase = (principal: ReviewerPrincipal, id: string): Promise<void> =>
  changeCase(principal, id, cases.claim);

/** Removes the reviewer from their case. */
export const releaseCase = (principal: ReviewerPrincipal, id: string): Promise<void> =>
  changeCase(principal, id, cases.release);

/** Hides a case from the lists until a time. */
export async function snoozeCase(principal: ReviewerPrincipal, id: string, until: Date): Promise<void> {
  if (until.getTime() <= Date.now() || until.getTime() > Date.now() + maxSnoozeMs)
    throw new AppError("invalid", { fields: { until: "Choose a time within the next 90 days." } });
  await changeCase(principal, id, (actor) => cases.snooze(actor, until));
}
const maxSnoozeMs = 90 * 86_400_000;

/**
 * Writes a note; @ names colleagues of the queue by their name. A note that is evidence raises the evidence version,
 * and its author may not decide the case.
 */
export async function noteCase(
  principal: ReviewerPrincipal,
  id: string,
  { text, is_evidence }: CaseNoteBody,
): Promise<{ id: string }> {
  const { caseId, queue } = await findOwnCase(principal, id);
  const mentions = mentionedIn(text, await findColleagues(queue));
  const written = { id: randomUUID(), text, mentions, isEvidence: is_evidence };
  const actor = { caseId, actorId: principal.userId, queues: principal.queues };
  if (!(await cases.note({ ...actor, ...written }))) throw await explainNoChange(principal, caseId);
  return { id: written.id };
}

/**
 * Stores corrections of facts at once; null takes one back. Throws AppError `invalid` with the fields, `stale` when the
 * evidence or a correction that they replace is not as the reviewer saw it.
 */
export async function editCase(
  principal: ReviewerPrincipal,
  id: string,
  { edits, expected_version: evidenceVersion, was = {} }: CaseEdits,
): Promise<void> {
  const { caseId, form } = await findOwnCase(principal, id);
  const { read, problems } = readEdits(form.fields, edits);
  if (Object.keys(problems).length > 0) throw new AppError("invalid", { fields: problems });
  const seen = { ...was, ...readEdits(form.fields, was).read };
  const actor = { caseId, actorId: principal.userId, queues: principal.queues };
  if (await cases.edit(actor, { edits: read, was: seen, evidenceVersion })) return;
  const now = await findOwnCase(principal, caseId);
  const corrected = form.fields.filter(({ key }) => {
    const value = now.edits[key] ?? null;
    return key in seen && ![seen[key], read[key]].some((one) => isDeepStrictEqual(one ?? null, value));
  });
  const isStale = now.evidenceVersion !== evidenceVersion || corrected.length > 0;
  if (now.status === "open" && !now.refusal && !now.pending && isStale) {
    const isCorrected = new Map(corrected.map(({ key, label }) => [key, label]));
    throw staleError(now, Object.fromEntries(Object.keys(edits).map((key) => [key, staleWords(isCorrected.get(key))])));
  }
  throw await explainNoChange(principal, caseId);
}

/** Why a correction was not stored. `label`: the fact, when it was corrected meanwhile. */
const staleWords = (label: string | undefined): string =>
  label === undefined
    ? "This case has changed since you opened it. Look again, then save this again."
    : `${label} was corrected meanwhile. See what it is now, then save this again.`;

/**
 * Claims the first case of a list that the reviewer may decide and that is unassigned, or theirs in "Mine"; null when
 * there is none. Without a list it is the most urgent one of all.
 */
export async function claimNextCase(
  principal: ReviewerPrincipal,
  query: CaseQuery = {},
  exceptId?: string,
): Promise<string | null> {
  const { tab, queues, where, order } = await readList(principal, query);
  if (tab === "claimant" || tab === "snoozed" || tab === "decided") return null;
  const list = { queues, where, order, isOwn: tab === "mine" };
  return (await cases.claimNextCase(principal.userId, list, exceptId))?.case_id ?? null;
}

/** Takes back the reviewer's own pending decision. Throws AppError("conflict") when it is too late. */
async function undoDecision(principal: ReviewerPrincipal, pendingId: string): Promise<void> {
  if (await cases.undoPending(pendingId, principal.userId)) return;
  throw new AppError("conflict", { detail: "It is too late to undo this, or it is not your decision." });
}

/** Remembers up to where the reviewer has seen a case, and renews their lease. */
async function markSeen(principal: ReviewerPrincipal, id: string): Promise<void> {
  const caseId = await findCaseId(principal, id);
  await prisma.$executeRaw`
    INSERT INTO case_seen (case_id, user_id, message_seq, evidence_version)
    SELECT c.id, ${principal.userId}::uuid, s.message_seq, c.evidence_version
    FROM review_case c JOIN session s ON s.id = c.session_id WHERE c.id = ${caseId}::uuid
    ON CONFLICT (case_id, user_id) DO UPDATE SET message_seq = excluded.message_seq,
      evidence_version = excluded.evidence_version, seen_at = now()`;
  await cases.renewLease(caseId, principal.userId);
}

/** One act on several cases; what cannot be done is listed with the reason. */
export async function changeCases(
  principal: ReviewerPrincipal,
  ids: readonly string[],
  act: BulkAct,
): Promise<{ done: string[]; refused: { caseId: string; message: string }[] }> {
  const done: string[] = [];
  const refused: { caseId: string; message: string }[] = [];
  for (const caseId of ids) {
    try {
      await doAct(principal, caseId, act);
      done.push(caseId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ caseId, message: error.message });
    }
  }
  return { done, refused };
}

/** Does one thing to a case that is not a decision. */
export async function doAct(principal: ReviewerPrincipal, id: string, act: CaseAct): Promise<void> {
  switch (act.act) {
    case "claim":
      return claimCase(principal, id);
    case "release":
      return releaseCase(principal, id);
    case "assign":
      return changeCase(principal, id, (actor) => cases.assign(actor, act.user_id));
    case "snooze":
      return snoozeCase(principal, id, new Date(act.until));
    case "unsnooze":
      return changeCase(principal, id, cases.unsnooze);
    case "escalate":
      return changeCase(principal, id, (actor) => cases.escalate(actor, act.reason || null));
    case "tag":
      return changeCase(principal, id, (actor) => cases.tag(actor, act));
    case "note":
      return void (await noteCase(principal, id, act));
    case "edit":
      return editCase(principal, id, act);
    case "undo":
      return undoDecision(principal, act.decision_id);
    case "seen":
      return markSeen(principal, id);
    case "renew":
      return void (await cases.renewLease(await findCaseId(principal, id), principal.userId));
  }
}

/** The reviewers of a queue, by name. */
export const findColleagues = (queue: string): Promise<CasePerson[]> =>
  prisma.user.findMany({
    where: { queues: { has: queue }, roles: { has: "reviewer" }, disabledAt: null },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
    take: 200,
  });

/** The ids of the people whose whole name follows an @. */
function mentionedIn(text: string, people: readonly CasePerson[]): string[] {
  const lower = text.toLowerCase();
  return people.filter(({ name }) => lower.includes(`@${name.toLowerCase()}`)).map(({ id }) => id);
}

type Act = (actor: { caseId: string; actorId: string; queues: string[] }) => Promise<unknown>;

async function changeCase(principal: ReviewerPrincipal, id: string, act: Act): Promise<void> {
  const caseId = await findCaseId(principal, id);
  if (!(await act({ caseId, actorId: principal.userId, queues: principal.queues })))
    throw await explainNoChange(principal, caseId);
}
