import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { createClaimant } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { startSession } from "@/lib/sessions/start-session";
import { asTyped } from "@/lib/tasks/words";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { getClaim, getNewClaim, listClaims } from "./data";
import { changeFacts, confirmFacts, sayInClaim } from "./mutations";
import type { ClaimView } from "./schema";

withTestDatabase();
beforeAll(publishShipped);

const first = (sessionId: string, text: string) => ({
  ...{ sessionId, text, clientMessageId: randomUUID(), startsClaim: true },
});

describe("a new claim", () => {
  test("is not a claim before its first message, which starts it once, however often it is posted", async () => {
    const claimant = await createClaimant();
    const sessionId = randomUUID();
    const page = await getNewClaim(claimant, sessionId);
    expect(page).toMatchObject({ isNew: true, needsYou: true, title: "New claim", factsState: "collecting" });
    expect(page.opening).toContain("What happened");
    expect(page.stages[0]).toMatchObject({ state: "current" });
    expect(await listClaims(claimant)).toEqual({ items: [], nextCursor: null, total: 0 });

    const told = first(sessionId, "someone hit my car");
    await Promise.all([sayInClaim(claimant, told), sayInClaim(claimant, told)]);
    expect((await sayInClaim(claimant, told)).duplicate).toBe(true);
    expect((await listClaims(claimant)).items).toMatchObject([{ sessionId, statusText: "Waiting for your answer" }]);
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
    expect((await listClaims(who)).items).toMatchObject([reading]);
    expect((await getClaim(who, sessionId)).title).toMatch(/^Golf/);
  });
});

/** A claim of $999 that its claimant is to confirm, and the page as a tab shows it. */
async function toConfirm(text = "Someone hit my parked car on Main Street on 3 November 2026, the garage says $999") {
  const who = await createClaimant();
  const sessionId = randomUUID();
  await sayInClaim(who, first(sessionId, text));
  const message = () => ({ sessionId, clientMessageId: randomUUID() });
  const stored = () => prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  return {
    ...{ who, sessionId, stored },
    tab: () => getClaim(who, sessionId),
    say: (words: string, waitId?: string | null) =>
      sayInClaim(who, { ...message(), text: words, startsClaim: false, ...(waitId && { waitId }) }),
    /** Saves a form that showed the facts of `tab`. */
    save: (tab: ClaimView, values: Record<string, string>, id = randomUUID()) =>
      changeFacts(who, {
        ...{ sessionId, clientMessageId: id, values },
        shown: Object.fromEntries(tab.facts.map((fact) => [fact.key, asTyped(fact)])),
      }),
    confirm: (tab: ClaimView) => confirmFacts(who, { ...message(), waitId: tab.waitId ?? "" }),
  };
}
const fact = (tab: ClaimView, key: string) => tab.facts.find((one) => one.key === key)?.text ?? null;

describe("a form that showed older facts", () => {
  test("overwrites nothing: a changed fact is refused with its current value, an equal one is accepted", async () => {
    const { tab, say, save, stored } = await toConfirm();
    const old = await tab();
    await say("no wait, it was $604, sorry typo");
    await expect(save(old, { amount_cents: "640" })).rejects.toMatchObject({
      ...{ code: "conflict", status: 409 },
      options: {
        fields: { amount_cents: expect.stringContaining("$604.00") },
        data: { current: { amount_cents: "$604.00" } },
      },
    });
    expect(await stored()).toMatchObject({ amountCents: 60_400, confirmedAt: null });
    await save(old, { amount_cents: "$604" });
    expect(await stored()).toMatchObject({ amountCents: 60_400 });
  });

  test("saves a fact that is unchanged since the form was opened, and leaves the changed one alone", async () => {
    const { tab, say, save, stored } = await toConfirm();
    const old = await tab();
    await say("no wait, it was $604, sorry typo");
    await save(old, { place: "Oak Street", amount_cents: "999.00" });
    expect(await stored()).toMatchObject({ amountCents: 60_400, context: { place: "Oak Street" } });
  });

  test("posted again is the same change, whatever came after it", async () => {
    const { tab, say, save, stored } = await toConfirm();
    const old = await tab();
    const id = randomUUID();
    await save(old, { amount_cents: "640" }, id);
    await say("no wait, it was $604");
    await save(old, { amount_cents: "640" }, id);
    expect(await stored()).toMatchObject({ amountCents: 60_400 });
  });

  test("of two tabs saved at the same moment one counts, and the chat tells what of the other did not", async () => {
    for (let round = 0; round < 5; round++) {
      const { tab, save, stored } = await toConfirm();
      const old = await tab();
      const results = await Promise.allSettled([
        save(old, { amount_cents: "640" }),
        save(old, { amount_cents: "604" }),
      ]);
      const refused = results.filter(({ status }) => status === "rejected").length;
      const { messages } = await tab();
      const told = messages.filter(({ role, text }) => role === "assistant" && text.includes("not saved")).length;
      expect(refused + told).toBe(1);
      const { amountCents } = await stored();
      expect([64_000, 60_400]).toContain(amountCents);
      // The stored value is that of the change without a conflict.
      if (told) expect(messages.at(-1)?.text).toContain(amountCents === 64_000 ? "You typed 604" : "You typed 640");
    }
  });

  test("and a correction in the chat at the same moment: nothing is lost without a word", async () => {
    for (let round = 0; round < 5; round++) {
      const { tab, say, save, stored } = await toConfirm();
      const old = await tab();
      const [saved] = await Promise.allSettled([save(old, { amount_cents: "640" }), say("it was $604 in the end")]);
      const { messages } = await tab();
      const isTold = messages.some(({ role, text }) => role === "assistant" && text.includes("not saved"));
      const { amountCents } = await stored();
      // Saved first and corrected after it, or refused, or told.
      expect(amountCents).toBe(saved?.status === "rejected" || isTold ? 60_400 : amountCents);
      expect([64_000, 60_400]).toContain(amountCents);
    }
  });
});

