import type { ServerResponse } from "node:http";
import { expect, test, vi } from "vitest";
import { asStaff } from "@/lib/auth/principal";
import { createAdmin, createClaimant, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { log } from "@/lib/log";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { allowHosts, type Received, sendJson, startOrigin } from "@/lib/tasks/http-request/tests/test-origin";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { advanceSession } from "../advance-session";
import { getSession } from "../reading/data";
import { findSessions } from "../reading/find-sessions";
import { startSession } from "../start-session";
import { PostgresSessionStorage } from "../storage";
import { retrySession } from "./retry-session";

withTestDatabase();

const secret = "secret/of the+crm";

const workflow = (url: string, id: string): GraphDefinitionInput => ({
  ...{ id, name: "Policies", startTaskId: "hello" },
  tasks: [
    { id: "hello", kind: "say", label: "Hello", config: { message: "We look at your policy." } },
    {
      ...{ id: "ask", kind: "http_request", label: "Ask the CRM" },
      config: {
        ...{ method: "POST", url: `${url}/policies/{{ reference }}`, body: '{"claim": "{{ reference }}"}' },
        headers: [{ name: "Authorization", value: "Bearer {{ secrets.CRM }}" }],
        response: [
          { from: "policy.id", into: "policy_id", type: "text" },
          { from: "policy.note", into: "policy_note", type: "text", required: false },
          { from: "policy.limit", into: "policy_limit", type: "money" },
        ],
        statusMessage: "Asking the CRM",
      },
      retry: { maxAttempts: 2, initialDelayMs: 60_000, backoffFactor: 1, maxDelayMs: 60_000 },
    },
    {
      ...{ id: "letter", kind: "letter", label: "Letter" },
      config: { letter: "Policy {{ policy_id }} pays up to {{ policy_limit | money }}. {{ policy_note }}" },
    },
  ],
  edges: [
    { id: "a", from: "hello", to: "ask" },
    { id: "b", from: "ask", to: "letter" },
  ],
});

const policy = (response: ServerResponse, note = "") =>
  sendJson(response, { policy: { id: "P-7", limit: "1250.50", note } });

/** A session of a workflow that asks a server with these answers, one after the other; the last one repeats. */
async function start(...answers: ((response: ServerResponse, request: Received) => void)[]) {
  const server = await startOrigin((request, response) =>
    answers[Math.min(server.received.length, answers.length) - 1]?.(response, request),
  );
  allowHosts(server.origin);
  vi.stubEnv("SECRET_CRM", secret);
  const workflowId = `policies-${server.port}`;
  await publishWorkflow(workflow(server.origin, workflowId));
  const claimant = await createClaimant();
  const { sessionId, reference } = await startSession(claimant, { workflowId });
  return {
    ...{ ...server, sessionId, reference },
    stored: () => prisma.session.findUniqueOrThrow({ where: { id: sessionId } }),
    makeDue: () => prisma.session.update({ where: { id: sessionId }, data: { nextRetryAt: new Date(0) } }),
    keys: () => server.received.map(({ headers }) => headers["idempotency-key"]),
  };
}

/** Everything that the database has, as text. */
async function everything(): Promise<string> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
    WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`;
  const rows = await Promise.all(
    tables.map(({ name }) =>
      prisma.$queryRawUnsafe<{ row: string }[]>(`SELECT row_to_json(t)::text AS row FROM ${name} t`),
    ),
  );
  return rows
    .flat()
    .map(({ row }) => row)
    .join("\n");
}

test("a workflow that asks another system runs to its end with the values of the answer", async () => {
  const { sessionId, reference, received, stored } = await start((response) => policy(response));
  expect(await advanceSession(sessionId)).toMatchObject({
    status: "Completed",
    response: "We look at your policy.\n\nPolicy P-7 pays up to $1,250.50.",
  });
  expect(received).toMatchObject([
    {
      method: "POST",
      url: `/policies/${reference}`,
      body: `{"claim": "${reference}"}`,
      headers: { authorization: `Bearer ${secret}` },
    },
  ]);
  expect((await stored()).context).toMatchObject({ policy_id: "P-7", policy_limit: 125_050 });
});

test("staff read why it failed, and Retry sends the same key until it succeeds", async () => {
  const session = await start(
    (response) => sendJson(response, { error: "Come back later" }, 503),
    (response) => sendJson(response, { error: "Come back later" }, 503),
    (response) => policy(response),
  );
  const { sessionId, stored, makeDue, keys } = session;
  const staff = asStaff(await createReviewer());
  expect(await advanceSession(sessionId)).toMatchObject({ status: "Error" });
  expect((await stored()).nextRetryAt?.getTime()).toBeGreaterThan(Date.now());
  await makeDue();
  expect(await advanceSession(sessionId)).toMatchObject({ status: "Error" });
  expect((await stored()).nextRetryAt).toBeNull();

  const { items } = await findSessions(staff, { search: sessionId });
  const [listed] = items;
  expect(listed?.statusText).toContain("Failed, can be retried");
  const failed = (await getSession(staff, sessionId)).steps.filter(({ status }) => status === "failed");
  expect(failed).toHaveLength(2);
  expect(failed[0]?.errorMessage).toBe(
    'The answer has the status 503, which is not a success. It says: “{"error":"Come back later"}”',
  );

  await retrySession(await createAdmin(), sessionId);
  expect(await advanceSession(sessionId)).toMatchObject({ status: "Completed" });
  expect(keys()).toHaveLength(3);
  expect(new Set(keys()).size).toBe(1);
});

test("a failure that is not retryable is not retried", async () => {
  const { sessionId, stored, received } = await start((response) => sendJson(response, {}, 404));
  expect(await advanceSession(sessionId)).toMatchObject({ status: "Error" });
  expect((await stored()).nextRetryAt).toBeNull();
  await advanceSession(sessionId);
  expect(received).toHaveLength(1);
});

test("after a crash and after a stop the request has the key of before", async () => {
  const stopped = new AbortController();
  const { sessionId, keys } = await start(
    () => stopped.abort(new Error("the claimant stopped it")),
    (response) => sendJson(response, {}, 500),
    (response) => policy(response),
  );
  await advanceSession(sessionId, { signal: stopped.signal });
  expect(keys()).toHaveLength(1);
  await retrySession(await createAdmin(), sessionId);
  await advanceSession(sessionId);
  expect(keys()).toHaveLength(2);
  // A process acquires the session, and crashes.
  await prisma.session.update({ where: { id: sessionId }, data: { nextRetryAt: new Date(0) } });
  await new PostgresSessionStorage(claimFacets).acquire(sessionId, { leaseMs: 0 });
  expect(await advanceSession(sessionId)).toMatchObject({ status: "Completed" });
  expect(new Set(keys()).size).toBe(1);
  const { sessionId: other, keys: otherKeys } = await start((response) => policy(response));
  await advanceSession(other);
  expect(otherKeys()[0]).not.toBe(keys()[0]);
});

test("a secret is nowhere: not in the database, a log or an error, also when the other system repeats it", async () => {
  const logged = (["trace", "debug", "info", "warn", "error"] as const).map((level) => vi.spyOn(log, level));
  const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")];
  const { sessionId, makeDue, received } = await start(
    (response) => sendJson(response, { error: `Wrong token: ${forms.join(" ")}` }, 500),
    (response, { headers }) => policy(response, `You are ${headers.authorization}, ${forms.join(", ")}.`),
  );
  await advanceSession(sessionId);
  await makeDue();
  const turn = await advanceSession(sessionId);
  expect(received[0]?.headers.authorization).toBe(`Bearer ${secret}`);
  expect(turn).toMatchObject({
    status: "Completed",
    response: expect.stringContaining("You are Bearer •••, •••, •••, •••."),
  });
  const staff = asStaff(await createReviewer());
  const seen = [
    await everything(),
    JSON.stringify(await getSession(staff, sessionId)),
    JSON.stringify(turn),
    JSON.stringify(logged.flatMap(({ mock }) => mock.calls)),
  ].join("\n");
  expect(seen).toContain("Wrong token: ••• ••• •••");
  expect(seen).toContain("A request to another system");
  for (const form of [...forms, ...forms.map((one) => JSON.stringify(one).slice(1, -1))])
    expect(seen).not.toContain(form);
});

test("a workflow whose host or secret this installation does not have is not published", async () => {
  vi.stubEnv("SECRET_CRM", "");
  vi.stubEnv("HTTP_ALLOWED_HOSTS", "");
  await expect(publishWorkflow(workflow("https://api.example.com", "refused"))).rejects.toMatchObject({
    data: {
      problems: [
        { taskId: "ask", path: ["config", "url"] },
        { taskId: "ask", path: ["config", "headers", 0, "value"] },
      ],
    },
  });
});
