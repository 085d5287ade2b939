import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { createClaimant } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/test-database";
import { startSession } from "@/lib/sessions/start-session";
import { publishShipped } from "@/lib/workflows/publish-shipped";
import { getClaim, getNewClaim, listClaims } from "./data";
import { sayInClaim } from "./mutations";

withTestDatabase();
beforeAll(publishShipped);

const first = (sessionId: string, text: string) => ({
  ...{ sessionId, text, clientMessageId: randomUUID(), startsClaim: true },
});

describe("a new claim", () => {
  test("is no claim before its first message, which starts it once, however often it is posted", async () => {
    const claimant = await createClaimant();
    const sessionId = randomUUID();
    const page = await getNewClaim(claimant, sessionId);
    expect(page).toMatchObject({ isNew: true, needsYou: true, title: "New claim", factsState: "collecting" });
    expect(page.opening).toContain("What happened");
    expect(page.stages[0]).toMatchObject({ state: "current" });
    expect(await listClaims(claimant)).toEqual([]);

    const told = first(sessionId, "someone hit my car");
    await Promise.all([sayInClaim(claimant, told), sayInClaim(claimant, told)]);
    expect((await sayInClaim(claimant, told)).duplicate).toBe(true);
    expect(await listClaims(claimant)).toMatchObject([{ sessionId, statusText: "Waiting for your answer" }]);
    const claim = await getClaim(claimant, sessionId);
    expect(claim).toMatchObject({ isNew: false, opening: page.opening });
    expect(claim.messages.filter(({ role }) => role === "user")).toHaveLength(1);
    expect(claim.messages[0]).toMatchObject({ role: "user", text: told.text });
  });

  test("cannot be started under the id of another claimant's", async () => {
    const { sessionId } = await startSession(await createClaimant());
    const stolen = first(sessionId, "someone hit my car");
    await expect(sayInClaim(await createClaimant(), stolen)).rejects.toMatchObject({ code: "not_found" });
    expect(await prisma.message.count({ where: { sessionId } })).toBe(0);
  });

  test("does not wait for its claimant while their words are being answered, and is called by its event", async () => {
    const who = await createClaimant();
    const sessionId = randomUUID();
    await sayInClaim(who, first(sessionId, "someone backed into my parked Golf on Main Street this morning"));
    expect(await getClaim(who, sessionId)).toMatchObject({ statusText: "Waiting for your answer", needsYou: true });
    await prisma.session.update({ where: { id: sessionId }, data: { userMessageSeq: { increment: 1 } } });
    const reading = { tone: "moving", statusText: "Reading your message", needsYou: false };
    expect(await getClaim(who, sessionId)).toMatchObject({ ...reading, form: null });
    expect(await listClaims(who)).toMatchObject([reading]);
    expect((await getClaim(who, sessionId)).title).toMatch(/^Golf/);
  });
});
