import { expect, test, vi } from "vitest";
import { SessionConflictError, StepRefusedError } from "../errors";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction, type Task } from "../graph/task";
import { Session } from "../session/session";
import { InMemorySessionStorage } from "../storage/in-memory-storage";
import type { Lease, StepCommit } from "../storage/session-storage";
import { hangs, task } from "../testing/test-tasks";
import { FlowRunner } from "./flow-runner";

const graphOf = (only: Task) => new GraphBuilder<string>("g").addTask(only).build();
const ends = task("only", () => ({ nextAction: NextAction.End }));

/** Refuses every finished step, like a database that cannot store its content. */
class RefusingStorage extends InMemorySessionStorage {
  override async create(session: Session, leaseMs: number, first?: StepCommit): Promise<Lease> {
    refuse(first);
    return super.create(session, leaseMs, first);
  }

  override async commitStep(lease: Lease, commit: StepCommit): Promise<void> {
    refuse(commit);
    return super.commitStep(lease, commit);
  }
}

function refuse(commit: StepCommit | undefined): void {
  if (commit?.step.status === "done") throw new StepRefusedError(commit.step.taskId, new Error("too long"));
}

test("a quick first step is stored together with its session", async () => {
  const storage = new InMemorySessionStorage();
  const create = vi.spyOn(storage, "create");
  await new FlowRunner(graphOf(ends), storage).start(new Session("s", "only"));
  expect(create.mock.calls).toMatchObject([[{ id: "s" }, 15_000, { step: { taskId: "only" } }]]);
});

test("a first step whose content cannot be stored is a failed step of the stored session", async () => {
  const storage = new RefusingStorage();
  const { status } = await new FlowRunner(graphOf(ends), storage).start(new Session("s", "only"));
  expect(status).toMatchObject({ type: "Error" });
  expect((await storage.history("s"))?.steps).toMatchObject([{ status: "failed", error: { code: "step_refused" } }]);
});

test("a first step that takes longer than a moment finds its session stored", async () => {
  const storage = new InMemorySessionStorage();
  const work = task("only", async () => {
    await vi.waitFor(async () => expect(await storage.get("s")).toBeDefined());
    return { nextAction: NextAction.End };
  });
  expect(await new FlowRunner(graphOf(work), storage).start(new Session("s", "only"))).toMatchObject({
    status: { type: "Completed" },
  });
  expect((await storage.history("s"))?.steps).toHaveLength(1);
});

test("a task that still runs when its session cannot be stored is stopped", async () => {
  const storage = new InMemorySessionStorage();
  await storage.save(new Session("s", "only"));
  const work = hangs("only");
  const run = new FlowRunner(graphOf(work), storage).start(new Session("s", "only"));
  await expect(run).rejects.toThrow(SessionConflictError);
  expect((await work.started).aborted).toBe(true);
});
