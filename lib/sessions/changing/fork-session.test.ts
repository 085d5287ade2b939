import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { asStaff } from "@/lib/auth/principal";
import { createAdmin, createClaimant } from "@/lib/auth/test-person";
import { receiveMessage } from "@/lib/chat/receive-message";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { JsonObject } from "@/lib/engine";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { advanceSession } from "../advance-session";
import { startSession } from "../start-session";
import { forkSession, readPastState } from "./fork-session";

withTestDatabase();
beforeAll(publishShipped);

async function smallClaim() {
  const claimant = await createClaimant();
  const { sessionId } = await startSession(claimant);
  const say = (text: string) => receiveMessage(claimant, { sessionId, clientMessageId: randomUUID(), text });
  await say("Somebody scratched my parked car on Mill Road, the garage says $480");
  await say("yes");
  return { claimant, sessionId };
}

describe("a past state and a fork", () => {
  test("shows what was known after every step, from the first to the last", async () => {
    const { sessionId } = await smallClaim();
    const staff = asStaff(await createAdmin());
    const session = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    const first = await readPastState(staff, sessionId, 0);
    expect(first).toMatchObject({ currentTaskId: "initial_claim_query", values: { workflow: "insurance-claims" } });
    expect(first.values).not.toHaveProperty("amount_cents");
    const last = await readPastState(staff, sessionId, session.stepSeq);
    expect(last.values).toEqual(session.context);
    expect(last.backStack).toEqual(session.backStack);
    await expect(readPastState(staff, sessionId, session.stepSeq + 1)).rejects.toMatchObject({ code: "not_found" });
    await expect(readPastState(staff, randomUUID(), 0)).rejects.toMatchObject({ code: "not_found" });
  });

  test("begins a session of its own at a step: what if the claim had been larger?", async () => {
    const { claimant, sessionId } = await smallClaim();
    const admin = await createAdmin();
    const before = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    const confirmed = await prisma.step.findFirstOrThrow({
      where: { sessionId, taskId: "confirm_details", action: "ContinueAndExecute" },
    });
    const fork = await forkSession(admin, sessionId, { seq: confirmed.seq, values: { amount_cents: 480_000 } });
    await advanceSession(fork.sessionId);

    expect(await prisma.session.findUnique({ where: { id: fork.sessionId } })).toMatchObject({
      status: "waiting",
      currentTaskId: "manual_review",
      claimantId: admin.userId,
      workflowVersionId: before.workflowVersionId,
      amountCents: 480_000,
      flags: [`Trial copy of ${before.reference}, not a claim`],
    });
    expect(fork.reference).not.toBe(before.reference);
    // The original has not changed, and its claimant does not see the copy.
    expect(await prisma.session.findUnique({ where: { id: sessionId } })).toEqual(before);
    expect(await prisma.session.count({ where: { claimantId: claimant.userId } })).toBe(1);
    const said = await prisma.message.findMany({ where: { sessionId: fork.sessionId }, orderBy: { seq: "asc" } });
    expect(JSON.stringify(said[0]?.parts)).toContain("scratched my parked car");
  });

  test("cannot change what a rule or a person has judged, or what was confirmed", async () => {
    const { sessionId } = await smallClaim();
    const admin = await createAdmin();
    const steps = await prisma.step.findMany({ where: { sessionId, status: "done" }, orderBy: { seq: "asc" } });
    const judged = steps.find(({ taskId }) => taskId === "smart_claim_validator")?.seq ?? expect.fail();
    const sessions = await prisma.session.count();
    const fork = (seq: number, values: JsonObject) => forkSession(admin, sessionId, { seq, values });
    await expect(fork(judged, { amount_cents: 9_000_000 })).rejects.toMatchObject({ code: "conflict" });
    for (const key of ["outcome", "decision", "confirmed", "confirmed_at", "small_claims_total_cents"]) {
      const refused = { code: "invalid", options: { fields: { [`context.${key}`]: expect.any(String) } } };
      await expect(fork(judged - 1, { [key]: "approved" })).rejects.toMatchObject(refused);
    }
    expect(await prisma.session.count()).toBe(sessions);
    await expect(fork(steps.at(-1)?.seq ?? 0, {})).rejects.toMatchObject({ code: "conflict" });
    expect(await fork(judged, {})).toMatchObject({ reference: expect.any(String) });
  });

  test("asks again when it begins where the session waited", async () => {
    const { sessionId } = await smallClaim();
    const admin = await createAdmin();
    const asked = await prisma.step.findFirstOrThrow({
      where: { sessionId, taskId: "confirm_details", action: "WaitForInput" },
    });
    const fork = await forkSession(admin, sessionId, { seq: asked.seq, values: {} });
    await advanceSession(fork.sessionId);
    expect(await prisma.session.findUnique({ where: { id: fork.sessionId } })).toMatchObject({
      status: "waiting",
      currentTaskId: "confirm_details",
    });
  });
});
