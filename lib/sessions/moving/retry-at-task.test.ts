import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { type AdminPrincipal, asStaff, type ClaimantPrincipal } from "@/lib/auth/principal";
import { createAdmin, createClaimant } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { allowHosts, sendJson, startOrigin } from "@/lib/tasks/http-request/tests/test-origin";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { advanceSession } from "../advance-session";
import { getSession } from "../reading/data";
import { startSession } from "../start-session";
import { retryAtTask } from "./retry-at-task";

withTestDatabase();

let admin: AdminPrincipal;
let dana: ClaimantPrincipal;
beforeAll(async () => {
  admin = await createAdmin();
  dana = await createClaimant();
});

const workflow = (url: string, id: string): GraphDefinitionInput => ({
  ...{ id, name: "Policies", startTaskId: "hello" },
  tasks: [
    { id: "hello", kind: "say", label: "Hello", config: { message: "We look at your policy." } },
    {
      ...{ id: "ask", kind: "http_request", label: "Ask the CRM" },
      config: { method: "GET", url: `${url}/policy`, response: [] },
      retry: { maxAttempts: 1, initialDelayMs: 60_000, backoffFactor: 1, maxDelayMs: 60_000 },
    },
    {
      ...{ id: "check", kind: "review", label: "Check by hand" },
      config: { queue: "claims", question: "Is it covered?", dueIn: "PT4H", announcement: "A person looks at it." },
    },
    { id: "yes", kind: "letter", label: "Yes", config: { letter: "Covered." } },
    { id: "no", kind: "letter", label: "No", config: { letter: "Not covered." } },
  ],
  edges: [
    { id: "a", from: "hello", to: "ask" },
    { id: "b", from: "ask", to: "check" },
    { id: "c", from: "check", to: "yes", condition: { field: "decision", op: "eq", value: "approve" } },
    { id: "d", from: "check", to: "no" },
  ],
});

/** A session whose request to another system fails so often, and is answered afterwards. */
async function failed(failures = 1) {
  let asked = 0;
  const server = await startOrigin((_request, response) => {
    asked += 1;
    if (asked <= failures) sendJson(response, { message: "no" }, 404);
    else sendJson(response, {});
  });
  allowHosts(server.origin);
  const id = `policies-${randomUUID()}`;
  await publishWorkflow(workflow(server.origin, id));
  const { sessionId } = await startSession(dana, { workflowId: id });
  await advanceSession(sessionId);
  const look = () => getSession(asStaff(admin), sessionId);
  return { sessionId, look };
}

describe("a failed session", () => {
  test("can go to a task that it has been at, and to one where a person decides", async () => {
    const { look } = await failed();
    expect((await look()).failure).toMatchObject({
      goesTo: [
        { id: "hello", label: "Hello" },
        { id: "check", label: "Check by hand" },
      ],
    });
  });

  test("goes on at the review, with a step by hand, and the audit names the admin", async () => {
    const { sessionId, look } = await failed();
    await retryAtTask(admin, sessionId, "check");
    await advanceSession(sessionId);
    const session = await look();
    expect(session).toMatchObject({
      failure: null,
      path: { currentTaskId: "check", note: "waits here for a reviewer" },
    });
    expect(session.steps.map(({ taskId, status }) => [taskId, status])).toEqual([
      ...[["hello", "done"]],
      ...[["ask", "failed"]],
      ...[["ask", "saved"]],
      ...[["check", "done"]],
    ]);
    const events = await prisma.auditEvent.findMany({ where: { sessionId, type: "session.saved" } });
    expect(events).toMatchObject([{ actorId: admin.userId, data: { taskId: "check", status: "ready" } }]);
  });

  test("goes back, and takes the same way again", async () => {
    const { sessionId, look } = await failed();
    await retryAtTask(admin, sessionId, "hello");
    await advanceSession(sessionId);
    expect(await look()).toMatchObject({ path: { currentTaskId: "check", visits: { hello: 2, ask: 2 } } });
  });

  test.each(["yes", "no", "ask", "nowhere", "__proto__"])("does not go to %s, past what decides", async (taskId) => {
    const { sessionId, look } = await failed();
    await expect(retryAtTask(admin, sessionId, taskId)).rejects.toMatchObject({
      ...{
        code: "invalid",
        options: { fields: { task_id: expect.stringContaining("would not see its present values") } },
      },
    });
    expect((await look()).path.currentTaskId).toBe("ask");
  });
});

test("a session that has not failed does not move, and one that does not exist is not found", async () => {
  const { sessionId } = await failed(0);
  await expect(retryAtTask(admin, sessionId, "hello")).rejects.toMatchObject({ code: "conflict" });
  await expect(retryAtTask(admin, randomUUID(), "hello")).rejects.toMatchObject({ code: "not_found" });
});

test("of two admins at once one moves the session", async () => {
  const { sessionId } = await failed();
  const moves = await Promise.allSettled([
    retryAtTask(admin, sessionId, "hello"),
    retryAtTask(admin, sessionId, "check"),
  ]);
  expect(moves.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});
