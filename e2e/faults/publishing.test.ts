import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { receiveMessage } from "@/lib/chat/receive-message";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { decide } from "@/lib/inbox/decide";
import { startSession } from "@/lib/sessions/start-session";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { checkSteps } from "./claims/check-acknowledged";
import { checkInvariants, withDatabase } from "./claims/check-invariants";
import { verdictOf } from "./claims/claims";
import { doses } from "./setup/doses";
import { count } from "./setup/figures";
import { newClaimant, newReviewer } from "./setup/people";
import { faultClaims, stepsOfClaim } from "./setup/workflows";

withTestDatabase();

/** A later version of the claims: without screening and thanks, with another letter. */
const laterClaims = (number: number): GraphDefinitionInput => ({
  ...faultClaims,
  tasks: faultClaims.tasks
    .filter(({ id }) => id !== "thank" && id !== "screen")
    .map((task) => (task.id === "letter" ? { ...task, config: { letter: `Version ${number}.` } } : task)),
  edges: faultClaims.edges
    .filter(({ from, to }) => ![from, to].includes("thank") && ![from, to].includes("screen"))
    .concat([
      { id: "over-screen", from: "confirm", to: "note" },
      { id: "over-thanks", from: "note", to: "review" },
    ]),
});

test("sessions that wait while new versions are published end on the version they started with", async () => {
  const [claimant, reviewer] = [await newClaimant(), await newReviewer()];
  const say = (sessionId: string, text: string) =>
    receiveMessage(claimant, { sessionId, clientMessageId: randomUUID(), text });
  const begin = async (amount: number): Promise<string> => {
    const { sessionId } = await startSession(claimant, { workflowId: faultClaims.id });
    await say(sessionId, `Somebody hit my parked car, the garage says $${amount}`);
    return sessionId;
  };
  const end = async (sessionId: string, index: number): Promise<string> => {
    const { id } = await prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open", audience: "reviewer" } });
    await decide(reviewer, id, { verdict: verdictOf(index), reason: "As agreed.", expected_version: 1 });
    const { context } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId, status: "completed" } });
    return (context as { letter: string }).letter;
  };

  await publishWorkflow(faultClaims);
  const sessionIds: string[] = [];
  for (let index = 0; index < doses.sessionsAcrossVersions; index++) {
    const sessionId = await begin(1_000 + index);
    sessionIds.push(sessionId);
    // Half of them wait for their claimant, the others for a reviewer.
    if (index % 2 === 0) await say(sessionId, "yes");
    await publishWorkflow(laterClaims(index + 2));
    if (index + 1 < doses.sessionsAcrossVersions) await publishWorkflow(faultClaims);
  }
  const versions = await prisma.workflowVersion.count({ where: { workflowId: faultClaims.id } });
  count({ "versions published": versions });
  expect(versions).toBe(2 * doses.sessionsAcrossVersions);

  for (const [index, sessionId] of sessionIds.entries()) {
    if (index % 2 === 1) await say(sessionId, "yes");
    expect(await end(sessionId, index)).toMatch(/^CLM-\S+ is /);
  }
  const late = await begin(2_000);
  await say(late, "yes");
  // The letter of this version leaves the reason out.
  const letter = `Version ${doses.sessionsAcrossVersions + 1}.`;
  expect(await end(late, 1)).toBe(`${letter}\n\nThe specialist wrote: As agreed.`);

  await withDatabase(process.env.DATABASE_URL, async (database) => {
    // The first message has the story: `tell` runs once.
    const stepsOf = (index: number): Record<string, number> => ({ ...stepsOfClaim(verdictOf(index)), tell: 1 });
    const expected = sessionIds.map((sessionId, index) => ({ sessionId, steps: stepsOf(index) }));
    const { thank, screen, ...stepsOfLater } = stepsOf(1);
    expect(await checkSteps(database, [...expected, { sessionId: late, steps: stepsOfLater }])).toEqual([]);
    expect(await checkInvariants(database)).toEqual([]);
  });
});