describe("a fact that is emptied", () => {
  test("by form is gone, also its source, and does not come back from older words", async () => {
    const { tab, save, say } = await toConfirm();
    await save(await tab(), { incident_date: "", place: "" });
    const emptied = await tab();
    expect([fact(emptied, "incident_date"), fact(emptied, "place")]).toEqual([null, null]);
    await say("the amount was $604 in the end");
    const later = await tab();
    expect([fact(later, "incident_date"), fact(later, "place"), fact(later, "amount_cents")]).toEqual([
      ...[null, null],
      "$604.00",
    ]);
    await say("it happened on 5 November 2026");
    expect(fact(await tab(), "incident_date")).toBe("5 Nov 2026");
  });

  test.each([
    ["remove the date", "incident_date"],
    ["please delete the place", "place"],
  ])("by the words %j is gone", async (words, key) => {
    const { tab, say } = await toConfirm();
    expect(fact(await tab(), key)).not.toBeNull();
    const turn = await say(words);
    expect(turn.response).toContain("I have removed");
    expect(fact(await tab(), key)).toBeNull();
  });

  test("and is required is asked for again, and nothing is confirmed meanwhile", async () => {
    const { tab, save, confirm, say, stored } = await toConfirm();
    await save(await tab(), { amount_cents: "" });
    const emptied = await tab();
    expect(emptied.messages.at(-1)?.text).toContain("About how much");
    await confirm(emptied);
    await say("yes");
    expect(await stored()).toMatchObject({ currentTaskId: "confirm_details", confirmedAt: null, amountCents: null });
    await say("$604");
    await say("yes");
    expect(await stored()).toMatchObject({ amountCents: 60_400, status: "completed" });
  });
});

describe("a yes", () => {
  test("to facts that another tab has changed since confirms nothing", async () => {
    const { tab, say, confirm, stored } = await toConfirm();
    const old = await tab();
    await say("no wait, it was $604");
    const turn = await say("yes", old.waitId);
    expect(turn.response).toContain("have changed meanwhile");
    await expect(confirm(old)).rejects.toMatchObject({ code: "conflict" });
    expect(await stored()).toMatchObject({ confirmedAt: null, amountCents: 60_400 });
    await say("yes", (await tab()).waitId);
    expect(await stored()).toMatchObject({ status: "completed", amountCents: 60_400 });
  });

  test("at the same moment as a correction confirms the facts that were shown, or nothing", async () => {
    for (let round = 0; round < 5; round++) {
      for (const yes of ["button", "words"] as const) {
        const { tab, say, confirm, stored } = await toConfirm();
        const old = await tab();
        await Promise.allSettled([
          say("no wait, it was $604", old.waitId),
          yes === "button" ? confirm(old) : say("yes", old.waitId),
        ]);
        const { confirmedAt, context } = await stored();
        if (confirmedAt) expect(context).toMatchObject({ confirmed: { amount_cents: 99_900 }, amount_cents: 99_900 });
        else expect(context).toMatchObject({ amount_cents: 60_400 });
      }
    }
  });

  test("by the button of two tabs at once confirms once", async () => {
    const { tab, confirm, stored } = await toConfirm();
    const old = await tab();
    await Promise.allSettled([confirm(old), confirm(old)]);
    expect(await stored()).toMatchObject({ status: "completed", amountCents: 99_900 });
  });
});
