import { randomUUID } from "node:crypto";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { asReviewer } from "../lib/auth/principal";
import { prisma } from "../lib/db/client";
import { migrate } from "../lib/db/setup/migrate";
import {
  type Context,
  FlowRunner,
  type Graph,
  GraphBuilder,
  InMemorySessionStorage,
  NextAction,
  Session,
  type Task,
} from "../lib/engine";
import { listCases } from "../lib/inbox/data";
import { PostgresSessionStorage } from "../lib/sessions/storage";
import { decide } from "../lib/tasks/decide-by-table/decide";
import { tableSchema } from "../lib/tasks/decide-by-table/table";
import { copySession } from "./harness/copy-session";
import { type Crowd, expectEqual, type OpenSystem, type RunSession } from "./system";

/** All that the benchmark knows of GraphFlow's API is in this file. */

const queue = "bench";
const decision = { approved: true };

/** Adds one to `value`. Throws when the tasks before have not counted up to `number`. */
function addOneTo(context: Context, number: number): void {
  const value = context.get<number>("value") ?? 0;
  expectEqual(value, number - 1, "The value");
  context.set("value", value + 1);
}

/** The task with this number in a chain: adds one and continues, or ends. */
const addOne = (number: number, length: number): Task => ({
  id: `task${number}`,
  async run(context) {
    addOneTo(context, number);
    return { nextAction: number === length ? NextAction.End : NextAction.ContinueAndExecute };
  },
});

/** Waits for a reviewer, then adds one and continues. */
const askReviewer = (number: number): Task => ({
  id: `task${number}`,
  async run(context, { answer }) {
    if (answer === undefined) {
      const form = { type: "decision", question: "Is it right?", fields: [] };
      return { nextAction: NextAction.WaitForInput, wait: { audience: "reviewer", form, data: { queue } } };
    }
    addOneTo(context, number);
    return { nextAction: NextAction.ContinueAndExecute };
  },
});

function line(id: string, tasks: Task[]): Graph {
  const builder = new GraphBuilder<string>(id);
  for (const task of tasks) builder.addTask(task);
  for (const [index, task] of tasks.slice(1).entries()) builder.addEdge(tasks[index]?.id ?? "", task.id);
  return builder.build();
}

const chainOf = (length: number): Graph =>
  line(
    `chain-${length}`,
    Array.from({ length }, (_, index) => addOne(index + 1, length)),
  );

/** Answers a message with a message, and waits for the next. What was said before must be in the history. */
const talk = (id: string): Task => ({
  id,
  async run(context, { answer }) {
    if (typeof answer === "number") {
      context.addUserMessage(`Question ${answer}`);
      const [before, question] = context.getLastMessages(2).map(({ content }) => content);
      expectEqual(question ?? before, `Question ${answer}`, "The newest message");
      if (answer > 1) expectEqual(before, `Answer ${answer - 1}`, "The message before");
      context.addAssistantMessage(`Answer ${answer}`);
    }
    return { nextAction: NextAction.WaitForInput };
  },
});

const newSession = (graphId: string): Session => new Session(randomUUID(), "task1", graphId);

export const openGraphFlow: OpenSystem = async (databaseUrl) => {
  await migrate(databaseUrl);
  const { claimantId, workflowVersionId } = await setStage();
  const storage = new PostgresSessionStorage(claimFacets, claimantId);

  const chain = new FlowRunner(chainOf(10), storage);
  const chat = new FlowRunner(line("chat", [talk("task1")]), storage);
  const review = new FlowRunner(
    line("review", [addOne(1, 5), addOne(2, 5), askReviewer(3), addOne(4, 5), addOne(5, 5)]),
    storage,
  );

  async function runToReviewer(): Promise<{ id: string; steps: number }> {
    const session = newSession(workflowVersionId);
    const { status, steps } = await review.start(session);
    expectEqual(status.type, "WaitingForInput", "The status");
    return { id: session.id, steps };
  }

  async function decide(id: string): Promise<{ steps: number }> {
    const { status, steps } = await review.run(id, { answer: decision });
    expectEqual(status.type, "Completed", "The status");
    return { steps };
  }

  return {
    memoryChain,
    tableDecision,

    async storedChain() {
      const { status, steps } = await chain.start(newSession(workflowVersionId));
      expectEqual(status.type, "Completed", "The status");
      expectEqual(steps, 10, "The number of steps");
    },

    async person() {
      const asked = await runToReviewer();
      const decided = await decide(asked.id);
      expectEqual(asked.steps + decided.steps, 6, "The number of steps");
    },

    async converse() {
      const session = newSession(workflowVersionId);
      await chat.start(session);
      let turns = 0;
      return {
        async turn() {
          turns += 1;
          const { status, steps } = await chat.run(session.id, { answer: turns });
          expectEqual(status.type, "WaitingForInput", "The status");
          expectEqual(steps, 1, "The number of steps");
        },
      };
    },

    crowd: crowdOf(databaseUrl, runToReviewer, decide),
  };
};

