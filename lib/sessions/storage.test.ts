import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import {
  type Context,
  FlowRunner,
  GraphBuilder,
  NextAction,
  Session,
  type Task,
  type TaskExecution,
  TaskResult,
} from "@/lib/engine";
import { failedStep } from "@/lib/engine/step/decide-step";
import { sessionStorageContract } from "@/lib/engine/testing/session-storage.contract";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { dueSessions } from "./sql/leases/due-sessions";
import type { FacetCopy } from "./sql/steps/facets";
import { PostgresSessionStorage } from "./storage";

withTestDatabase();

const testCitation = {
  passage: randomUUID(),
  quote: "We pay for damage by fire.",
  document: "Home terms",
  heading: "Fire",
  version: 1,
};

let claimantId: string;
let workflowVersionId: string;
beforeAll(async () => {
  const user = await prisma.user.create({
    data: { email: "dana@example.com", name: "Dana", passwordHash: "-", roles: ["claimant"] },
  });
  claimantId = user.id;
  const version = await prisma.workflowVersion.create({
    data: {
      workflow: { create: { id: "contract", name: "Contract" } },
      number: 1,
      definition: {},
      contentHash: "-",
    },
  });
  workflowVersionId = version.id;
});

describe("sessions in Postgres", () => {
  sessionStorageContract(() => ({
    storage: new PostgresSessionStorage(claimFacets, claimantId),
    newId: randomUUID,
    graphId: workflowVersionId,
    messageData: { citations: [testCitation] },
  }));

  test("refuses data of a message for which it has no column", async () => {
    const storage = new PostgresSessionStorage(claimFacets, claimantId);
    const session = new Session(randomUUID(), "one", workflowVersionId);
    session.context.addAssistantMessage("Hello", { mood: "good" });
    await expect(storage.save(session)).rejects.toThrow(/mood/);
  });

  test("writes steps without gaps, the messages they said, and an audit chain that verifies", async () => {
    const storage = new PostgresSessionStorage(claimFacets, claimantId);
    const hop = <Id extends string>(id: Id) => ({
      id,
      run: async () => ({ nextAction: id === "three" ? NextAction.End : NextAction.ContinueAndExecute, response: id }),
    });
    const graph = new GraphBuilder("audit")
      .addTask(hop("one"))
      .addTask(hop("two"))
      .addTask(hop("three"))
      .addEdge("one", "two")
      .addEdge("two", "three")
      .build();
    const session = new Session(randomUUID(), "one", workflowVersionId);
    await storage.save(session);
    await new FlowRunner(graph, storage).run(session.id);

    const steps = await prisma.step.findMany({ where: { sessionId: session.id }, orderBy: { seq: "asc" } });
    expect(steps.map(({ seq, taskId, action }) => [seq, taskId, action])).toEqual([
      [1, "one", "ContinueAndExecute"],
      [2, "two", "ContinueAndExecute"],
      [3, "three", "End"],
    ]);
    expect(await prisma.$queryRaw`SELECT * FROM broken_links(${session.id}::uuid)`).toEqual([]);
    const head = await prisma.session.findUniqueOrThrow({ where: { id: session.id } });
    expect(head).toMatchObject({ auditSeq: 4, stepSeq: 3, status: "completed" });
  });

  test.each([
    ["an unknown audience", { nextAction: NextAction.WaitForInput, wait: { audience: "adjuster", form: {} } }],
    ["a reviewer without a queue", { nextAction: NextAction.WaitForInput, wait: { audience: "reviewer", form: {} } }],
    [
      "a question with unknown data",
      { nextAction: NextAction.WaitForInput, wait: { audience: "claimant", form: {}, data: { height: 1 } } },
    ],
    ["NUL in a response", { nextAction: NextAction.End, response: "a\u0000b" }],
  ])("a step that cannot be stored (%s) is recorded as failed, not run for ever", async (_name, result) => {
    const storage = new PostgresSessionStorage(claimFacets, claimantId);
    const graph = new GraphBuilder("bad").addTask({ id: "bad" as const, run: async () => result }).build();
    const session = new Session(randomUUID(), "bad", workflowVersionId);
    await storage.save(session);
    expect(await new FlowRunner(graph, storage).run(session.id)).toMatchObject({ status: { type: "Error" } });
    expect(await storage.get(session.id)).toMatchObject({ status: "failed", stepSeq: 1 });
  });

  test("copies the values that the application names into the columns of a session", async () => {
    const read = { referenceKey: "booking", keys: ["destination"] };
    const none = { amountCents: undefined, currency: undefined, confirmedAt: undefined, outcome: undefined };
    const copy: FacetCopy["copy"] = (value) => ({ ...none, flags: undefined, subject: value("destination") });
    const storage = new PostgresSessionStorage({ ...read, copy }, claimantId);
    const facets = (id: string) => prisma.session.findUniqueOrThrow({ where: { id } });
    const book = {
      id: "book" as const,
      run: async (context: Context) => {
        context.set("destination", "Oslo");
        context.set("insurance_type", "Vehicle");
        return { nextAction: NextAction.Continue };
      },
    };
    const session = new Session(randomUUID(), "book", workflowVersionId);
    const booking = `TRIP-${session.id}`;
    session.context.set("booking", booking);
    await new FlowRunner(new GraphBuilder("trips").addTask(book).build(), storage).start(session);
    expect(await facets(session.id)).toMatchObject({ reference: booking, subject: "Oslo" });
    const stored = (await storage.get(session.id)) ?? expect.fail("the session is gone");
    stored.context.set("destination", "Rome");
    await storage.save(stored);
    expect(await facets(session.id)).toMatchObject({ reference: booking, subject: "Rome" });
  });

  test("a question keeps its data, which reviewers find it by", async () => {
    const storage = new PostgresSessionStorage(claimFacets, claimantId);
    const data = { queue: "claims", priority: 2, amountCents: 125_000, currency: "EUR", reasons: ["Much"] };
    const wait = { audience: "reviewer", form: { type: "decision" }, data };
    const ask = { id: "ask" as const, run: async () => ({ nextAction: NextAction.WaitForInput, wait }) };
    const session = new Session(randomUUID(), "ask", workflowVersionId);
    await new FlowRunner(new GraphBuilder("asks").addTask(ask).build(), storage).start(session);
    expect((await storage.get(session.id))?.wait).toEqual(wait);
    const row = await prisma.wait.findFirstOrThrow({ where: { sessionId: session.id } });
    expect(row).toMatchObject({ ...data, assigneeId: null });
  });

  test("a task that only says that it waits asks the claimant with its response", async () => {
    const storage = new PostgresSessionStorage(claimFacets, claimantId);
    const ask = { id: "ask" as const, run: async () => TaskResult.waitForInput("Which size?") };
    const session = new Session(randomUUID(), "ask", workflowVersionId);
    await new FlowRunner(new GraphBuilder("asks").addTask(ask).build(), storage).start(session);
    expect(await prisma.wait.findFirstOrThrow({ where: { sessionId: session.id } })).toMatchObject({
      audience: "claimant",
      form: { type: "reply", question: "Which size?", suggestions: [] },
    });
  });

  test("a session whose id is not a UUID is refused with the reason, and is not found", async () => {
    const storage = new PostgresSessionStorage(claimFacets, claimantId);
    await expect(storage.save(new Session("session_001", "ask", workflowVersionId))).rejects.toThrow(
      "Session session_001 cannot be stored: the ids of sessions in Postgres are UUIDs",
    );
    expect(await storage.get("session_001")).toBeUndefined();
  });

  test("a model server's absurd Retry-After cannot keep a failure from being recorded", async () => {
    const storage = new PostgresSessionStorage(claimFacets, claimantId);
    const failing = async () => Promise.reject(Object.assign(new Error("slow down"), { retryAfterMs: 1e12 }));
    const graph = new GraphBuilder("slow")
      .addTask({ id: "slow" as const, run: failing })
      .setTaskRetry("slow", { maxAttempts: 3, initialDelayMs: 1, backoffFactor: 1, maxDelayMs: 1 })
      .build();
    const session = new Session(randomUUID(), "slow", workflowVersionId);
    await storage.save(session);
    await new FlowRunner(graph, storage).run(session.id);
    expect(await prisma.session.findUniqueOrThrow({ where: { id: session.id } })).toMatchObject({ status: "failed" });
  });

  test("keeps one open wait and closes it with the answer", async () => {
    const storage = new PostgresSessionStorage(claimFacets, claimantId);
    const graph = new GraphBuilder("asks")
      .addTask({
        id: "ask" as const,
        run: async (_context, { answer }) =>
          answer === "enough"
            ? { nextAction: NextAction.End }
            : { nextAction: NextAction.WaitForInput, wait: { audience: "claimant", form: { question: "More?" } } },
      })
      .build();
    const session = new Session(randomUUID(), "ask", workflowVersionId);
    await storage.save(session);
    const runner = new FlowRunner(graph, storage);
    for (const answer of ["more", "more", "enough"]) {
      await runner.run(session.id);
      const waiting = await storage.get(session.id);
      if (!waiting) throw new Error("the session is gone");
      expect(await prisma.wait.count({ where: { sessionId: session.id, status: "open" } })).toBe(1);
      waiting.answer = answer;
      await storage.save(waiting);
    }
    await runner.run(session.id);
    expect(await prisma.wait.count({ where: { sessionId: session.id, status: "open" } })).toBe(0);
  });

  test("a session that was refused can be saved after it was corrected", async () => {
    const storage = new PostgresSessionStorage(claimFacets, claimantId);
    const session = new Session(randomUUID(), "ask", workflowVersionId);
    await storage.save(session);
    session.context.set("first", 1);
    session.context.addUserMessage("one");
    session.currentTaskId = "x\u0000";
    await expect(storage.save(session)).rejects.toMatchObject({ code: "session_refused" });
    session.context.set("second", 2);
    session.context.remove("first");
    session.context.addUserMessage("two");
    session.currentTaskId = "there";
    await storage.save(session);
    const history = (await storage.history(session.id)) ?? expect.fail("the session is gone");
    expect(history).toMatchObject({
      steps: [{ taskId: "ask", nextTaskId: "there", patch: { set: { second: 2 }, remove: ["first"] } }],
      messages: [{ content: "one" }, { content: "two" }],
    });
    expect(await storage.get(session.id)).toMatchObject({ currentTaskId: "there", stepSeq: 1 });
  });

  describe("a decision that no task has read", () => {
    const wait = { audience: "reviewer", form: {}, data: { queue: "claims" } };
    const asking = async (context: Context, { answer }: TaskExecution): Promise<TaskResult> => {
      if (answer === undefined) return { nextAction: NextAction.WaitForInput, wait };
      context.set("verdict", (answer as { verdict: string }).verdict);
      return { nextAction: NextAction.End };
    };
    const passing = async (): Promise<TaskResult> => ({ nextAction: NextAction.Continue });
    const passAndKeep = async (context: Context, { answer }: TaskExecution): Promise<TaskResult> => {
      context.set("took", answer);
      return { nextAction: NextAction.GoTo("t0") };
    };
    /** A session at a question that was decided, and a graph that continues from there with these tasks. */
    async function decided(...then: Task["run"][]) {
      const storage = new PostgresSessionStorage(claimFacets, claimantId);
      const session = new Session(randomUUID(), "t0", workflowVersionId);
      const asks = new GraphBuilder("asks").addTask({ id: "t0" as const, run: asking }).build();
      await new FlowRunner(asks, storage).start(session);
      const { id: waitId } = await prisma.wait.findFirstOrThrow({ where: { sessionId: session.id, status: "open" } });
      const { userId: actorId } = await createReviewer();
      await prisma.decision.create({
        data: { sessionId: session.id, waitId, actorId, claimantId, verdict: "approve", evidenceVersion: 1 },
      });
      await prisma.session.update({ where: { id: session.id }, data: { answeredWaitId: waitId, status: "ready" } });
      const graph = new GraphBuilder<string>("deciding");
      for (const [index, run] of then.entries()) graph.addTask({ id: `t${index}`, run });
      for (let index = 1; index < then.length; index++) graph.addEdge(`t${index - 1}`, `t${index}`);
      const runner = new FlowRunner(graph.build(), storage);
      const stored = async () => (await storage.get(session.id)) ?? expect.fail("the session is gone");
      return { id: session.id, storage, stored, next: (options = {}) => runner.run(session.id, options) };
    }

    test("is due until a task reads it", async () => {
      const { id, stored, next } = await decided(passing, passing, asking);
      await next();
      await prisma.$executeRaw`UPDATE session SET updated_at = now() - interval '1 hour' WHERE id = ${id}::uuid`;
      expect(await prisma.$queryRaw(dueSessions(100))).toContainEqual({ id });
      expect(await next({ onlyDue: true })).toMatchObject({ steps: 1, currentTaskId: "t2" });
      await next({ onlyDue: true });
      expect((await stored()).context.get("verdict")).toBe("approve");
    });

    const asksAnother = () => {
      let asked = false;
      return async (context: Context, execution: TaskExecution) => {
        if (asked) return asking(context, execution);
        asked = true;
        return { nextAction: NextAction.WaitForInput, wait };
      };
    };

    test("is not the answer to another question", async () => {
      const { stored, next } = await decided(passing, asksAnother());
      for (let run = 0; run < 3; run++) await next({ onlyDue: true });
      expect([(await stored()).status, (await stored()).context.get("verdict")]).toEqual(["waiting", undefined]);
    });

    test("is not the answer to another question either when the session was edited meanwhile", async () => {
      const { storage, stored, next } = await decided(passing, asksAnother());
      const edited = await stored();
      edited.context.set("note", "edited");
      await storage.save(edited);
      for (let run = 0; run < 3; run++) await next({ onlyDue: true });
      expect([(await stored()).status, (await stored()).context.get("verdict")]).toEqual(["waiting", undefined]);
    });

    test("is taken before any answer that a run brings", async () => {
      const { stored, next } = await decided(asking);
      await expect(next({ answer: "brought" })).rejects.toMatchObject({ code: "session_busy" });
      await next({ onlyDue: true });
      expect((await stored()).context.get("verdict")).toBe("approve");
    });

    test("stays when a step made by hand takes another answer", async () => {
      const graph = new GraphBuilder("deciding").addTask({ id: "t0" as const, run: passAndKeep }).build();
      const { storage, stored } = await decided(passAndKeep);
      const held = await stored();
      held.answer = "mine";
      await graph.executeSession(held);
      await storage.save(held);
      expect([(await stored()).context.get("took"), (await stored()).answer]).toEqual([
        "mine",
        expect.objectContaining({ verdict: "approve" }),
      ]);
    });

    test("is not retried after the last attempt of its task, whatever the claimant wrote since", async () => {
      let runs = 0;
      const { id, next } = await decided(async (_context, { answer }) => {
        runs += 1;
        throw new Error(`down, with ${JSON.stringify(answer)}`);
      });
      const parts = [{ type: "text", text: "hello?" }];
      await prisma.message.create({
        data: { id: randomUUID(), sessionId: id, seq: 1, role: "user", parts, flags: [] },
      });
      await prisma.session.update({ where: { id }, data: { messageSeq: 1, userMessageSeq: 1 } });
      for (let run = 0; run < 4; run++) await next({ onlyDue: true });
      expect(runs).toBe(1);
    });
  });

  describe("words of the claimant", () => {
    const takes = async (context: Context, { answer }: TaskExecution): Promise<TaskResult> => {
      if (answer !== undefined) {
        const text = (answer as { text?: string }).text ?? answer;
        context.set("answers", [...(context.get<unknown[]>("answers") ?? []), text]);
      }
      return { nextAction: NextAction.WaitForInput };
    };
    const say = async (sessionId: string, seq: number, text: string) => {
      const parts = [{ type: "text", text }];
      await prisma.message.create({ data: { id: randomUUID(), sessionId, seq, role: "user", parts, flags: [] } });
      await prisma.session.update({ where: { id: sessionId }, data: { messageSeq: seq, userMessageSeq: seq } });
    };
    async function waiting(run: Task["run"] = takes) {
      const storage = new PostgresSessionStorage(claimFacets, claimantId);
      const session = new Session(randomUUID(), "ask", workflowVersionId);
      const graph = new GraphBuilder("asks").addTask({ id: "ask" as const, run }).build();
      const runner = new FlowRunner(graph, storage);
      await runner.start(session);
      const answers = async () => (await storage.get(session.id))?.context.get("answers");
      return { id: session.id, storage, graph, runner, answers };
    }

    test("that a step made by hand has read are not read again", async () => {
      const { id, storage, graph, runner, answers } = await waiting();
      await say(id, 1, "once");
      const held = (await storage.get(id)) ?? expect.fail("the session is gone");
      await graph.executeSession(held);
      await storage.save(held);
      await runner.run(id, { onlyDue: true });
      expect(await answers()).toEqual(["once"]);
    });

    test("stay unread when a step made by hand took another answer, and do not replace a saved answer", async () => {
      const { id, storage, graph, runner, answers } = await waiting();
      await say(id, 1, "words");
      const held = (await storage.get(id)) ?? expect.fail("the session is gone");
      held.answer = "mine";
      await graph.executeSession(held);
      await storage.save(held);
      for (let run = 0; run < 3; run++) await runner.run(id, { onlyDue: true });
      expect(await answers()).toEqual(["mine", "words"]);

      let broken = true;
      const other = await waiting(async (context, execution) => {
        if (execution.answer !== undefined && broken) throw new Error("down");
        return takes(context, execution);
      });
      await other.runner.run(other.id, { answer: "brought" });
      broken = false;
      await say(other.id, 1, "words");
      const taken = (await other.storage.get(other.id)) ?? expect.fail("the session is gone");
      await other.graph.executeSession(taken);
      await other.storage.save(taken);
      for (let run = 0; run < 3; run++) await other.runner.run(other.id, { onlyDue: true });
      expect(await other.answers()).toEqual(["words", "brought"]);
    });

    test("do not replace the answer that a failed run has saved", async () => {
      let broken = true;
      const { id, runner, answers } = await waiting(async (context, execution) => {
        if (execution.answer !== undefined && broken) throw new Error("down");
        return takes(context, execution);
      });
      await runner.run(id, { answer: "brought" });
      broken = false;
      await say(id, 1, "words");
      for (let run = 0; run < 3; run++) await runner.run(id, { onlyDue: true });
      expect(await answers()).toEqual(["words", "brought"]);
    });

    test("are due after the last failed attempt; those that an attempt has read are not due", async () => {
      let runs = 0;
      const { id, runner } = await waiting(async (context, execution) => {
        runs += 1;
        if (execution.answer !== undefined) throw new Error("down");
        return takes(context, execution);
      });
      const isSwept = async () => {
        await prisma.$executeRaw`UPDATE session SET updated_at = now() - interval '1 hour' WHERE id = ${id}::uuid`;
        return (await prisma.$queryRaw<{ id: string }[]>(dueSessions(100))).some((one) => one.id === id);
      };
      await say(id, 1, "hello");
      await runner.run(id, { onlyDue: true });
      expect([await isSwept(), runs]).toEqual([false, 2]);
      await runner.run(id, { onlyDue: true });
      expect(runs).toBe(2);
      await say(id, 2, "hello?");
      expect(await isSwept()).toBe(true);
      await runner.run(id, { onlyDue: true });
      expect([await isSwept(), runs]).toEqual([false, 3]);
    });
  });

  test.each([
    ["an id that is not a UUID", () => new Session("session_001", "ask", workflowVersionId)],
    ["a graph that is not there", () => new Session(randomUUID(), "ask", randomUUID())],
    [
      "a reference that is taken",
      async () => {
        const session = new Session(randomUUID(), "ask", workflowVersionId);
        session.context.set("reference", "CLM-TAKEN");
        const first = new Session(randomUUID(), "ask", workflowVersionId);
        first.context.set("reference", "CLM-TAKEN");
        await new PostgresSessionStorage(claimFacets, claimantId).save(first);
        return session;
      },
    ],
  ])("a session with %s is refused, with the reason, whichever way it is stored", async (_name, make) => {
    const storage = new PostgresSessionStorage(claimFacets, claimantId);
    const graph = new GraphBuilder("asks").addTask({
      id: "ask" as const,
      run: async () => ({ nextAction: NextAction.End }),
    });
    const session = await make();
    const refused = { code: "session_refused", message: expect.stringMatching(/cannot be stored: .+/) };
    await expect(storage.save(session)).rejects.toMatchObject(refused);
    await expect(storage.create(session, 1_000)).rejects.toMatchObject(refused);
    await expect(new FlowRunner(graph.build(), storage).start(session)).rejects.toMatchObject({
      code: expect.stringMatching(/refused/),
    });
    expect(await storage.get(session.id)).toBeUndefined();
  });

  test("words stay unread when a run brought an answer of its own", async () => {
    const storage = new PostgresSessionStorage(claimFacets, claimantId);
    const graph = new GraphBuilder("asks")
      .addTask({
        id: "ask" as const,
        run: async (context, { answer }) => {
          if (answer !== undefined) context.set("answers", [...(context.get<unknown[]>("answers") ?? []), answer]);
          return { nextAction: NextAction.WaitForInput };
        },
      })
      .build();
    const session = new Session(randomUUID(), "ask", workflowVersionId);
    const runner = new FlowRunner(graph, storage);
    await runner.start(session);
    await prisma.message.create({
      data: {
        id: randomUUID(),
        sessionId: session.id,
        seq: 1,
        role: "user",
        parts: [{ type: "text", text: "words" }],
        flags: [],
      },
    });
    await prisma.session.update({ where: { id: session.id }, data: { messageSeq: 1, userMessageSeq: 1 } });
    await runner.run(session.id, { answer: "brought" });
    await runner.run(session.id, { onlyDue: true });
    const answers = (await storage.get(session.id))?.context.get("answers");
    expect(answers).toEqual(["brought", expect.objectContaining({ text: "words" })]);
  });

  describe("steps of many sessions at the same moment", () => {
    const two = (bad: string | null, locked?: Promise<void>) =>
      new GraphBuilder("many")
        .addTask({
          id: "one" as const,
          run: async (_context, { sessionId }) => {
            await locked;
            return { nextAction: NextAction.ContinueAndExecute, response: sessionId === bad ? "a\u0000b" : "fine" };
          },
        })
        .addTask({ id: "two" as const, run: async () => ({ nextAction: NextAction.End }) })
        .addEdge("one", "two")
        .build();

    async function twenty(): Promise<string[]> {
      const storage = new PostgresSessionStorage(claimFacets, claimantId);
      const sessions = Array.from({ length: 20 }, () => new Session(randomUUID(), "one", workflowVersionId));
      await Promise.all(sessions.map((session) => storage.save(session)));
      return sessions.map((session) => session.id);
    }

    test("share a batch, and an invalid one fails no other", async () => {
      const ids = await twenty();
      const [bad = ""] = ids;
      const runner = new FlowRunner(two(bad), new PostgresSessionStorage(claimFacets));
      const results = await Promise.all(ids.map((id) => runner.run(id)));
      expect(results.map(({ status }) => status.type)).toEqual(["Error", ...Array(19).fill("Completed")]);
      for (const id of ids) expect(await prisma.$queryRaw`SELECT * FROM broken_links(${id}::uuid)`).toEqual([]);
      const lasts = await prisma.step.findMany({ where: { sessionId: { in: ids }, seq: 2 } });
      expect(new Set(lasts.map(({ tx }) => tx)).size).toBeLessThan(19);
      const seqs = await prisma.step.groupBy({ by: ["sessionId"], where: { sessionId: { in: ids } }, _count: true });
      expect(seqs.map(({ _count }) => _count).sort()).toEqual([1, ...Array(19).fill(2)]);
    });

    /** Two batches may run side by side, so either of two requests can win. */
    const winnersFirst = <Value>(results: PromiseSettledResult<Value>[]) =>
      results.toSorted((one, other) => one.status.localeCompare(other.status));

    test("have one winner each: of two requests for the same session one succeeds, also in one batch", async () => {
      const storage = new PostgresSessionStorage(claimFacets, claimantId);
      const [other = "", wanted = ""] = await twenty();
      const acquire = (id: string) => storage.acquire(id, { leaseMs: 60_000 });
      const [first, ...both] = await Promise.allSettled([
        acquire(other),
        acquire(wanted),
        acquire(wanted.toUpperCase()),
      ]);
      expect(first).toMatchObject({ status: "fulfilled" });
      expect(winnersFirst(both)).toMatchObject([
        { status: "fulfilled" },
        { status: "rejected", reason: { code: "session_busy" } },
      ]);

      const id = randomUUID();
      const save = (one: string) => storage.save(new Session(one, "one", workflowVersionId));
      const [new1, ...twice] = await Promise.allSettled([save(randomUUID()), save(id), save(id)]);
      expect(new1).toMatchObject({ status: "fulfilled" });
      expect(winnersFirst(twice)).toMatchObject([
        { status: "fulfilled" },
        { status: "rejected", reason: { code: "session_conflict" } },
      ]);
    });

    test("are not written by a run that lost its session, also in a batch with others", async () => {
      const storage = new PostgresSessionStorage(claimFacets, claimantId);
      const [other = "", taken = ""] = await twenty();
      const acquire = async (id: string, leaseMs: number) =>
        (await storage.acquire(id, { leaseMs })) ?? expect.fail("busy");
      const [first, old] = [await acquire(other, 60_000), await acquire(taken, 0)];
      const now = await acquire(taken, 60_000);
      const commits = [first, old, now].map((held) =>
        storage.commitStep(held, failedStep(two(null), held.session, "lost")),
      );
      expect(await Promise.allSettled(commits)).toMatchObject([
        { status: "fulfilled" },
        { status: "rejected", reason: { code: "session_conflict" } },
        { status: "fulfilled" },
      ]);
      expect(await storage.get(taken)).toMatchObject({ stepSeq: 1 });
    });

    test("do not wait for others: a locked session delays only its own step", async () => {
      const ids = await twenty();
      const [held = ""] = ids;
      const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
      await client.connect();
      const lock = Promise.withResolvers<void>();
      const runner = new FlowRunner(two(null, lock.promise), new PostgresSessionStorage(claimFacets));
      const late = runner.run(held);
      const others = ids.slice(1).map((id) => runner.run(id));
      await expect.poll(() => prisma.session.count({ where: { id: { in: ids }, leaseToken: { not: null } } })).toBe(20);
      await client.query("BEGIN");
      await client.query("SELECT 1 FROM session WHERE id = $1 FOR UPDATE", [held]);
      lock.resolve();
      expect((await Promise.all(others)).map(({ status }) => status.type)).toEqual(Array(19).fill("Completed"));
      await client.query("COMMIT");
      await client.end();
      expect(await late).toMatchObject({ status: { type: "Completed" }, steps: 2 });
    });
  });
});
