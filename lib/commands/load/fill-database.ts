import { Prisma, prisma } from "@/lib/db/client";

/** Sessions of one batch of statements. */
const batch = 10_000;
const batchTimeoutMs = 10 * 60_000;

interface Amount {
  /** Cases that are open; some are assigned, snoozed, or wait for their claimant. */
  open: number;
  decided: number;
  workflowVersionId: string;
  reviewerIds: string[];
  queue: string;
}

/**
 * Fills the lists: sessions with three steps, four messages, a question to reviewers and a case each. The rows are
 * made by Postgres, the same ones each time. They have no events.
 */
export async function fillDatabase(amount: Amount, onProgress: (done: number) => void = () => {}): Promise<void> {
  const total = amount.open + amount.decided;
  await insertClaimants(Math.max(20, Math.ceil(total / 200)));
  for (let from = 1; from <= total; from += batch) {
    const to = Math.min(total, from + batch - 1);
    await prisma.$transaction(
      async (transaction) => {
        // With millions of rows the indexes make a batch slower than the limit of requests.
        await transaction.$executeRaw`SET LOCAL statement_timeout = 0`;
        for (const sql of statements(amount, from, to)) await transaction.$executeRaw(sql);
      },
      { timeout: batchTimeoutMs },
    );
    onProgress(to);
  }
  for (const table of ["session", "message", "step", "wait", "review_case", "decision", "app_user"]) {
    await prisma.$executeRaw(Prisma.raw(`ANALYZE ${table}`));
  }
}

/** A stable id of the n-th row of a kind. */
const idOf = (kind: string, n = "n") =>
  Prisma.raw(`overlay(overlay(md5('${kind}-' || ${n}) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid`);

