import { randomInt, randomUUID } from "node:crypto";
import type { ClaimantPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { notifySession } from "@/lib/db/connections/session-notifications";
import { isUniqueViolation } from "@/lib/db/is-unique-violation";
import type { JsonObject } from "@/lib/engine";
import { defaultSessionWord, type SessionWord, type StarterRole } from "@/lib/engine/definition-kit";
import { AppError } from "@/lib/errors";
import { processState } from "@/lib/process-state";
import { sessionWordKey } from "@/lib/tasks/claim-facets";
import { mayStart } from "@/lib/workflows/find-startable";
import { findPublishedVersion, type PublishedVersion } from "@/lib/workflows/load-graph";
import { inserts } from "./sql/write-batches";

/** The workflow of a session that names none. */
export const defaultWorkflowId = "insurance-claims";
/** The workflow of `POST /recommend`. */
export const recommendationWorkflowId = "cover-advisor";

/** How long a claimant waits for a new session to be stored. Milliseconds. */
const longestInsertMs = 2_000;

/** Letters and digits that cannot be confused on paper or on the phone. */
const referenceAlphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The newest version of each workflow as this process knows it. The statement that creates a session checks it. */
const newest = processState("newest-versions", () => new Map<string, PublishedVersion>());

/**
 * Creates a session of the workflow's newest published version for a claimant; nothing runs yet. A given `sessionId`
 * that is theirs already is returned as it is, so that a repeat starts nothing twice. Throws AppError("not_found") for
 * a workflow that is not published, "forbidden" for one that this person may not start, "conflict" for an archived one.
 */
export async function startSession(
  principal: ClaimantPrincipal,
  { workflowId = defaultWorkflowId, sessionId = randomUUID() }: { workflowId?: string; sessionId?: string } = {},
): Promise<{ sessionId: string; reference: string }> {
  let version = newest.get(workflowId) ?? (await findNewest(workflowId));
  // A newer version may let other people start it.
  if (!mayStart(principal, version.startedBy)) version = await findNewest(workflowId);
  for (let attempt = 1; ; attempt++) {
    requireStarter(principal, version);
    const reference = newReference(version.sessionWord);
    try {
      if (await insert(principal, sessionId, reference, version)) {
        notifySession(sessionId);
        return { sessionId, reference };
      }
    } catch (error) {
      // The random reference is already taken: another one is tried.
      if (!isUniqueViolation(error) || attempt === 3) throw error;
      continue;
    }
    const existing = await prisma.session.findUnique({ where: { id: sessionId, claimantId: principal.userId } });
    if (existing) return { sessionId, reference: existing.reference };
    // The id is taken by another person, or there is a newer version, or the workflow was archived for a moment.
    const known = version.id;
    version = await findNewest(workflowId);
    if (version.id === known && attempt > 1) throw new AppError("not_found");
  }
}

async function findNewest(workflowId: string): Promise<PublishedVersion> {
  const version = await findPublishedVersion(workflowId);
  if (!version) throw await refusal(workflowId);
  newest.set(workflowId, version);
  return version;
}

const people: Record<StarterRole, string> = { claimant: "claimants", reviewer: "reviewers", designer: "designers" };

/** Throws AppError `forbidden`, with the people who may. */
export function requireStarter(principal: ClaimantPrincipal, { name, startedBy }: PublishedVersion): void {
  if (mayStart(principal, startedBy)) return;
  const who = new Intl.ListFormat("en").format(startedBy.map((role) => people[role]));
  throw new AppError("forbidden", { detail: `“${name}” can only be started by ${who}.` });
}

async function refusal(workflowId: string): Promise<AppError> {
  const isArchived = (await prisma.workflow.count({ where: { id: workflowId, archivedAt: { not: null } } })) > 0;
  return isArchived
    ? new AppError("conflict", { detail: "This workflow is archived. Nothing new can be started with it." })
    : new AppError("not_found", { detail: `There is no published workflow "${workflowId}".` });
}

/** False when the id is taken or `version` is not the newest one of its workflow any more. */
async function insert(
  { userId }: ClaimantPrincipal,
  id: string,
  reference: string,
  { id: workflow_version_id, workflowId, startTaskId, sessionWord: { one } }: PublishedVersion,
): Promise<boolean> {
  const isClaim = one === defaultSessionWord.one;
  const context = startValues({ id: workflowId, sessionWord: { one } }, reference);
  const created = await withinLimit(
    inserts.add({
      id: id.toLowerCase(),
      workflow_version_id,
      newest_of: workflowId,
      claimant_id: userId,
      reference,
      start_task_id: startTaskId,
      ...(!isClaim && { subject: one }),
      context,
    }),
  );
  return created !== undefined;
}

/** What a session's context begins with. */
export function startValues(
  { id, sessionWord: { one } }: { id: string; sessionWord: Pick<SessionWord, "one"> },
  reference: string,
): JsonObject {
  return { reference, workflow: id, ...(one !== defaultSessionWord.one && { [sessionWordKey]: one }) };
}

/** Throws AppError `unavailable` for a blocked database. A repeat with the same id creates no second one. */
async function withinLimit<Result>(work: Promise<Result>): Promise<Result> {
  const { promise: blocked, reject } = Promise.withResolvers<never>();
  const detail = "Our records are busy at the moment. What was saved is safe; please try again.";
  const timer = setTimeout(
    () => reject(new AppError("unavailable", { detail, retryAfterSeconds: 5 })),
    longestInsertMs,
  );
  try {
    return await Promise.race([work, blocked]);
  } finally {
    clearTimeout(timer);
  }
}

/** A new session's number for people: eight characters of 30, so about 39 bits; the column is unique. */
export function newReference({ one }: SessionWord): string {
  const letters = Array.from({ length: 8 }, () => referenceAlphabet[randomInt(referenceAlphabet.length)]);
  return `${prefixOf(one)}-${letters.join("")}`;
}

/** The first letter and the next two consonants: a claim has CLM, a request RQS. */
function prefixOf(word: string): string {
  const [first = "", ...others] = word
    .normalize("NFKD")
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, "");
  const consonants = others.filter((letter) => !"AEIOU".includes(letter));
  const letters = consonants.length >= 2 ? consonants : others;
  return letters.length >= 2 ? [first, ...letters.slice(0, 2)].join("") : "REF";
}
