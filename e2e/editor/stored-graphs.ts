import type pg from "pg";
import type { GraphDefinition } from "@/lib/engine";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { testShapes } from "@/lib/workflows/test-shapes";
import { withDatabase } from "../faults/claims/check-invariants";
import { waitForHydration } from "../hydration";
import { cookiesOf, expect, type Person, test as people, type SignedIn } from "../people";
import { startInstallation } from "./second-installation";

/** A stored step: its task, its action, the next task, and the values that it set in the context. */
type StoredStep = [taskId: string, action: string, nextTaskId: string | null, set?: Record<string, unknown>];

/** A production server with workflows and sessions that are stored directly in its database. */
export interface Installation {
  url: string;
  /** Ids by name. */
  sessions: Record<string, string>;
  /** The cookies of a person, who signs in once. */
  cookiesOf(person: Person): Promise<SignedIn>;
}

/** Stores a published workflow. */
export async function storeWorkflow(database: pg.Client, definition: GraphDefinition): Promise<void> {
  await database.query("INSERT INTO workflow (id, name) VALUES ($1, $2)", [definition.id, definition.name]);
  await database.query(
    `INSERT INTO workflow_version (id, workflow_id, number, definition, content_hash, published_at)
     VALUES (gen_random_uuid(), $1, 1, $2, $1, now())`,
    [definition.id, definition],
  );
}

interface SessionState {
  status?: string;
  outcome?: string;
}

/** Stores a session with these steps, at the next task of the last step. Returns its id. */
async function storeSession(
  database: pg.Client,
  workflowId: string,
  steps: StoredStep[],
  { status = "paused", outcome }: SessionState = {},
): Promise<string> {
  const id = crypto.randomUUID();
  const [lastTask, , next] = steps.at(-1) ?? [];
  await database.query(
    `INSERT INTO session (id, workflow_version_id, claimant_id, status, current_task_id, context, start_task_id,
       reference, step_seq, outcome)
     SELECT $1, id, (SELECT id FROM app_user WHERE email = 'claimant@example.com'), $3::"SessionStatus", $4, '{}', $5,
       $6, $7, $8
     FROM workflow_version WHERE workflow_id = $2`,
    [id, workflowId, status, next ?? lastTask, steps[0]?.[0], `T-${id.slice(0, 8)}`, steps.length, outcome],
  );
  for (const [index, [taskId, action, nextTaskId, set = {}]] of steps.entries()) {
    await database.query(
      `INSERT INTO step (session_id, seq, task_id, status, action, next_task_id, patch, duration_ms)
       VALUES ($1, $2, $3, 'done', $4, $5, $6, 5)`,
      [id, index + 1, taskId, action, nextTaskId, { set, remove: [] }],
    );
  }
  return id;
}

const continueAction = "ContinueAndExecute";
const askedTwice: StoredStep[] = [
  ["ask", continueAction, "boss"],
  ["boss", continueAction, "other", { decision: "reject" }],
  ["other", continueAction, "ask"],
  ["ask", continueAction, "boss"],
];
const fourthSmallClaim: StoredStep[] = [
  ["initial_claim_query", continueAction, "insurance_type_classifier"],
  ["insurance_type_classifier", continueAction, "car_insurance_details", { insurance_type: "car" }],
  ["car_insurance_details", continueAction, "confirm_details", { amount_cents: 33_000 }],
  ["confirm_details", continueAction, "smart_claim_validator", { confirmed_at: "2026-11-15T09:30:00Z" }],
  [
    "smart_claim_validator",
    continueAction,
    "manual_review",
    { small_claims_count: 4, small_claims_total_cents: 90_000 },
  ],
];

async function store(database: pg.Client): Promise<Record<string, string>> {
  for (const shape of testShapes) await storeWorkflow(database, shape);
  const ended = (status: string, outcome?: string) =>
    storeSession(
      database,
      "leave",
      [...askedTwice, ["boss", continueAction, "end", { decision: "approve" }], ["end", "End", null]],
      {
        status,
        outcome,
      },
    );
  return {
    approved: await ended("completed", "approved"),
    rejected: await ended("completed", "rejected"),
    withdrawn: await ended("cancelled", "withdrawn"),
    failed: await ended("failed"),
    jumped: await storeSession(database, "leave", [...askedTwice, ["boss", "GoTo", "end"]]),
    smallClaim: await storeSession(database, insuranceClaims.id, fourthSmallClaim),
  };
}

interface Fixtures {
  /** Opens a page of the installation for a person who is signed in there. */
  open(
    person: Person,
    path: string,
    options?: { width: number; height: number; isTouch?: boolean },
  ): Promise<import("@playwright/test").Page>;
}

/** `test` with a server on a new database that contains every shape. Both are removed when the worker ends. */
export const test = people.extend<Fixtures, { installation: Installation }>({
  installation: [
    async ({ browser }, use) => {
      const { url, ownerUrl, stop } = await startInstallation();
      const known = new Map<Person, Promise<SignedIn>>();
      const knownCookiesOf = (person: Person) => {
        const cookies = known.get(person) ?? cookiesOf(person, browser, { baseURL: url });
        known.set(person, cookies);
        return cookies;
      };
      await use({ url, sessions: await withDatabase(ownerUrl, store), cookiesOf: knownCookiesOf });
      await stop();
    },
    { scope: "worker", timeout: 240_000 },
  ],

  open: async ({ browser, installation }, use) => {
    const contexts: Awaited<ReturnType<typeof browser.newContext>>[] = [];
    await use(async (person, path, { width, height, isTouch = false } = { width: 1440, height: 900 }) => {
      const storageState = await installation.cookiesOf(person);
      const size = { viewport: { width, height }, hasTouch: isTouch };
      const context = await browser.newContext({ baseURL: installation.url, storageState, ...size });
      waitForHydration(context);
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect, testShapes };
