import type pg from "pg";
import { startInstallation } from "./editor/second-installation";
import { withDatabase } from "./faults/claims/check-invariants";
import { bearer, expect, test as people } from "./people";

const statement = <Row extends pg.QueryResultRow>(url: string | undefined, text: string, values: unknown[] = []) =>
  withDatabase(url, async (database) => (await database.query<Row>(text, values)).rows);

/** `npm start` on a new database, without the sweep. */
const test = people.extend<object, { installation: { url: string; ownerUrl: string } }>({
  installation: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
    async ({}, use) => {
      const installation = await startInstallation({ SWEEP_SECONDS: "0" });
      const health = () => fetch(`${installation.url}/health`).then((response) => response.json());
      await expect.poll(health).toEqual({ status: "ok", database: "ok", jobs: "ok", model: "demo" });
      await use(installation);
      await installation.stop();
    },
    { scope: "worker", timeout: 240_000 },
  ],
});

const letter = { id: "letter", kind: "letter", label: "Letter", config: { letter: "Goodbye." } };
const workflows = {
  pause: { id: "first", kind: "delay", label: "Pause", config: { for: "PT2S" } },
  review: {
    id: "first",
    kind: "review",
    label: "Review",
    config: { queue: "claims", question: "Well?", dueIn: "PT2S", announcement: "Wait." },
  },
  later: {
    id: "first",
    kind: "review",
    label: "Review",
    config: { queue: "claims", question: "Well?", dueIn: "PT4H", announcement: "Wait." },
  },
  failing: {
    id: "first",
    kind: "say",
    label: "Say",
    // Larger than a template may be: every retry fails too.
    config: { message: "{% for i in (1..2000000) %}{{ i }}{% endfor %}" },
    retry: { maxAttempts: 2, initialDelayMs: 2_000, backoffFactor: 1, maxDelayMs: 2_000 },
  },
};

async function publish(database: string, name: keyof typeof workflows): Promise<void> {
  const definition = {
    id: name,
    name,
    startTaskId: "first",
    tasks: [workflows[name], letter],
    edges: [{ id: "e", from: "first", to: "letter" }],
  };
  await statement(database, "INSERT INTO workflow (id, name) VALUES ($1, $1)", [name]);
  await statement(
    database,
    `INSERT INTO workflow_version (id, workflow_id, number, definition, content_hash, published_at)
     VALUES (gen_random_uuid(), $1, 1, $2, $1, now())`,
    [name, definition],
  );
}

async function start(url: string, workflow: string): Promise<string> {
  const headers = { ...bearer("claimant2"), "content-type": "application/json" };
  const body = JSON.stringify({ workflow, content: "Hello" });
  const response = await fetch(`${url}/execute`, { method: "POST", headers, body });
  expect(response.status).toBe(200);
  const { session_id } = await response.json();
  return session_id;
}

test("due dates, retries and timers become jobs and run at their due time, without the sweep", async ({
  installation: { url, ownerUrl: own },
}) => {
  for (const name of Object.keys(workflows)) await publish(own, name as keyof typeof workflows);
  const [pause, review, later, failing] = await Promise.all(Object.keys(workflows).map((name) => start(url, name)));
  const jobs = (sessionId = "") =>
    statement<{ name: string; hours: number }>(
      own,
      `SELECT name, round(extract(epoch FROM start_after - created_on) / 3600)::int AS hours
       FROM pgboss.job WHERE data ->> 'sessionId' = $1`,
      [sessionId],
    );
  await expect.poll(() => jobs(later)).toEqual([{ name: "wait-overdue", hours: 4 }]);
  for (const id of [pause, failing]) await expect.poll(() => jobs(id)).toEqual([{ name: "advance-session", hours: 0 }]);

  const secondsLate =
    (text: string, id = "") =>
    async () =>
      (await statement<{ late: number | null }>(own, text, [id]))[0]?.late ?? Number.POSITIVE_INFINITY;
  const timer = secondsLate(
    `SELECT extract(epoch FROM answered_at - (form ->> 'until')::timestamptz)::float8 AS late
     FROM wait WHERE session_id = $1`,
    pause,
  );
  const due = secondsLate(
    "SELECT extract(epoch FROM overdue_at - due_at)::float8 AS late FROM wait WHERE session_id = $1",
    review,
  );
  // The delay before a retry has a random part, up to half.
  const retry = secondsLate(
    `SELECT extract(epoch FROM b.created_at - a.created_at)::float8 - 2 AS late FROM step a JOIN step b
     ON a.session_id = b.session_id AND a.seq = 1 AND b.seq = 2 WHERE a.session_id = $1`,
    failing,
  );
  // Without a job they would never happen. How late a job may be is a matter of the machine.
  for (const late of [timer, due, retry]) await expect.poll(late, { timeout: 60_000 }).toBeLessThan(60);
  for (const late of [timer, due]) expect(await late()).toBeGreaterThanOrEqual(0);
});

test("an idle application with an open page asks its database at most once a second", async ({ installation }) => {
  test.setTimeout(300_000);
  const leaving = new AbortController();
  const page = await fetch(`${installation.url}/api/events`, { headers: bearer("reviewer"), signal: leaving.signal });
  expect(page.status).toBe(200);
  const name = new URL(installation.ownerUrl).pathname.slice(1);
  const count = async () => {
    const text = "SELECT (xact_commit + xact_rollback)::int AS count FROM pg_stat_database WHERE datname = $1";
    const [row] = await statement<{ count: number }>(process.env.DATABASE_OWNER_URL, text, [name]);
    return { count: row?.count ?? 0, at: performance.now() };
  };
  // The count begins anew while the start, and the statistics of Postgres, still have statements of their own.
  let before = await count();
  await expect
    .poll(
      async () => {
        const now = await count();
        const rate = (now.count - before.count) / ((now.at - before.at) / 1000);
        if (rate > 1) before = now;
        return rate <= 1 && now.at - before.at > 15_000;
      },
      { timeout: 240_000, intervals: [2_500] },
    )
    .toBe(true);
  const after = await count();
  console.log(`${after.count - before.count} statements in ${Math.round((after.at - before.at) / 1000)} s`);
  leaving.abort();
});
