import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { JsonObject } from "@/lib/engine";
import { sweepCases, wakeCases } from "@/lib/sessions/cases/run-case-jobs";
import { markOverdue } from "@/lib/sessions/mutations";
import { countCases, listCases } from "./data";
import { decide } from "./decide";
import { getCase } from "./find-case";
import { changeCases, claimCase, claimNextCase, doAct, noteCase, releaseCase, snoozeCase } from "./mutations";
import { openCase, passTime } from "./test-cases";

// Who has a case: claims with a lease, "next for me", snooze, escalation, absence, limits, and several cases at once.
withTestDatabase();

const approve = { verdict: "approve", expected_version: 1 };
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
let queue: string;
let ana: Awaited<ReturnType<typeof createReviewer>>;
let tom: typeof ana;
beforeEach(async () => {
  queue = `q${randomUUID().slice(0, 8)}`;
  await prisma.queue.create({ data: { id: queue, name: "A queue of this test" } });
  [ana, tom] = [await createReviewer("Ana Ruiz", [queue]), await createReviewer("Tom Hardy", [queue])];
});
const open = (cents?: number, review: JsonObject = {}) => openCase({ cents, review: { queue, ...review } });
const idsIn = async (who: typeof ana, tab: "mine" | "unassigned" | "open" | "snoozed") =>
  (await listCases(who, { tab })).items.map(({ caseId }) => caseId);

describe("a lease", () => {
  test("holds for fifteen minutes, and work renews it", async () => {
    const { caseId, stored } = await open();
    await claimCase(ana, caseId);
    const minutesLeft = async () => Math.round(((await stored()).leaseUntil?.getTime() ?? 0) - Date.now()) / 60_000;
    expect(await minutesLeft()).toBeCloseTo(15, 0);
    for (const act of [
      { act: "seen" },
      { act: "renew" },
      { act: "edit", edits: { place: "x" }, expected_version: 1 },
      { act: "note", text: "Hm.", is_evidence: false },
    ] as const) {
      await passTime(caseId, "lease_until", 600);
      expect(await minutesLeft()).toBeCloseTo(5, 0);
      await doAct(ana, caseId, act);
      expect(await minutesLeft(), act.act).toBeCloseTo(15, 0);
    }
  });

  test("that has expired no longer counts for lists, claims and decisions", async () => {
    const [first, second] = [await open(), await open()];
    for (const { caseId } of [first, second]) await claimCase(ana, caseId);
    await expect(claimCase(tom, first.caseId)).rejects.toMatchObject({ message: "Ana Ruiz is working on this case." });
    for (const { caseId } of [first, second]) await passTime(caseId, "lease_until", 901);
    expect((await idsIn(tom, "unassigned")).toSorted()).toEqual([first.caseId, second.caseId].toSorted());
    expect(await idsIn(ana, "mine")).toEqual([]);
    await claimCase(tom, first.caseId);
    await doAct(ana, second.caseId, { act: "renew" });
    expect(await decide(tom, second.caseId, approve)).toMatchObject({ type: "decided" });
  });

  test("that has expired is ended by a sweep, with an event", async () => {
    const { caseId, stored, events } = await open();
    await claimCase(ana, caseId);
    await sweepCases();
    expect(await stored()).toMatchObject({ assigneeId: ana.userId });
    await passTime(caseId, "lease_until", 901);
    await Promise.all([sweepCases(), sweepCases()]);
    expect(await stored()).toMatchObject({ assigneeId: null, leaseUntil: null });
    expect((await events()).filter((type) => type === "case.lapsed")).toHaveLength(1);
  });
});

