import { z } from "zod";
import type { ClaimantPrincipal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { Context, type GraphDefinition, graphDefinitionSchema, type JsonObject } from "@/lib/engine";
import { resolveSettings, settingValues, toDefinition } from "@/lib/engine/definition-kit";
import { AppError } from "@/lib/errors";
import { getModel } from "@/lib/llm/model";
import { formatMoney } from "@/lib/money";
import { countFirst, listCursors, rowsToRead, timeText, toPage } from "@/lib/paging/cursor";
import type { Page, PageRequest } from "@/lib/paging/schema";
import { listMessages } from "@/lib/sessions/reading/data";
import { describeFailure, describeStatus, isAnswering } from "@/lib/sessions/reading/describe-status";
import { storableCents } from "@/lib/sessions/sql/steps/facets";
import { defaultWorkflowId, requireStarter } from "@/lib/sessions/start-session";
import { factsOf } from "@/lib/tasks/facts/facts";
import { askedFields } from "@/lib/tasks/questions/describe-workflow";
import type { Intent } from "@/lib/tasks/questions/intents";
import { readIntents } from "@/lib/tasks/questions/read-intent";
import { type FieldSpec, factFields, type WaitForm, waitFormSchema } from "@/lib/tasks/schema";
import { isAboutMoney } from "@/lib/tasks/session-words";
import { renderTemplate } from "@/lib/tasks/template";
import { upperFirst } from "@/lib/words";
import { valueFormat } from "@/lib/workflows/describing/describe-words";
import { findPublishedVersion, loadGraph } from "@/lib/workflows/load-graph";
import { describeClaim } from "./describing/describe-claim";
import { describeStages } from "./describing/describe-stages";
import type { ClaimListItem, ClaimView, ClaimWord } from "./schema";

const shown = {
  waits: { where: { status: "open" } },
  workflowVersion: { select: { definition: true, workflowId: true } },
} satisfies Prisma.SessionInclude;
type ShownSession = Prisma.SessionGetPayload<{ include: typeof shown }>;

const cursors = listCursors("claims", z.strictObject({ at: timeText, id: z.uuid() }));

/** The claimant's own claims, the newest change first. */
export async function listClaims(
  principal: ClaimantPrincipal,
  request: PageRequest = {},
): Promise<Page<ClaimListItem>> {
  const after = cursors.decode(request.cursor);
  const fromWhere = Prisma.sql`FROM session WHERE claimant_id = ${principal.userId}::uuid`;
  const place = after && Prisma.sql`AND (updated_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const [found, total] = await Promise.all([
    prisma.$queryRaw<{ id: string; at: string }[]>`
      SELECT id, updated_at::text AS at ${fromWhere} ${place ?? Prisma.empty}
      ORDER BY updated_at DESC, id DESC LIMIT ${rowsToRead(request)}`,
    countFirst(request, Prisma.sql`${fromWhere} ORDER BY created_at DESC`),
  ]);
  const { items, nextCursor } = toPage(found, request, (row) => cursors.encode(row));
  const rows = await readClaimRows(items.map(({ id }) => id));
  return { items: items.flatMap(({ id }) => rows.get(id) ?? []), nextCursor, total };
}

/** The rows of these claims, by id: for a reader that asks who may read them before anything leaves the process. */
export async function readClaimRows(ids: readonly string[]): Promise<Map<string, ClaimListItem>> {
  const sessions = await prisma.session.findMany({ where: { id: { in: [...ids] } }, include: shown });
  // Many claims are of few versions of a workflow.
  const kinds = new Map<string, ClaimKind>();
  return new Map(
    sessions.map((session) => {
      const known = kinds.get(session.workflowVersionId) ?? kindOf(definitionOf(session));
      kinds.set(session.workflowVersionId, known);
      return [session.id, toListItem(session, known)];
    }),
  );
}

const definitionOf = (session: ShownSession): GraphDefinition =>
  resolveSettings(graphDefinitionSchema.parse(session.workflowVersion.definition), valueFormat);
const contextOf = (session: ShownSession): Context => new Context(session.context as JsonObject);

/** What all sessions of a version have in common. */
interface ClaimKind {
  fields: FieldSpec[];
  word: ClaimWord;
}

const kindOf = (definition: GraphDefinition): ClaimKind => ({
  fields: askedFields(definition),
  word: { ...definition.sessionWord, title: upperFirst(definition.sessionWord.one) },
});

const isClosed = ({ status }: Pick<ShownSession, "status">): boolean =>
  status === "completed" || status === "cancelled";

function toListItem(session: ShownSession, { fields, word }: ClaimKind): ClaimListItem {
  const facts = { ...session, audience: session.waits[0]?.audience ?? null };
  const { tone, text } = describeStatus(facts, "claimant");
  const context = contextOf(session);
  const money = fields.find(({ type }) => type === "money")?.key;
  return {
    sessionId: session.id,
    reference: session.reference,
    word,
    title: describeClaim(factsOf(fields, context), { word: word.one, isOver: isClosed(session) }),
    amountCents: session.amountCents ?? storableCents(money && context.get(money)),
    currency: session.currency,
    tone,
    statusText: text,
    needsYou: session.status === "waiting" && facts.audience === "claimant" && !isAnswering(facts),
    updatedAt: session.updatedAt.toISOString(),
  };
}

/** One claim as its claimant sees it. Throws AppError("not_found"), also for another person's. */
export async function getClaim(principal: ClaimantPrincipal, sessionId: string): Promise<ClaimView> {
  const session = await prisma.session.findUnique({
    where: { id: sessionId, claimantId: principal.userId },
    include: {
      ...shown,
      steps: { where: { status: "done" }, orderBy: { seq: "asc" }, select: { taskId: true, statusMessage: true } },
    },
  });
  if (!session) throw new AppError("not_found", { detail: "There is nothing of yours under this id." });
  const definition = definitionOf(session);
  const kind = kindOf(definition);
  const item = toListItem(session, kind);
  const wait = session.waits[0];
  const asked = session.status === "waiting" && wait?.audience === "claimant" ? waitFormSchema.parse(wait.form) : null;
  // A message that a run is reading has answered the question; the facts stay on the page.
  const form = item.needsYou || asked?.type === "confirm" ? asked : null;
  const review =
    wait?.audience === "reviewer"
      ? { since: wait.openedAt.toISOString(), dueAt: wait.dueAt?.toISOString() ?? null }
      : null;
  const isOpen = !isClosed(session);
  const context = contextOf(session);
  const messages = await listMessages(sessionId);
  const asks = askedLast(messages);
  return {
    ...item,
    workflowId: session.workflowVersion.workflowId,
    isNew: false,
    opening: messages[0]?.role === "assistant" ? null : openingOf(definition, context),
    messages,
    facts: factsOf(fieldsNow(definition, kind.fields, { context, taskId: session.currentTaskId, form }), context),
    factsState: factsStateOf(session, form),
    stages: describeStages(definition, { ...session, context }),
    nextText: nextText(session, item.needsYou ? form : null, definition),
    form,
    waitId: form && wait ? wait.id : null,
    // A reviewer's wait offers nothing: a claimant who has just asked to withdraw gets the button for it.
    acts: form && form.type !== "decision" ? form.acts : review && asks.some(isWithdrawal) ? ["withdraw"] : [],
    review,
    failure: failureOf(session),
    letter:
      session.status === "completed" && endsWithLetter(definition, session)
        ? {
            outcome: item.statusText,
            amountText: item.amountCents === null ? null : formatMoney(item.amountCents, session.currency),
          }
        : null,
    canWithdraw: isOpen,
    isAboutMoney: isAboutMoney(definition),
    isOpen,
    demoModel: getModel().isDemo,
  };
}

/**
 * A claim that its claimant has not told yet: nothing is stored, the first message starts it under this id. Throws
 * AppError("not_found") for a workflow that is not published, "forbidden" for one that this person may not start.
 */
export async function getNewClaim(
  principal: ClaimantPrincipal,
  sessionId: string,
  workflowId: string = defaultWorkflowId,
): Promise<ClaimView> {
  const version = await findPublishedVersion(workflowId);
  if (!version) throw new AppError("not_found", { detail: "This cannot be started at the moment." });
  requireStarter(principal, version);
  const definition = resolveSettings(toDefinition(await loadGraph(version.id)), valueFormat);
  const context = new Context();
  const { fields, word } = kindOf(definition);
  const shownFields = fieldsNow(definition, fields, { context, taskId: definition.startTaskId, form: null });
  const facts = factsOf(shownFields, context);
  return {
    sessionId,
    workflowId,
    reference: "",
    word,
    title: describeClaim(facts, { word: word.one }),
    amountCents: null,
    currency: "USD",
    tone: "waiting_for_you",
    statusText: "Waiting for your message",
    needsYou: true,
    updatedAt: new Date().toISOString(),
    isNew: true,
    opening: openingOf(definition, context),
    messages: [],
    facts,
    factsState: "collecting",
    stages: describeStages(definition, {
      ...{ status: "waiting", currentTaskId: definition.startTaskId, steps: [], context },
    }),
    nextText: `Your ${word.one} begins with your first message, and you can come back to it at any time.`,
    form: null,
    waitId: null,
    acts: [],
    review: null,
    failure: null,
    letter: null,
    canWithdraw: false,
    isAboutMoney: isAboutMoney(definition),
    isOpen: true,
    demoModel: getModel().isDemo,
  };
}

/**
 * The fields on the card: those of the open confirmation; without a confirmation in the workflow those that are known,
 * or that the session's task asks for. A yes or no is listed once it is said: until then it is only a question.
 */
function fieldsNow(
  { tasks }: GraphDefinition,
  fields: FieldSpec[],
  { context, taskId, form }: { context: Context; taskId: string; form: WaitForm | null },
): FieldSpec[] {
  if (form?.type === "confirm") return form.fields;
  if (tasks.some(({ kind }) => kind === "confirm")) return fields;
  const asked = factFields(tasks.find(({ id }) => id === taskId)?.config ?? {}).map(({ key }) => key);
  return fields.filter(({ key, type }) => context.get(key) !== undefined || (asked.includes(key) && type !== "yes_no"));
}

const isWithdrawal = (intent: Intent): boolean => intent === "withdraw" || intent === "may_withdraw";

/** What the claimant's newest message asked for, when it has been answered. */
function askedLast(messages: { role: string; text: string }[]): Intent[] {
  const asked = messages.findLast(({ role }) => role === "user");
  return asked && messages.at(-1)?.role === "assistant" ? readIntents(asked.text).map(({ intent }) => intent) : [];
}

function factsStateOf(session: ShownSession, form: WaitForm | null): ClaimView["factsState"] {
  if (form?.type === "confirm") return "to_confirm";
  if (contextOf(session).get("corrections") !== undefined) return "corrected";
  return session.confirmedAt ? "confirmed" : "collecting";
}

/** What the workflow says before the first message. */
function openingOf(definition: GraphDefinition, context: Context): string | null {
  const start = definition.tasks.find((task) => task.id === definition.startTaskId);
  const greeting = start?.config.greeting;
  return typeof greeting === "string" ? renderTemplate(greeting, context, settingValues(definition)) : null;
}

function nextText(session: ShownSession, form: WaitForm | null, { tasks, sessionWord }: GraphDefinition): string {
  const audience = session.waits[0]?.audience;
  const { one } = sessionWord;
  const has = (kind: string): boolean => tasks.some((task) => task.kind === kind);
  if (session.status === "completed") {
    return has("letter") ? `This ${one} is closed. The letter tells you what happens next.` : `This ${one} is closed.`;
  }
  if (session.status === "cancelled") {
    return session.outcome === "withdrawn"
      ? `You have withdrawn this ${one}. You can start a new one at any time.`
      : `We have closed this ${one} without a decision. You can start a new one at any time.`;
  }
  if (session.status === "failed") {
    if (session.isSetAside) return `Nothing is lost. Our staff look at it and go on with your ${one}.`;
    return session.nextRetryAt
      ? "Nothing is lost. We try again by ourselves; you can also try again now."
      : "Nothing is lost. Try again now, or write to us once more.";
  }
  if (audience === "reviewer")
    return "A specialist decides next. You do not have to do anything; you may add information.";
  if (failureOf(session)?.reason === "stopped" || session.status === "paused")
    return "You stopped the reply. Write on, or let your message be answered after all.";
  if (form?.type === "confirm") return `Please check the facts of your ${one}, then confirm or change them.`;
  if (audience === "timer") return "It goes on by itself later. You do not have to do anything.";
  if (form) return `Please answer the last question. Then your ${one} goes on.`;
  return "We are reading your last message. You do not have to do anything.";
}

const endsWithLetter = ({ tasks }: GraphDefinition, { steps }: { steps: { taskId: string }[] }): boolean =>
  steps.some(({ taskId }) => tasks.some(({ id, kind }) => id === taskId && kind === "letter"));

function failureOf(session: ShownSession): ClaimView["failure"] {
  if (session.status === "completed" || session.status === "cancelled") return null;
  if (session.status === "failed") {
    return { reason: session.isSetAside ? "set_aside" : "failed", text: describeFailure(session).text };
  }
  // A newer message is being answered with the one that was stopped.
  if (!session.isStopped || session.stoppedMessageSeq < session.userMessageSeq) return null;
  return { reason: "stopped", text: "Your message is saved. Write on, or let it be answered after all." };
}