async function insertClaimants(count: number): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO app_user (id, email, name, password_hash, roles, queues)
    SELECT ${idOf("load-claimant")}, 'load-' || n || '@example.com',
      (ARRAY['Ada','Bela','Cem','Dora','Emil','Fay','Gus','Hana','Ines','Jona'])[1 + n % 10] || ' ' ||
      (ARRAY['Abel','Brook','Cole','Drake','Ekman','Frost','Grant'])[1 + n % 7] || ' ' || n,
      '-', '{claimant}', '{}'
    FROM generate_series(1, ${count}::int) AS n ON CONFLICT DO NOTHING`;
}

/** What the statements of one batch share. */
function partsOf({ open, decided, workflowVersionId, reviewerIds, queue }: Amount, from: number, to: number) {
  const claimants = Math.max(20, Math.ceil((open + decided) / 200));
  return {
    ...{ open, workflowVersionId, queue },
    rows: Prisma.sql`generate_series(${from}::int, ${to}::int) AS n`,
    // The first rows are the open ones. Every 25th of them waits for its claimant.
    isOpen: Prisma.sql`(n <= ${open}::int AND n % 25 <> 0)`,
    isWaiting: Prisma.sql`(n <= ${open}::int AND n % 25 = 0)`,
    openedAt: Prisma.raw("(now() - n % 20000 * interval '97 seconds' - n % 400 * interval '1 day' * (n / 100000))"),
    reviewer: Prisma.sql`(${reviewerIds}::uuid[])[1 + n % ${reviewerIds.length}::int]`,
    claimant: idOf("load-claimant", `(1 + n % ${claimants})`),
    cents: Prisma.raw("(100000 + (n::bigint * 7919) % 900000)::int"),
    ...{ session: idOf("load-session"), wait: idOf("load-wait"), aCase: idOf("load-case") },
  };
}

type Parts = ReturnType<typeof partsOf>;

function statements(amount: Amount, from: number, to: number): Prisma.Sql[] {
  const parts = partsOf(amount, from, to);
  return [...sessionStatements(parts), ...caseStatements(parts)];
}

/** Sessions with their steps and messages. */
function sessionStatements(parts: Parts): Prisma.Sql[] {
  const { open, workflowVersionId, rows, openedAt, claimant, cents, session } = parts;
  return [
    Prisma.sql`
      INSERT INTO session (id, workflow_version_id, claimant_id, status, current_task_id, context, reference, subject,
        amount_cents, flags, created_at, updated_at, completed_at, step_seq, message_seq, user_message_seq,
        handled_message_seq, trail)
      SELECT ${session}, ${workflowVersionId}::uuid, ${claimant},
        (CASE WHEN n <= ${open}::int THEN 'waiting' ELSE 'completed' END)::"SessionStatus",
        CASE WHEN n <= ${open}::int THEN 'manual_review' ELSE 'final_summary' END, '{}',
        'CLM-L' || lpad(n::text, 8, '0'),
        CASE WHEN n % 2 = 0 THEN 'car' ELSE 'apartment' END, ${cents},
        CASE WHEN n % 40 = 0 THEN '{claimant asks for approval}' ELSE '{}' END::text[], ${openedAt}, ${openedAt},
        CASE WHEN n > ${open}::int THEN now() END, 3, 4, 3, 3, '{}'
      FROM ${rows}`,
    Prisma.sql`
      INSERT INTO step (session_id, seq, task_id, status, action, patch, duration_ms, created_at)
      SELECT ${session}, seq, 'task_' || seq, 'done', 'Continue', '{"set":{},"remove":[]}', 5, ${openedAt}
      FROM ${rows}, generate_series(1, 3) AS seq`,
    Prisma.sql`
      INSERT INTO message (id, session_id, seq, role, parts, flags, created_at)
      SELECT ${idOf("load-message", "(n || '-' || seq)")}, ${session}, seq,
        (CASE WHEN seq % 2 = 1 THEN 'user' ELSE 'assistant' END)::"MessageRole",
        jsonb_build_array(jsonb_build_object('type', 'text', 'text',
          CASE WHEN seq % 2 = 0 THEN 'When did it happen?' ELSE
            'The ' || (ARRAY['window','bumper','door','roof','boiler','mirror','fence'])[1 + (n + seq) % 7]
            || ' was damaged by '
            || (ARRAY['hail','a neighbour','a lorry','frost','a burst pipe'])[1 + (n / 7 + seq) % 5]
            || ' at number ' || n END)),
        '{}', ${openedAt}
      FROM ${rows}, generate_series(1, 4) AS seq`,
  ];
}

const form = JSON.stringify({
  type: "decision",
  question: "Should it be paid?",
  fields: [],
  reasonRequiredTo: ["reject"],
});

/** Cases with their waits and decisions. */
function caseStatements(parts: Parts): Prisma.Sql[] {
  const { rows, isOpen, isWaiting, openedAt, reviewer, claimant, cents, session, wait, aCase, queue } = parts;
  return [
    Prisma.sql`
      INSERT INTO review_case (id, session_id, task_id, wait_id, queue, status, amount_cents, opened_at, closed_at,
        paused_since, due_ms, assignee_id)
      SELECT ${aCase}, ${session}, 'manual_review', ${wait}, ${queue},
        (CASE WHEN ${isWaiting} THEN 'waiting_on_claimant' ELSE 'decided' END)::"CaseStatus", ${cents}, ${openedAt},
        CASE WHEN NOT ${isWaiting} THEN ${openedAt} + interval '1 hour' END,
        CASE WHEN ${isWaiting} THEN ${openedAt} END,
        14400000, ${reviewer}
      FROM ${rows} WHERE NOT ${isOpen}`,
    Prisma.sql`
      INSERT INTO wait (id, session_id, task_id, step_seq, audience, queue, form, priority, amount_cents, reasons,
        due_at, status, opened_at, answered_at, case_id)
      SELECT ${wait}, ${session}, 'manual_review', 3, 'reviewer', ${queue}, ${form}::jsonb, n % 3, ${cents},
        '{amount is at least $1,000}', CASE WHEN n % 4 > 0 THEN ${openedAt} + interval '4 hours' END,
        (CASE WHEN ${isOpen} THEN 'open' ELSE 'answered' END)::"WaitStatus", ${openedAt},
        CASE WHEN NOT ${isOpen} THEN ${openedAt} + interval '1 hour' END, CASE WHEN NOT ${isOpen} THEN ${aCase} END
      FROM ${rows}`,
    // As the server would mark them: otherwise it marks them while something else is measured.
    Prisma.sql`
      UPDATE wait SET overdue_at = due_at FROM ${rows} WHERE ${isOpen} AND id = ${wait} AND due_at <= now()`,
    Prisma.sql`
      INSERT INTO decision (id, wait_id, session_id, actor_id, claimant_id, verdict, reason, evidence_version,
        created_at, fields)
      SELECT ${idOf("load-decision")}, ${wait}, ${session}, ${reviewer}, ${claimant},
        CASE WHEN ${isWaiting} THEN 'request_information' ELSE 'reject' END, 'Not covered.', 1, ${openedAt}, '{}'
      FROM ${rows} WHERE NOT ${isOpen}`,
    Prisma.sql`
      UPDATE review_case AS c SET assignee_id = CASE WHEN n % 3 = 0 THEN ${reviewer} END,
        snoozed_until = CASE WHEN n % 50 = 1 THEN now() + interval '1 day' END
      FROM ${rows} WHERE ${isOpen} AND (n % 3 = 0 OR n % 50 = 1) AND c.wait_id = ${wait} AND c.session_id = ${session}`,
  ];
}
