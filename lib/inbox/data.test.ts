import { beforeAll, describe, expect, it, vi } from "vitest";
import { asReviewer, type ReviewerPrincipal } from "@/lib/auth/principal";
import { createReviewer } from "@/lib/auth/test-person";
import { listClaims } from "@/lib/chat/data";
import { fillDatabase } from "@/lib/commands/load/fill-database";
import { Prisma, prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { findSessions } from "@/lib/sessions/reading/find-sessions";
import { countCases, listCases } from "./data";
import { type CaseQuery, inboxTabs } from "./schema";

withTestDatabase({ as: "owner" });

let ana: ReviewerPrincipal;

beforeAll(async () => {
  const [reviewer, other] = [await createReviewer(), await createReviewer()];
  const queues = ["claims"];
  await prisma.user.updateMany({ where: { id: { in: [reviewer.userId, other.userId] } }, data: { queues } });
  ana = asReviewer({ ...reviewer, queues });
  const definition = {
    id: "claims",
    name: "Claims",
    startTaskId: "a",
    tasks: [{ id: "a", kind: "say", label: "A", config: { message: "Hello." } }],
    edges: [],
  };
  const workflow = { create: { id: "claims", name: "Claims" } };
  const version = await prisma.workflowVersion.create({ data: { number: 1, definition, contentHash: "-", workflow } });
  await fillDatabase({
    ...{ open: 4_000, decided: 20_000, workflowVersionId: version.id, queue: "claims" },
    reviewerIds: [ana.userId, other.userId],
  });
}, 120_000);

/** The plans of the statements that `read` sends, as text. */
async function plansOf(read: () => Promise<unknown>): Promise<string> {
  const asked = vi.spyOn(prisma, "$queryRaw");
  await read();
  const calls = asked.mock.calls.map(([first, ...values]) =>
    "sql" in first ? first : Prisma.sql(first as TemplateStringsArray, ...(values as never[])),
  );
  asked.mockRestore();
  const plans: string[] = [];
  for (const sql of calls) {
    const rows = await prisma.$queryRaw<{ "QUERY PLAN": string }[]>`EXPLAIN ${sql}`;
    plans.push(rows.map((row) => row["QUERY PLAN"]).join("\n"));
  }
  return plans.join("\n\n");
}

/** The tables that grow with every case. */
const largeTables = /Seq Scan on (session|review_case|message|step|wait|decision)\b/;

describe("no list reads a whole table", () => {
  const queries: [string, CaseQuery][] = [
    ...inboxTabs.map((tab): [string, CaseQuery] => [tab, { tab }]),
    ...(["due", "oldest", "newest", "amount"] as const).map((sort): [string, CaseQuery] => [`by ${sort}`, { sort }]),
    ["a reference", { search: "L00000017" }],
    ["a claimant", { search: "Ada Abel 10" }],
    ["words of the claimant", { search: "at number 1234" }],
    ["flags", { flagged: true }],
  ];
  it.each(queries)("of cases: %s", async (_, query) => {
    expect(await plansOf(() => listCases(ana, query))).not.toMatch(largeTables);
    const { nextCursor } = await listCases(ana, query, { limit: 1 });
    if (nextCursor) expect(await plansOf(() => listCases(ana, query, { cursor: nextCursor }))).not.toMatch(largeTables);
  });

  it("of the counts", async () => {
    expect(await plansOf(() => countCases(ana))).not.toMatch(largeTables);
  });

  it("of sessions and claims", async () => {
    for (const search of [undefined, "L00000017", "Ada Abel 10"]) {
      expect(await plansOf(() => findSessions(ana as never, { search }))).not.toMatch(largeTables);
    }
    const { claimantId } = await prisma.session.findFirstOrThrow({ select: { claimantId: true } });
    expect(await plansOf(() => listClaims({ ...ana, userId: claimantId } as never))).not.toMatch(largeTables);
  });

  it("uses the index of its order", async () => {
    const used = async (query: CaseQuery) =>
      /review_case_\w+_idx/.exec(await plansOf(() => listCases(ana, query)))?.[0];
    expect(await used({ tab: "open" })).toBe("review_case_open_idx");
    expect(await used({ sort: "amount" })).toBe("review_case_by_known_amount_idx");
    expect(await used({ tab: "decided" })).toBe("review_case_decided_idx");
    expect(await used({ tab: "claimant" })).toBe("review_case_waiting_idx");
  });
});

describe("every case is in the list once", () => {
  it.each([
    ...inboxTabs.map((tab): CaseQuery => ({ tab })),
    ...(["due", "oldest", "newest", "amount"] as const).map((sort): CaseQuery => ({ sort })),
    { search: "hail", tab: "decided" } as CaseQuery,
  ])("part by part: %o", async (query) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    const { total } = await listCases(ana, query, { limit: 1 });
    for (let parts = 0; parts < 15; parts++) {
      const { items, nextCursor } = await listCases(ana, query, { limit: 100, cursor });
      seen.push(...items.map(({ caseId }) => caseId));
      cursor = nextCursor ?? undefined;
      if (!cursor) break;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(Math.min(seen.length, 1_000)).toBe(total);
  });

  it("in its order", async () => {
    const sorted = (values: number[], sign: 1 | -1) => values.toSorted((a, b) => sign * (a - b));
    const byPriority = (await listCases(ana, {}, { limit: 100 })).items.map(({ priority }) => priority);
    expect(byPriority).toEqual(sorted(byPriority, -1));
    const byAmount = (await listCases(ana, { sort: "amount" })).items.map(({ amountCents }) => amountCents ?? -1);
    expect(byAmount).toEqual(sorted(byAmount, -1));
    const byEnd = (await listCases(ana, { tab: "decided" })).items.map(({ closedAt }) => Date.parse(closedAt ?? ""));
    expect(byEnd).toEqual(sorted(byEnd, -1));
  });
});

it("counts each tab, to a thousand", async () => {
  const counts = await countCases(ana);
  expect(counts).toMatchObject({ open: 1_000, decided: 1_000, claimant: 160 });
  expect(counts.snoozed).toBeGreaterThan(0);
  expect(counts.mine).toBeGreaterThan(100);
});

it("finds by reference, claimant and words, and never in other people's queues", async () => {
  const references = async (search: string, who = ana) =>
    (await listCases(who, { tab: "decided", search }, { limit: 100 })).items.map(({ reference }) => reference);
  expect(await references("CLM-L00005017")).toEqual(["CLM-L00005017"]);
  expect(await references("l00005017")).toEqual(["CLM-L00005017"]);
  expect(await references("AT NUMBER 5017")).toEqual(["CLM-L00005017"]);
  expect((await references("hail")).length).toBe(100);
  expect(await references("100%")).toEqual([]);
  const stranger = { ...ana, queues: ["other"] } as ReviewerPrincipal;
  expect(await references("l00005017", stranger)).toEqual([]);
});

it("refuses a cursor of another list", async () => {
  const { nextCursor } = await listCases(ana, { sort: "oldest" }, { limit: 1 });
  await expect(listCases(ana, { sort: "newest" }, { cursor: nextCursor ?? "" })).rejects.toMatchObject({
    code: "malformed",
  });
});