/** Many sessions that wait, copies of one; each of them can be decided. */
function crowdOf(
  databaseUrl: string,
  runToReviewer: () => Promise<{ id: string }>,
  decide: (id: string) => Promise<{ steps: number }>,
): Crowd {
  const waiting: string[] = [];
  let first: string | undefined;
  return {
    async haveWaiting(count) {
      first ??= (await runToReviewer()).id;
      const missing = Array.from({ length: Math.max(0, count - waiting.length) }, () => randomUUID());
      if (missing.length > 0) await copySession(databaseUrl, first, missing);
      waiting.push(...missing);
    },
    async resume() {
      const [id] = waiting.splice(Math.floor(Math.random() * waiting.length), 1);
      if (!id) throw new Error("No session waits.");
      expectEqual((await decide(id)).steps, 3, "The number of steps");
    },
    async readInbox() {
      expectEqual(
        (await listCases(reviewer, {}, { limit: 200 })).items.length,
        200,
        "The number of cases in the inbox",
      );
    },
    async readNewest() {
      expectEqual((await selectNewest()).length, 50, "The number of newest cases");
    },
  };
}

/** GraphFlow with 100,000 sessions that wait. */
export const openGraphFlowCrowd: OpenSystem = async (databaseUrl) => {
  const system = await openGraphFlow(databaseUrl);
  await system.crowd?.haveWaiting(100_000);
  return system;
};

const reviewer = asReviewer({
  userId: randomUUID(),
  name: "Reviewer",
  email: "reviewer@bench",
  roles: ["reviewer"],
  queues: [queue],
});

/** What a list of the newest would read; the product's own inbox shows the most urgent ones first. */
const selectNewest = () => prisma.$queryRaw<unknown[]>`
  SELECT w.id, s.reference, s.subject, u.name, w.amount_cents, w.currency, w.opened_at, w.due_at, w.reasons, s.flags
  FROM wait w JOIN session s ON s.id = w.session_id JOIN app_user u ON u.id = s.claimant_id
  WHERE w.audience = 'reviewer' AND w.status = 'open' AND w.queue = ${queue}
  ORDER BY w.opened_at DESC LIMIT 50`;

/** Each run has a session of its own, dropped afterwards, so that a slice measures steps and not a growing heap. */
function memoryChain(length: number): RunSession {
  const storage = new InMemorySessionStorage();
  const runner = new FlowRunner(chainOf(length), storage);
  let isFirst = true;
  return async () => {
    const session = newSession("bench");
    const { id } = session;
    const { status, steps } = await runner.start(session);
    expectEqual(status.type, "Completed", "The status");
    expectEqual(steps, length, "The number of steps");
    if (isFirst) expectEqual((await storage.history(id))?.steps.length, length, "The number of recorded steps");
    isFirst = false;
    await storage.delete(id);
  };
}

function tableDecision(rows: number): RunSession {
  const table = tableSchema.parse({
    inputs: [
      { field: "amount_cents", op: "gte" },
      { field: "amount_cents", op: "lt" },
      { field: "kind", op: "in" },
      { field: "region", op: "eq" },
    ],
    outputs: [{ key: "fee_cents", type: "money" }],
    rows: Array.from({ length: rows }, (_, index) => ({
      when: [index < rows - 1 ? index * 100 : 0, null, ["car", "van"], index < rows - 1 ? `r${index}` : "here"],
      set: [index],
    })),
  });
  const values: Record<string, unknown> = { amount_cents: rows * 100, kind: "van", region: "here" };
  return async () => expectEqual(decide(table, (path) => values[path]).row, rows - 1, "The row");
}

/** The rows that a session needs: a claimant and a published version of a workflow. */
async function setStage(): Promise<{ claimantId: string; workflowVersionId: string }> {
  const [user] = await prisma.$queryRaw<{ id: string }[]>`
    INSERT INTO app_user (id, email, name, password_hash, roles, queues)
    VALUES (gen_random_uuid(), 'claimant@bench', 'Claimant', '-', '{claimant}', '{}') RETURNING id`;
  await prisma.$executeRaw`INSERT INTO workflow (id, name) VALUES ('bench', 'Bench')`;
  const [version] = await prisma.$queryRaw<{ id: string }[]>`
    INSERT INTO workflow_version (id, workflow_id, number, definition, content_hash, published_at)
    VALUES (gen_random_uuid(), 'bench', 1, '{}', '-', now()) RETURNING id`;
  if (!user || !version) throw new Error("The stage could not be set.");
  return { claimantId: user.id, workflowVersionId: version.id };
}
