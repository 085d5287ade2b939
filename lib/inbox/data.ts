import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { Context, type JsonObject } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { listMessages } from "@/lib/sessions/reading/data";
import { findPath } from "@/lib/sessions/reading/find-path";
import { factsOf } from "@/lib/tasks/facts/facts";
import { type ProposedChange, waitFormSchema } from "@/lib/tasks/schema";
import { capitalise, searchWords } from "@/lib/text";
import { getGraphView } from "@/lib/workflows/data";
import { findProposed } from "./find-proposed";
import type { DecisionView, InboxTab, ReviewCase, ReviewListItem } from "./schema";

const pageSize = 200;

const withActor = { include: { actor: { select: { name: true } } } } satisfies { include: Prisma.DecisionInclude };
const claimant = { select: { name: true } } as const;
const withDecision = {
  assignee: { select: { id: true, name: true } },
  decision: withActor,
} satisfies Prisma.WaitInclude;
const listed = {
  ...withDecision,
  session: { select: { id: true, reference: true, subject: true, flags: true, claimant } },
} satisfies Prisma.WaitInclude;
type ListedWait = Prisma.WaitGetPayload<{ include: typeof listed }>;

/** The waits of a tab, always of the reviewer's own queues. */
function inTab(principal: ReviewerPrincipal, tab: InboxTab): Prisma.WaitWhereInput {
  const mine = { audience: "reviewer", queue: { in: principal.queues } } as const;
  const assigned = { assigneeId: principal.userId };
  switch (tab) {
    case "mine":
      return { ...mine, status: "open", ...assigned };
    case "unassigned":
      return { ...mine, status: "open", assigneeId: null };
    case "open":
      return { ...mine, status: "open" };
    case "claimant":
      // A reviewer asked the claimant, who has not answered yet.
      return {
        ...mine,
        decision: { verdict: "request_information" },
        session: { status: "waiting", waits: { some: { status: "open", audience: "claimant" } } },
      };
    case "decided":
      return { ...mine, decision: { verdict: { in: ["approve", "reject"] } } };
  }
}

/**
 * The cases of a tab, at most 200: open ones by priority and due time, decided ones newest first. `search` matches
 * reference, name and type.
 */
export async function listReviews(
  principal: ReviewerPrincipal,
  { tab, search }: { tab: InboxTab; search?: string },
): Promise<ReviewListItem[]> {
  const words = searchWords(search);
  const matches = { contains: words, mode: "insensitive" } as const;
  const waits = await prisma.wait.findMany({
    where: words
      ? {
          AND: [
            inTab(principal, tab),
            { session: { OR: [{ reference: matches }, { subject: matches }, { claimant: { name: matches } }] } },
          ],
        }
      : { id: { in: await firstIds(principal, tab) } },
    include: listed,
    orderBy:
      tab === "decided" || tab === "claimant"
        ? { answeredAt: "desc" }
        : [{ priority: "desc" }, { dueAt: "asc" }, { openedAt: "asc" }],
    take: pageSize,
  });
  const proposed = await findProposed(waits.map(({ id }) => id));
  return waits.map((wait) => toListItem(wait, proposed.get(wait.id)));
}

/**
 * The ids of the first cases of a tab. It reads the first of each queue in the order of the index of open reviews. In
 * Prisma's SQL the conditions of that index are casts, which Postgres cannot match: it would read and sort every open
 * case.
 */