describe("next for me", () => {
  test("gives the most urgent case, and skips those of colleagues, snoozed ones and one's own claims", async () => {
    const [small, large, hers, snoozed, own] = [
      await open(100_000),
      await open(5_000_000),
      await open(9_000_000),
      await open(9_000_000),
      await open(9_000_000),
    ];
    await claimCase(ana, hers.caseId);
    await snoozeCase(ana, snoozed.caseId, inMinutes(60));
    await prisma.reviewCase.update({ where: { id: own.caseId }, data: { deciderPeople: ["ana@example.com"] } });
    // The open case is not the next one.
    expect(await claimNextCase(tom, {}, small.caseId)).toBe(large.caseId);
    expect(await claimNextCase(tom, {}, small.caseId)).toBeNull();
    expect(await claimNextCase(tom)).toBe(small.caseId);
    expect(await claimNextCase(tom)).toBeNull();
    expect((await idsIn(tom, "mine")).toSorted()).toEqual([small.caseId, large.caseId].toSorted());
  });

  test("gives the first free case of the list that is asked for, in its order", async () => {
    const [old, small, flagged, large] = [
      await open(200_000),
      await open(100_000),
      await open(300_000),
      await open(900_000),
    ];
    await doAct(tom, flagged.caseId, { act: "tag", add: ["hail"], remove: [] });
    for (const { caseId } of [small, old]) await claimCase(ana, caseId);
    expect(await claimNextCase(ana, { tab: "mine", sort: "oldest" }, small.caseId)).toBe(old.caseId);
    expect(await claimNextCase(ana, { tab: "open", tag: "hail" })).toBe(flagged.caseId);
    expect(await claimNextCase(tom, { tab: "open", tag: "hail" })).toBeNull();
    expect(await claimNextCase(tom, { search: "no such words" })).toBeNull();
    expect(await claimNextCase(tom, { queue: "another" })).toBeNull();
    for (const tab of ["claimant", "snoozed", "decided"] as const) expect(await claimNextCase(tom, { tab })).toBeNull();
    expect(await claimNextCase(tom, { tab: "mine" })).toBeNull();
    expect(await claimNextCase(tom, { tab: "unassigned", sort: "amount" })).toBe(large.caseId);
  });

  test("gives a case to one of several who ask at the same instant", async () => {
    const cases = [];
    for (let index = 0; index < 4; index++) cases.push((await open()).caseId);
    const people = [];
    for (let index = 0; index < 6; index++) people.push(await createReviewer(`Reviewer ${index}`, [queue]));
    const given = (await Promise.all(people.map((one) => claimNextCase(one)))).filter((id) => id !== null);
    expect(new Set(given).size).toBe(given.length);
    for (const person of people) {
      const id = await claimNextCase(person);
      if (id) given.push(id);
    }
    expect(given.toSorted()).toEqual(cases.toSorted());
  });
});

test("a case has one owner after any claims, releases and decisions at once", async () => {
  const people = [ana, tom, await createReviewer("Eve", [queue])];
  const act = fc.tuple(fc.nat(2), fc.constantFrom("claim", "release", "next", "decide", "lapse"));
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 8 }), async (acts) => {
      const { caseId, stored, decisions, events } = await open();
      await Promise.allSettled(
        acts.map(([who, what]) => {
          const person = people[who] ?? ana;
          if (what === "claim") return claimCase(person, caseId);
          if (what === "release") return releaseCase(person, caseId);
          if (what === "next") return claimNextCase(person);
          if (what === "lapse") return passTime(caseId, "lease_until", 901);
          return decide(person, caseId, approve);
        }),
      );
      const made = await decisions();
      const { status, assigneeId } = await stored();
      expect(made.length).toBeLessThanOrEqual(1);
      expect(status).toBe(made.length === 1 ? "decided" : "open");
      if (made[0]) expect(assigneeId).toBe(made[0].actorId);
      const owners = (await events()).filter((type) => type === "case.claimed").length;
      if (assigneeId && made.length === 0) expect(owners).toBeGreaterThan(0);
    }),
    { numRuns: 25 },
  );
});

