import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import {
  type Context,
  FlowRunner,
  type Graph,
  GraphBuilder,
  NextAction,
  Session,
  SessionConflictError,
  type TaskExecution,
  type TaskResult,
} from "@/lib/engine";
import { hangs, task } from "@/lib/engine/testing/test-tasks";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { PostgresSessionStorage } from "./storage";

withTestDatabase();

let storage: PostgresSessionStorage;
let workflowVersionId: string;
beforeAll(async () => {
  const user = await prisma.user.create({ data: { email: "dana@example.com", name: "Dana", passwordHash: "-" } });
  storage = new PostgresSessionStorage(claimFacets, user.id);
  const version = await prisma.workflowVersion.create({
    data: {
      workflow: { create: { id: "start", name: "Start" } },
      ...{ number: 1, definition: {}, contentHash: "-" },
    },
  });
  workflowVersionId = version.id;
});

const wait = {
  audience: "reviewer",
  form: { type: "decision" },
  data: { queue: "claims", reasons: ['says "no"', "a\\b"] },
  dueInMs: 9e6,
};
type First = (context: Context, execution: TaskExecution) => TaskResult;
const firstSteps: Record<string, First> = {
  "only goes on": (context) => {
    context.set("one", 1);
    return { nextAction: NextAction.ContinueAndExecute };
  },
  "changes values and facets, and speaks": (context) => {
    context.set("amount_cents", 120_00);
    context.set("flags", ["large"]);
    context.remove("given");
    context.addAssistantMessage("hello");
    return { nextAction: NextAction.Continue, response: "hello", statusMessage: "greeted" };
  },
  "begins the conversation anew": (context) => {
    context.addUserMessage("forget this");
    context.clearChatHistory();
    context.addAssistantMessage("hello");
    return { nextAction: NextAction.ContinueAndExecute, usage: { modelId: "m", inputTokens: 1, outputTokens: 2 } };
  },
  "asks a reviewer": (_context, { answer }) => ({ nextAction: NextAction.WaitForInput, wait, response: `${answer}` }),
  "waits for a timer": () => ({
    nextAction: NextAction.WaitForInput,
    wait: { audience: "timer", form: {}, wakeInMs: 9e6 },
  }),
  ends: () => ({ nextAction: NextAction.End }),
  "has an effect": () => ({
    nextAction: NextAction.End,
    effects: [{ key: "pay", kind: "payment", payload: { cents: 1 } }],
  }),
  fails: () => {
    throw new Error("no roof");
  },
};

const graphOf = (first: First): Graph =>
  new GraphBuilder("start")
    .addTask(task("first", first))
    .addTask(task("last", () => ({ nextAction: NextAction.End })))
    .addEdge("first", "last")
    .build();

function newSession(): Session {
  const session = new Session(randomUUID(), "first", workflowVersionId);
  session.context.set("given", { one: 1 });
  return session;
}

/**
 * Every row of a session, without the values that differ between any two sessions: ids, times, transactions, hashes.
 */
async function rowsOf(id: string) {
  const rows = await prisma.$queryRaw<{ rows: unknown }[]>`
    SELECT jsonb_build_array(
      (SELECT to_jsonb(s) FROM session s WHERE s.id = ${id}::uuid),
      (SELECT jsonb_agg(to_jsonb(s) ORDER BY seq) FROM step s WHERE session_id = ${id}::uuid),
      (SELECT jsonb_agg(to_jsonb(m) ORDER BY seq) FROM message m WHERE session_id = ${id}::uuid),
      (SELECT jsonb_agg(to_jsonb(w) ORDER BY step_seq) FROM wait w WHERE session_id = ${id}::uuid),
      (SELECT jsonb_agg(to_jsonb(c) ORDER BY opened_at) FROM review_case c WHERE session_id = ${id}::uuid),
      (SELECT jsonb_agg(jsonb_build_array(kind, payload)) FROM outbox o WHERE session_id = ${id}::uuid),
      (SELECT jsonb_agg(jsonb_build_array(type, seq) ORDER BY id) FROM audit_log a WHERE session_id = ${id}::uuid)
    ) AS rows`;
  const different = /^(id|session_id|case_id|wait_id|reference|tx|event_id|duration_ms|.*hash|.*_(at|since|until))$/;
  const withoutIds = JSON.stringify(rows[0]?.rows).replaceAll(id, "id");
  return JSON.parse(withoutIds, (key, value) => (different.test(key) ? value === null : value));
}

describe("a session that is started", () => {
  test.each(Object.entries(firstSteps))(
    "is stored as one that was saved and then run, when its first step %s",
    async (_name, result) => {
      const runner = new FlowRunner(graphOf(result), storage);
      const [started, saved] = [newSession(), newSession()];
      const outcome = await runner.start(started);
      await storage.save(saved);
      expect(outcome).toEqual(await runner.run(saved.id));
      expect(await rowsOf(started.id)).toEqual(await rowsOf(saved.id));
      expect(await prisma.$queryRaw`SELECT * FROM broken_links(${started.id}::uuid)`).toEqual([]);
    },
  );

  test("shares a transaction with others whose first steps are as plain", async () => {
    const plain = ["only goes on", "ends", "only goes on", "ends"].map((name) => firstSteps[name] as First);
    const runners = plain.map((result) => new FlowRunner(graphOf(result), storage));
    const sessions = runners.map(newSession);
    await Promise.all(runners.map((runner, index) => runner.start(sessions[index] as Session)));
    const firsts = await prisma.step.findMany({ where: { seq: 1, sessionId: { in: sessions.map(({ id }) => id) } } });
    // The first one went alone.
    expect(new Set(firsts.map(({ tx }) => tx)).size).toBe(2);
    for (const [index, runner] of runners.entries()) {
      const alone = newSession();
      await runner.start(alone);
      expect(await rowsOf(sessions[index]?.id ?? "")).toEqual(await rowsOf(alone.id));
    }
  });

  test("is stored while a slow first task runs", async () => {
    const work = hangs("first");
    const session = newSession();
    const runner = new FlowRunner(new GraphBuilder("slow").addTask(work).build(), storage);
    const run = runner.start(session);
    await expect.poll(() => storage.get(session.id)).toMatchObject({ status: "ready", stepSeq: 0 });
    await expect.poll(() => runner.cancelTurn(session.id)).toBe(true);
    expect(await run).toMatchObject({ status: { type: "Paused" } });
  });

  test("has a failed step when the response of the first step cannot be stored", async () => {
    const session = newSession();
    const runner = new FlowRunner(
      graphOf(() => ({ nextAction: NextAction.End, response: "a\u0000b" })),
      storage,
    );
    expect(await runner.start(session)).toMatchObject({ status: { type: "Error" } });
    expect(await storage.get(session.id)).toMatchObject({ status: "failed", stepSeq: 1, version: 2 });
  });

  test("does not change the session that has its id, also when the id is in capital letters", async () => {
    const first = () => ({ nextAction: NextAction.End });
    const session = newSession();
    const runner = new FlowRunner(graphOf(first), storage);
    await runner.start(session);
    const before = await rowsOf(session.id);
    for (const id of [session.id, session.id.toUpperCase()]) {
      await expect(runner.start(Object.assign(newSession(), { id }))).rejects.toThrow(SessionConflictError);
    }
    expect(await rowsOf(session.id)).toEqual(before);
  });
});
