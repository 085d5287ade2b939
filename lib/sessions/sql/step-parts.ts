import type { Column } from "./rows";
import type { StepWrite } from "./step-write";

/**
 * Something that only some steps write. What a statement does not mention costs Postgres nothing, so that each
 * combination of parts is a statement of its own; most steps have none.
 */
export interface StepPart {
  applies(write: StepWrite): boolean;
  columns: readonly Column<StepWrite>[];
  /** What it sets in the session: columns, and their values out of `s`, the session before, and `w`, the write. */
  set?: Readonly<Record<string, string>>;
  /** What it adds to the step's row: columns, and their values out of `s`, the session after it, with its write. */
  insert?: readonly [columns: string, values: string];
  /** What it writes elsewhere, a common table expression each. */
  also?: readonly string[];
}

/** A write of somebody who holds no lease. */
const unleased: StepPart = {
  applies: ({ needsNoLease }) => needsNoLease,
  columns: [["needsNoLease", "boolean"]],
};

/** The session stays where it is, goes back, or has come a long way: the trail is not just longer by one. */
const trail: StepPart = {
  applies: (write) => write.trail !== null,
  columns: [["trail", "text[]"]],
  set: {
    trail: `coalesce(w."trail", s.trail || w."taskId")`,
  },
};

const removals: StepPart = {
  applies: ({ removes }) => removes,
  columns: [["removes", "boolean"]],
  set: {
    context: `(s.context || coalesce(w."patch"->'set', '{}'))
      - ARRAY(SELECT jsonb_array_elements_text(coalesce(w."patch"->'remove', '[]')))`,
  },
};

/** What it tells the person, and staff. */
const words: StepPart = {
  applies: ({ response, stepMessage }) => response !== null || stepMessage !== null,
  columns: [
    ["response", "text"],
    ["stepMessage", "text"],
  ],
  set: { status_message: `coalesce(w."stepMessage", s.status_message)` },
  insert: ["response, status_message", `s."response", s."stepMessage"`],
};

/** The answer that it took. */
const answers: StepPart = {
  applies: ({ stepAnswer }) => stepAnswer !== null,
  columns: [["stepAnswer", "jsonb"]],
  insert: ["answer", `s."stepAnswer"`],
};

/** The status that people and the sweeper look at changes with the first step of a run and with its last. */
const status: StepPart = {
  applies: (write) => write.status !== null,
  columns: [["status", "text"]],
  set: {
    status: `coalesce(w."status"::"SessionStatus", s.status)`,
    completed_at: `CASE WHEN w."status" = 'completed' THEN now() END`,
  },
};

/** The control comes back: the session is free again. */
const rests: StepPart = {
  applies: ({ keepLease }) => !keepLease,
  columns: [
    ["keepLease", "boolean"],
    ["isStopped", "boolean"],
    ["setsAside", "boolean"],
    ["givesUpAt", "int"],
  ],
  set: {
    lease_token: `CASE WHEN w."keepLease" THEN s.lease_token END`,
    lease_until: `CASE WHEN w."keepLease" THEN s.lease_until END`,
    stop_token: `CASE WHEN w."keepLease" THEN s.stop_token END`,
    begun: `CASE WHEN w."keepLease" THEN 1 ELSE 0 END`,
    is_set_aside: `w."setsAside"`,
    is_stopped: `CASE WHEN w."keepLease" THEN s.is_stopped ELSE w."isStopped" END`,
    stopped_message_seq: `CASE WHEN w."isStopped" THEN s.user_message_seq ELSE GREATEST(s.stopped_message_seq, w."givesUpAt") END`,
    updated_at: `CASE WHEN w."keepLease" THEN s.updated_at ELSE now() END`,
  },
};

/** The first step of a run leaves behind what the session stood at: its question, answer, failed tries. Others add to it. */
const settles: StepPart = {
  applies: ({ leavesBehind, isStopped }) => leavesBehind || isStopped,
  columns: [
    ["leavesBehind", "boolean"],
    ["attempt", "int"],
    ["retryInMs", "bigint"],
    ["wakeInMs", "bigint"],
    ["settles", "boolean"],
    ["spendsDecision", "boolean"],
    ["isStopped", "boolean"],
    ["answer", "jsonb"],
    ["handledMessageSeq", "int"],
  ],
  set: {
    attempt: `CASE WHEN w."leavesBehind" THEN w."attempt" ELSE s.attempt END`,
    next_retry_at: `CASE WHEN w."leavesBehind" OR w."isStopped" THEN now() + w."retryInMs" * interval '1 millisecond' ELSE s.next_retry_at END`,
    wake_at: `CASE WHEN w."leavesBehind" THEN now() + w."wakeInMs" * interval '1 millisecond' ELSE s.wake_at END`,
    answer: `CASE WHEN w."settles" THEN w."answer" ELSE coalesce(w."answer", s.answer) END`,
    answered_wait_id: `CASE WHEN w."spendsDecision" THEN NULL ELSE s.answered_wait_id END`,
    handled_message_seq: `GREATEST(s.handled_message_seq, w."handledMessageSeq")`,
  },
};

