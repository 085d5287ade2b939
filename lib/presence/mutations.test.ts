import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { DesignerPrincipal } from "@/lib/auth/principal";
import { createClaimant, createDesigner, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { openCase } from "@/lib/inbox/test-cases";
import { markPresent } from "./mutations";
import { presenceBodySchema } from "./schema";

withTestDatabase();

const place = "workflow:claims";
let mira: DesignerPrincipal;
let omar: DesignerPrincipal;
beforeAll(async () => {
  await prisma.workflow.createMany({ data: ["claims", "other"].map((id) => ({ id, name: id })) });
  [mira, omar] = [await createDesigner("Mira Sato"), await createDesigner("Omar Aziz")];
});
beforeEach(async () => {
  await prisma.presence.deleteMany();
});

const beat = async (who: DesignerPrincipal, tabId: string = randomUUID(), more = {}) =>
  (await markPresent(who, { place, tabId, leaving: false, ...more })).map(({ name, isYou }) => (isYou ? "you" : name));
/** Moves every heartbeat this many seconds back. */
const wait = (seconds: number) =>
  prisma.$executeRaw`UPDATE presence SET seen_at = seen_at - make_interval(secs => ${seconds}),
    since = since - make_interval(secs => ${seconds})`;

describe("who has a place open", () => {
  test("is told to everybody who says so themselves, the longest first", async () => {
    expect(await beat(mira)).toEqual(["you"]);
    expect(await beat(omar)).toEqual(["Mira Sato", "you"]);
    expect(await beat(omar, randomUUID(), { place: "workflow:other" })).toEqual(["you"]);
  });

  test("is one person with several tabs, there until the last is left", async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    await beat(mira, one);
    await wait(5);
    await beat(mira, two);
    const [person] = await markPresent(omar, { place, tabId: randomUUID(), leaving: false });
    expect(person).toMatchObject({ id: mira.userId, name: "Mira Sato" });
    expect(Date.now() - Date.parse(person?.since ?? "")).toBeGreaterThan(4_000);
    expect(await beat(mira, one, { leaving: true })).toEqual(["you", "Omar Aziz"]);
    expect(await beat(mira, two, { leaving: true })).toEqual(["Omar Aziz"]);
    expect(await beat(mira, two, { leaving: true })).toEqual(["Omar Aziz"]);
  });

  test("is gone after 30 seconds without a sign of life, and then comes anew", async () => {
    const tab = randomUUID();
    await beat(mira, tab);
    await wait(29);
    expect(await beat(omar)).toEqual(["Mira Sato", "you"]);
    await wait(2);
    expect(await beat(omar)).toEqual(["you"]);
    expect(await prisma.presence.count({ where: { userId: mira.userId } })).toBe(0);
    const again = await markPresent(mira, { place, tabId: tab, leaving: false });
    // The first sign of life is 31 seconds old.
    expect(Date.now() - Date.parse(again.find(({ isYou }) => isYou)?.since ?? "")).toBeLessThan(25_000);
  });

  test("comes anew also when the absence was not noticed", async () => {
    const tab = randomUUID();
    await beat(mira, tab);
    await wait(40);
    const [person] = await markPresent(mira, { place, tabId: tab, leaving: false });
    expect(Date.now() - Date.parse(person?.since ?? "")).toBeLessThan(30_000);
  });

  test("stays with as many signs of life as come at once, old ones among them", async () => {
    const tabs = Array.from({ length: 30 }, () => randomUUID());
    for (let round = 0; round < 3; round++) {
      await wait(40);
      const all = await Promise.all(tabs.map((tab, index) => beat(index % 2 ? mira : omar, tab)));
      for (const people of all) expect(people).toContain("you");
    }
    expect(await prisma.presence.count()).toBe(30);
  });

  test("no person can leave for another", async () => {
    const tab = randomUUID();
    await beat(mira, tab);
    expect(await beat(omar, tab, { leaving: true })).toEqual(["Mira Sato"]);
  });
});

test("only designers are at a workflow, and only at one that is there", async () => {
  const body = { place, tabId: randomUUID(), leaving: false };
  for (const person of [await createClaimant(), await createReviewer()]) {
    await expect(markPresent(person, body)).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(markPresent(mira, { ...body, place: "workflow:nothing" })).rejects.toMatchObject({ code: "not_found" });
});

test("only reviewers of its queue are at a case, and only at one that is there", async () => {
  const ana = await createReviewer();
  const { caseId } = await openCase();
  const at = (id: string) => ({ place: `case:${id}`, tabId: randomUUID(), leaving: false });
  await markPresent(ana, at(caseId));
  const [first] = await markPresent(await createReviewer("Tom Becker"), at(caseId));
  expect(first).toMatchObject({ name: "Ana Ruiz", isYou: false });
  for (const person of [await createClaimant(), mira]) {
    await expect(markPresent(person, at(caseId))).rejects.toMatchObject({ code: "forbidden" });
  }
  for (const [person, id] of [
    [await createReviewer("Eve", ["other"]), caseId],
    [ana, randomUUID()],
  ] as const) {
    await expect(markPresent(person, at(id))).rejects.toMatchObject({ code: "not_found" });
  }
});

test.each([
  "",
  "workflow",
  "workflow:",
  "workflow:9",
  "workflow:a b",
  "case:claims",
  "toString:a",
  "__proto__:a",
  "workflow:__proto__",
])("%j is not a place", (wrong) => {
  expect(presenceBodySchema.safeParse({ place: wrong, tabId: randomUUID() }).success).toBe(false);
});