async function firstIds(principal: ReviewerPrincipal, tab: InboxTab): Promise<string[]> {
  if (tab === "decided" || tab === "claimant") {
    const order = {
      where: inTab(principal, tab),
      orderBy: { answeredAt: "desc" },
      take: pageSize,
      select: { id: true },
    } as const;
    return (await prisma.wait.findMany(order)).map(({ id }) => id);
  }
  const assigneeFilter = {
    open: Prisma.empty,
    unassigned: Prisma.sql`AND assignee_id IS NULL`,
    mine: Prisma.sql`AND assignee_id = ${principal.userId}::uuid`,
  }[tab];
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT w.id FROM unnest(${principal.queues}::text[]) AS mine(queue), LATERAL (
      SELECT id, priority, due_at, opened_at FROM wait
      WHERE status = 'open' AND audience = 'reviewer' AND queue = mine.queue ${assigneeFilter}
      ORDER BY priority DESC, due_at, opened_at LIMIT ${pageSize}) AS w
    ORDER BY w.priority DESC, w.due_at, w.opened_at LIMIT ${pageSize}`;
  return rows.map(({ id }) => id);
}

/** How many cases each tab holds. */
export async function countReviews(principal: ReviewerPrincipal): Promise<Record<InboxTab, number>> {
  const count = (tab: InboxTab): Promise<number> => prisma.wait.count({ where: inTab(principal, tab) });
  const [mine, unassigned, open, claimant, decided] = await Promise.all([
    count("mine"),
    count("unassigned"),
    count("open"),
    count("claimant"),
    count("decided"),
  ]);
  return { mine, unassigned, open, claimant, decided };
}

function toListItem(wait: ListedWait, proposed: ProposedChange[] = []): ReviewListItem {
  const { session } = wait;
  const subject = session.subject ?? "Claim";
  const decision = wait.decision ? toDecision(wait.decision) : null;
  return {
    waitId: wait.id,
    sessionId: session.id,
    reference: session.reference,
    claimantName: session.claimant.name,
    subject: capitalise(subject),
    amountCents: decidedAmount(decision) ?? wait.amountCents,
    currency: wait.currency,
    waitingSince: wait.openedAt.toISOString(),
    dueAt: wait.dueAt?.toISOString() ?? null,
    assignee: wait.assignee,
    reasons: wait.reasons,
    flags: session.flags,
    status:
      wait.status === "open" ? "open" : decision?.verdict === "request_information" ? "waiting_on_claimant" : "decided",
    decision,
    evidenceVersion: wait.evidenceVersion,
    proposed,
  };
}

/** The amount of an approval that corrected it, else null. */
function decidedAmount(decision: DecisionView | null): number | null {
  const edited = decision?.verdict === "approve" ? decision.edits?.amount_cents : undefined;
  return typeof edited === "number" ? edited : null;
}

const toDecision = (decision: Prisma.DecisionGetPayload<typeof withActor>): DecisionView => ({
  id: decision.id,
  waitId: decision.waitId,
  verdict: decision.verdict,
  reason: decision.reason,
  edits: decision.edits as Record<string, unknown> | null,
  decidedBy: decision.actor.name,
  decidedById: decision.actorId,
  decidedAt: decision.createdAt.toISOString(),
});

/** One case with everything needed to decide it. Throws AppError("not_found"), also for other people's queues. */
export async function getReviewCase(principal: ReviewerPrincipal, waitId: string): Promise<ReviewCase> {
  const wait = await prisma.wait.findUnique({
    where: { id: waitId, audience: "reviewer", queue: { in: principal.queues } },
    include: { ...withDecision, session: { include: { claimant } } },
  });
  if (!wait) throw new AppError("not_found", { detail: "There is no such case." });
  const { session } = wait;
  const form = waitFormSchema.parse(wait.form);
  const [messages, graph, path, proposed, history] = await Promise.all([
    listMessages(session.id),
    getGraphView(session.workflowVersionId),
    findPath(session.id),
    findProposed([waitId]),
    prisma.decision.findMany({
      where: { sessionId: session.id, NOT: { waitId } },
      orderBy: { createdAt: "asc" },
      ...withActor,
    }),
  ]);
  return {
    ...toListItem(wait, proposed.get(waitId)),
    question: form.question,
    messages,
    facts: factsOf(form.type === "decision" ? form.fields : [], new Context(session.context as JsonObject)),
    graph,
    path,
    history: history.map(toDecision),
    isOwnClaim: session.claimantId === principal.userId,
  };
}

/** The stored decision on a wait, or null. */
export async function findDecision(waitId: string): Promise<DecisionView | null> {
  const decision = await prisma.decision.findUnique({ where: { waitId }, ...withActor });
  return decision && toDecision(decision);
}
