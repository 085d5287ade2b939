import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { receiveMessage } from "@/lib/chat/receive-message";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { type GraphDefinition, graphDefinitionSchema, resolveSettings } from "@/lib/engine";
import { decide } from "@/lib/inbox/decide";
import { startSession } from "@/lib/sessions/start-session";
import { describeMermaid } from "../describing/describe-mermaid";
import { layoutGraph } from "../layout/layout-graph";
import { runLayout } from "../layout/run-layout";
import { publishShipped } from "../publishing/publish-shipped";
import { publishWorkflow } from "../publishing/publish-workflow";
import { insuranceClaims } from "./insurance-claims";

withTestDatabase();
beforeAll(publishShipped);

const shipped = graphDefinitionSchema.parse(insuranceClaims);
const withSettings = (values: Record<string, string | number>): GraphDefinition => ({
  ...shipped,
  settings: shipped.settings.map((setting) => ({ ...setting, value: values[setting.key] ?? setting.value })),
});
const lower = withSettings({ approval_limit: 50_000, review_time: "P2D" });

/** A claim for a broken windscreen, confirmed. */
async function claim(amount: string) {
  const claimant = await createClaimant();
  const { sessionId } = await startSession(claimant);
  const say = (text: string) => receiveMessage(claimant, { sessionId, clientMessageId: randomUUID(), text });
  await say(`Stone hit the windscreen of my car, the repair costs ${amount}`);
  await say("yes");
  const [session, messages] = await Promise.all([
    prisma.session.findUniqueOrThrow({ where: { id: sessionId }, include: { waits: { where: { status: "open" } } } }),
    prisma.message.findMany({ where: { sessionId }, orderBy: { seq: "asc" } }),
  ]);
  return { sessionId, session, wait: session.waits[0], told: JSON.stringify(messages.map(({ parts }) => parts)) };
}

test("the limit and the review time are defined once, as settings", () => {
  const { settings, ...rest } = shipped;
  const text = JSON.stringify(rest);
  expect(text).not.toMatch(/100000|\$1,?000|PT4H|\b4 hours/);
  expect(JSON.stringify(settings).match(/100000|PT4H/g)).toEqual(["100000", "PT4H"]);
});

test("another limit changes every edge, card and reason", async () => {
  const { edges, nodes } = await layoutGraph(lower, { workflowId: "w", versionNumber: 1 }, runLayout);
  const said = JSON.stringify([edges, nodes, describeMermaid(lower)]);
  expect(said).toContain("amount is more than $0 and less than $500");
  expect(said).toContain("< $500");
  expect(said).not.toMatch(/1,?000|settings\./);
  expect(JSON.stringify(resolveSettings(lower).tasks.map(({ config }) => config))).not.toMatch(/100000|"setting"/);
});

test("another limit applies to new claims and their texts, and running claims keep theirs", async () => {
  const before = await claim("$2,500");
  const small = await claim("$600");
  expect(small.session).toMatchObject({ status: "completed", outcome: "approved" });
  expect(small.told).toContain("the amount you confirmed is below $1,000.00 and nothing speaks against paying it");

  await publishWorkflow(lower);
  const reviewed = await claim("$600");
  expect(reviewed.session).toMatchObject({ status: "waiting", currentTaskId: "manual_review" });
  expect(reviewed.wait?.reasons).toEqual(["Amount is at least $500.00"]);
  expect(reviewed.told).toContain("They usually answer within 2 days.");
  expect(Math.round(((reviewed.wait?.dueAt?.getTime() ?? 0) - Date.now()) / 3_600_000)).toBe(48);

  const approved = await claim("$400");
  expect(approved.session).toMatchObject({ status: "completed", outcome: "approved" });
  expect(approved.told).toContain("below $500.00");

  expect(before.wait?.reasons).toEqual(["Amount is at least $1,000.00"]);
  const { id, evidenceVersion } = before.wait ?? { id: "", evidenceVersion: 0 };
  await decide(await createReviewer(), id, { verdict: "approve", expected_version: evidenceVersion });
  expect(await prisma.session.findUnique({ where: { id: before.sessionId } })).toMatchObject({ outcome: "approved" });
});

test("stores which claims it counted, so that the rule can be checked again", async () => {
  const claimant = await createClaimant();
  const ids: string[] = [];
  for (const amount of ["$100", "$200"]) {
    const { sessionId } = await startSession(claimant);
    ids.push(sessionId);
    for (const text of [`Stone hit the windscreen of my car, the repair costs ${amount}`, "yes"])
      await receiveMessage(claimant, { sessionId, clientMessageId: randomUUID(), text });
  }
  const { context } = await prisma.session.findUniqueOrThrow({ where: { id: ids[1] } });
  expect(context).toMatchObject({
    small_claims_count: 2,
    small_claims_total_cents: 30_000,
    small_claims: [{ id: ids[0], amount_cents: 10_000, confirmed_at: expect.stringMatching(/^\d{4}-.*Z$/) }],
  });
});
