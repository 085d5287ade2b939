import { beforeAll, expect, test } from "vitest";
import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { createReviewer } from "@/lib/auth/test-person";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { listCases, readCaseRows } from "../data";
import { doAct, editCase } from "../mutations";
import { withoutInternals } from "../read-row";
import { openCase } from "../test-cases";
import { caseActSchema } from "./schema";

// A correction replaces what the reviewer saw, and nothing else.
withTestDatabase();

let ana: ReviewerPrincipal;
beforeAll(async () => {
  ana = await createReviewer("Ana");
});

test("names the version of the evidence that was seen", async () => {
  expect(caseActSchema.safeParse({ act: "edit", edits: { place: "x" } }).success).toBe(false);
  const { caseId, say, stored } = await openCase();
  await say("Sorry, it was another amount: $700");
  const act = { act: "edit", edits: { place: "x" } } as const;
  await expect(doAct(ana, caseId, { ...act, expected_version: 1 })).rejects.toMatchObject({
    ...{ code: "stale", options: { data: { current_version: 2 }, fields: { place: expect.any(String) } } },
  });
  await expect(doAct(ana, caseId, { ...act, expected_version: 3 })).rejects.toMatchObject({ code: "stale" });
  expect(await stored()).toMatchObject({ edits: {}, assigneeId: null });
  await doAct(ana, caseId, { ...act, expected_version: 2 });
  expect(await stored()).toMatchObject({ edits: { place: "x" }, assigneeId: ana.userId });
});

test("two tabs do not overwrite each other's corrections", async () => {
  const { caseId, stored } = await openCase();
  const edit = (place: string | null, was: string | null) =>
    editCase(ana, caseId, { edits: { place }, was: { place: was }, expected_version: 1 });
  const results = await Promise.allSettled(["one", "two", "three"].map((place) => edit(place, null)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected")
      expect(result.reason).toMatchObject({
        code: "stale",
        options: { fields: { place: expect.stringContaining("corrected meanwhile") } },
      });
  }
  const { place } = (await stored()).edits as { place: string };
  // The same again is not another correction, and one that saw this may replace it or take it back.
  await edit(place, null);
  await edit("four", place);
  await expect(edit(null, place)).rejects.toMatchObject({ code: "stale" });
  await edit(null, "four");
  expect((await stored()).edits).toEqual({});
});

test("what a correction replaces may be named as it was typed", async () => {
  const { caseId, stored } = await openCase();
  const edit = (amount: string, was: string | number | null) =>
    editCase(ana, caseId, { edits: { amount_cents: amount }, was: { amount_cents: was }, expected_version: 1 });
  await edit("$1,800", null);
  await edit("$1,700", "$1,800");
  await edit("$1,600", 170_000);
  expect((await stored()).edits).toEqual({ amount_cents: 160_000 });
  await expect(edit("$1,500", "$1,700")).rejects.toMatchObject({ code: "stale" });
});

test("lists show and sort by the corrected amount, and priority follows it; the claimant sees their own", async () => {
  const [small, large] = [await openCase({ cents: 120_000 }), await openCase({ cents: 300_000 })];
  const ids = [small.caseId, large.caseId];
  const byAmount = async () =>
    (await listCases(ana, { sort: "amount" }, { limit: 100 })).items.filter(({ caseId }) => ids.includes(caseId));
  const correct = (amount: string | null) =>
    editCase(ana, small.caseId, { edits: { amount_cents: amount }, expected_version: 1 });
  await correct("$12,000");
  expect((await byAmount()).map(({ caseId, amountCents }) => [caseId, amountCents])).toEqual([
    [small.caseId, 1_200_000],
    [large.caseId, 300_000],
  ]);
  const [row] = await byAmount();
  expect(row?.priorityParts).toEqual([{ part: "amount", points: 2, text: "amount of $12,000.00" }]);
  expect(row && withoutInternals(row).amountCents).toBe(120_000);
  const live = (await readCaseRows([small.sessionId])).get(small.sessionId);
  expect(live?.map(({ amountCents }) => amountCents)).toEqual([1_200_000]);
  await correct(null);
  expect((await byAmount()).map(({ amountCents }) => amountCents)).toEqual([300_000, 120_000]);
});