/** The conversation that tasks see begins anew. */
const forgetting: StepPart = {
  applies: ({ clearedAfter }) => clearedAfter !== null,
  columns: [["clearedAfter", "int"]],
  set: { history_from_seq: `coalesce(s.message_seq + w."clearedAfter", s.history_from_seq)` },
  insert: ["history_from_seq", `CASE WHEN s."clearedAfter" IS NOT NULL THEN s.history_from_seq END`],
};

const facets: StepPart = {
  applies: (write) => write.facets !== null,
  columns: [["facets", "jsonb"]],
  set: {
    subject: `CASE WHEN w."facets" IS NULL THEN s.subject ELSE w."facets"->>'subject' END`,
    amount_cents: `CASE WHEN w."facets" IS NULL THEN s.amount_cents ELSE (w."facets"->>'amountCents')::int END`,
    currency: `CASE WHEN w."facets" IS NULL THEN s.currency ELSE w."facets"->>'currency' END`,
    confirmed_at: `CASE WHEN w."facets" IS NULL THEN s.confirmed_at ELSE (w."facets"->>'confirmedAt')::timestamptz END`,
    outcome: `CASE WHEN w."facets" IS NULL THEN s.outcome ELSE w."facets"->>'outcome' END`,
    flags: `CASE WHEN w."facets" IS NULL THEN s.flags ELSE ARRAY(
      SELECT f FROM unnest(s.flags) AS f UNION SELECT jsonb_array_elements_text(w."facets"->'flags')) END`,
  },
};

/** What few steps have: an attempt beyond the first, an error's words, tokens used, children. */
const more: StepPart = {
  applies: (write) => write.more !== null,
  columns: [
    ["errorCode", "text"],
    ["more", "jsonb"],
  ],
  insert: [
    "error_code, attempt, error_message, next_retry_at, input_tokens, output_tokens, model_id, children, cached",
    `s."errorCode", coalesce((s."more"->>'attempt')::int, 1), s."more"->>'errorMessage', now() + (s."more"->>'retryInMs')::bigint * interval '1 millisecond',
    (s."more"->>'inputTokens')::int, (s."more"->>'outputTokens')::int, s."more"->>'modelId', s."more"->'children',
    coalesce((s."more"->>'cached')::boolean, false)`,
  ],
};

const messages: StepPart = {
  applies: ({ said }) => said > 0,
  columns: [
    ["said", "int"],
    ["messages", "jsonb"],
  ],
  set: { message_seq: `s.message_seq + w."said"` },
  also: [
    `said AS (
    INSERT INTO message (id, session_id, seq, role, parts, step_seq, flags, created_at)
    SELECT (m.value->>'id')::uuid, s.id, s.message_seq - s."said" + m.ordinality, (m.value->>'role')::"MessageRole",
      m.value->'parts', s.step_seq, '{}', (m.value->>'at')::timestamptz
    FROM s, jsonb_array_elements(s."messages") WITH ORDINALITY AS m
  )`,
  ],
};

const answeredWait: StepPart = {
  applies: ({ closesWait }) => closesWait,
  columns: [["closesWait", "boolean"]],
  also: [
    `closed AS (
    UPDATE wait SET status = 'answered', answered_at = now()
    FROM s WHERE s."closesWait" AND wait.session_id = s.id AND wait.status = 'open'
  )`,
  ],
};

const openedWait: StepPart = {
  applies: ({ wait }) => wait !== null,
  columns: [
    ["waitId", "uuid", ({ wait }) => wait?.id],
    ["audience", "text", ({ wait }) => wait?.audience],
    ["queue", "text", ({ wait }) => wait?.queue],
    ["form", "jsonb", ({ wait }) => wait?.form],
    ["priority", "int", ({ wait }) => wait?.priority],
    ["amountCents", "int", ({ wait }) => wait?.amountCents],
    ["currency", "text", ({ wait }) => wait?.currency],
    ["reasons", "text[]", ({ wait }) => wait?.reasons],
    ["dueInMs", "bigint", ({ wait }) => wait?.dueInMs],
    ["assigneeId", "uuid", ({ wait }) => wait?.assigneeId],
  ],
  also: [
    `opened AS (
    INSERT INTO wait (id, session_id, task_id, step_seq, opened_message_seq, audience, queue, form, priority, amount_cents, currency,
      reasons, due_at, assignee_id, opened_at)
    SELECT s."waitId", s.id, s."currentTaskId", s.step_seq, s.message_seq, s."audience"::"Audience", s."queue", s."form", s."priority",
      s."amountCents", s."currency", s."reasons", now() + s."dueInMs" * interval '1 millisecond', s."assigneeId", now()
    FROM s WHERE s."waitId" IS NOT NULL
  )`,
  ],
};

const effects: StepPart = {
  applies: (write) => write.effects !== null,
  columns: [["effects", "jsonb"]],
  also: [
    `effected AS (
    INSERT INTO outbox (effect_key, session_id, kind, payload)
    SELECT s.id || ':' || (e->>'key'), s.id, e->>'kind', e->'payload' FROM s, jsonb_array_elements(s."effects") AS e
    ON CONFLICT (effect_key) DO NOTHING
  )`,
  ],
};

/** Everything that a step may write beside its own row, in the order of the statement. */
export const stepParts: readonly StepPart[] = [
  ...[unleased, trail, removals, words, answers, status, rests, settles, forgetting],
  ...[facets, more, messages, answeredWait, openedWait, effects],
];