describe("a snoozed case", () => {
  test("is in its own tab until its time, and stays with its reviewer", async () => {
    const { caseId, events } = await open();
    await snoozeCase(ana, caseId, inMinutes(60));
    expect([await idsIn(ana, "snoozed"), await idsIn(ana, "open"), await idsIn(ana, "mine")]).toEqual([
      [caseId],
      [],
      [],
    ]);
    expect(await countCases(ana)).toMatchObject({ snoozed: 1, open: 0, mine: 0, unassigned: 0 });
    await passTime(caseId, "snoozed_until", 3_601);
    expect([await idsIn(ana, "snoozed"), await idsIn(ana, "mine")]).toEqual([[], [caseId]]);
    await wakeCases();
    expect(await events()).toContain("case.woken");
  });

  test("ends its snooze with new evidence, or on request", async () => {
    const [answered, asked] = [await open(), await open()];
    for (const { caseId } of [answered, asked]) await snoozeCase(ana, caseId, inMinutes(60));
    await answered.say("I found the receipt, here is its number: 4711");
    await doAct(ana, asked.caseId, { act: "unsnooze" });
    expect((await idsIn(ana, "mine")).toSorted()).toEqual([answered.caseId, asked.caseId].toSorted());
  });

  test("cannot be snoozed into the past, for a year, or over a colleague", async () => {
    const { caseId } = await open();
    for (const until of [inMinutes(-1), inMinutes(60 * 24 * 365)])
      await expect(snoozeCase(ana, caseId, until)).rejects.toMatchObject({ code: "invalid" });
    await claimCase(ana, caseId);
    await expect(snoozeCase(tom, caseId, inMinutes(60))).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a lead", () => {
  const lead = async () => {
    const lea = await createReviewer("Lea Lind", [queue]);
    await prisma.queue.update({ where: { id: queue }, data: { leadId: lea.userId } });
    return lea;
  };

  test("gets what is escalated, and may give a colleague's case away", async () => {
    const lea = await lead();
    const [escalated, hers] = [await open(), await open()];
    await doAct(ana, escalated.caseId, { act: "escalate", reason: "Looks like fraud." });
    expect(await getCase(tom, escalated.caseId)).toMatchObject({
      ...{ assignee: { name: "Lea Lind" }, escalatedTo: { name: "Lea Lind" }, escalatedAt: expect.any(String) },
      priorityParts: expect.arrayContaining([{ part: "escalated", points: 4, text: "escalated" }]),
    });
    await claimCase(ana, hers.caseId);
    const give = { act: "assign" as const, user_id: tom.userId };
    await expect(doAct(await createReviewer("Eve", [queue]), hers.caseId, give)).rejects.toMatchObject({
      code: "conflict",
    });
    await doAct(lea, hers.caseId, give);
    expect(await getCase(ana, hers.caseId)).toMatchObject({ assignee: { name: "Tom Hardy" }, leaseUntil: null });
  });

  test("is named by a case that is overdue, which stays undecided with who has it", async () => {
    const lea = await lead();
    const { caseId, sessionId, stored, decisions } = await open(250_000, { dueIn: "PT0.01S" });
    await claimCase(ana, caseId);
    const escalatedTo = async () => {
      await markOverdue(sessionId);
      return (await stored()).escalatedToId;
    };
    await expect.poll(escalatedTo).toBe(lea.userId);
    expect(await stored()).toMatchObject({ status: "open", assigneeId: ana.userId });
    expect(await decisions()).toEqual([]);
  });
});

describe("someone who is away", () => {
  const away = (userId: string, delegateId: string | null) =>
    prisma.absence.create({
      data: { userId, delegateId, startsAt: inMinutes(-60), endsAt: inMinutes(60) },
    });

  test("passes their cases to the delegate, or back to everyone", async () => {
    const [kept, freed] = [await open(), await open()];
    const eve = await createReviewer("Eve", [queue]);
    await claimCase(ana, kept.caseId);
    await claimCase(eve, freed.caseId);
    await away(ana.userId, tom.userId);
    await away(eve.userId, null);
    await sweepCases();
    expect(await kept.stored()).toMatchObject({ assigneeId: tom.userId, leaseUntil: null });
    expect(await freed.stored()).toMatchObject({ assigneeId: null });
    expect(await kept.events()).toContain("case.delegated");
  });

  test("gets no answered case and none that is assigned to them", async () => {
    const [answered, assigned] = [await open(), await open()];
    await decide(ana, answered.caseId, { verdict: "request_information", question: "Where?", expected_version: 1 });
    await away(ana.userId, tom.userId);
    await answered.say("At the town hall");
    await doAct(tom, assigned.caseId, { act: "assign", user_id: ana.userId });
    for (const one of [answered, assigned]) expect(await one.stored()).toMatchObject({ assigneeId: tom.userId });
  });
});

test("a queue limits the due time of its cases", async () => {
  await prisma.queue.update({ where: { id: queue }, data: { dueMs: 3_600_000 } });
  const [long, short] = [await open(250_000, { dueIn: "PT4H" }), await open(250_000, { dueIn: "PT30M" })];
  expect([(await long.stored()).dueMs, (await short.stored()).dueMs]).toEqual([3_600_000, 1_800_000]);
  const { waitId, dueAt } = await long.stored();
  expect((await prisma.wait.findUniqueOrThrow({ where: { id: waitId } })).dueAt).toEqual(dueAt);
});

test("a queue limits how many cases one person has, unless their own limit is another", async () => {
  await prisma.queue.update({ where: { id: queue }, data: { caseLimit: 1 } });
  await prisma.queueMember.create({ data: { queueId: queue, userId: tom.userId, caseLimit: 2 } });
  const cases = [await open(), await open(), await open()];
  expect(await claimNextCase(ana)).not.toBeNull();
  expect(await claimNextCase(ana)).toBeNull();
  expect([await claimNextCase(tom), await claimNextCase(tom)]).not.toContain(null);
  expect(cases).toHaveLength(3);
  const more = await open();
  await expect(claimCase(ana, more.caseId)).rejects.toMatchObject({
    message: expect.stringContaining("a limit of the queue"),
  });
});

test("several cases are claimed, assigned, snoozed or tagged at once, and each refusal says why", async () => {
  const cases = [await open(), await open(), await open()];
  const ids = cases.map(({ caseId }) => caseId);
  await claimCase(tom, ids[0] ?? "");
  const missing = randomUUID();
  expect(await changeCases(ana, [...ids, missing], { act: "claim" })).toEqual({
    done: ids.slice(1),
    refused: [
      { caseId: ids[0], message: "Tom Hardy is working on this case." },
      { caseId: missing, message: "There is no such case." },
    ],
  });
  await changeCases(ana, ids, { act: "tag", add: ["storm", "roof"], remove: [] });
  await changeCases(ana, ids, { act: "tag", add: [], remove: ["roof"] });
  expect((await listCases(ana, { tag: "storm" })).items).toHaveLength(3);
  expect((await listCases(ana, { tag: "roof" })).items).toEqual([]);
  expect((await changeCases(ana, ids.slice(1), { act: "assign", user_id: tom.userId })).done).toHaveLength(2);
  expect((await changeCases(tom, ids, { act: "snooze", until: inMinutes(60).toISOString() })).done).toHaveLength(3);
});

describe("a note", () => {
  test("is for colleagues, mentions them by name, and the claimant never sees it", async () => {
    const { caseId, sessionId, stored } = await open();
    await noteCase(ana, caseId, { text: "@Tom Hardy, what do you think?", is_evidence: false });
    expect((await getCase(tom, caseId)).notes).toMatchObject([
      { by: { name: "Ana Ruiz" }, text: "@Tom Hardy, what do you think?", mentions: [{ id: tom.userId }] },
    ]);
    expect((await stored()).evidenceVersion).toBe(1);
    expect(await prisma.message.count({ where: { sessionId, parts: { string_contains: "what do you think" } } })).toBe(
      0,
    );
    await decide(tom, caseId, approve);
    await noteCase(ana, caseId, { text: "Good.", is_evidence: false });
  });

  test("that is evidence asks to look again, and its author may not decide", async () => {
    const { caseId, sessionId, stored, who } = await open();
    await noteCase(ana, caseId, {
      text: "The garage says on the phone that it never saw this car.",
      is_evidence: true,
    });
    await expect(decide(tom, caseId, approve)).rejects.toMatchObject({ code: "stale" });
    await expect(decide(ana, caseId, { ...approve, expected_version: 2 })).rejects.toMatchObject({
      ...{ code: "forbidden", options: { data: { refusal: "supplied_evidence" } } },
    });
    const { waitId } = await stored();
    const forged = { waitId, sessionId, claimantId: who.userId, actorId: ana.userId, evidenceVersion: 2 };
    await expect(prisma.decision.create({ data: { ...forged, verdict: "reject" } })).rejects.toThrow(
      "supplied_evidence",
    );
    expect(await decide(tom, caseId, { ...approve, expected_version: 2 })).toMatchObject({ type: "decided" });
  });
});
