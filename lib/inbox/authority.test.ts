import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { asReviewer, type ReviewerPrincipal } from "@/lib/auth/principal";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import type { Role } from "@/lib/db/generated/enums";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { decide, decideWithUndo } from "./decide";
import { getCase } from "./find-case";
import { claimCase, claimNextCase, doAct } from "./mutations";
import { openCase } from "./test-cases";

// Who may do what to a case: in the functions, in the statement, and in the database itself.
withTestDatabase();

const verdicts = {
  approve: { verdict: "approve", expected_version: 1 },
  reject: { verdict: "reject", reason: "No.", expected_version: 1 },
  request_information: { verdict: "request_information", question: "Why?", expected_version: 1 },
};

/** A reviewer with more roles, as the database has them. */
async function createWith(roles: Role[], queues = ["claims"]): Promise<ReviewerPrincipal> {
  const person = await createReviewer(`With ${roles.join(" and ")}`, queues);
  await prisma.user.update({ where: { id: person.userId }, data: { roles: ["reviewer", ...roles] } });
  return asReviewer({ ...person, roles: ["reviewer", ...roles] });
}

type Opened = Awaited<ReturnType<typeof openCase>>;
interface Row {
  who: (opened: Opened) => Promise<ReviewerPrincipal>;
  review?: { roles?: string[]; people?: { email: string }[] };
  /** The code of the refusal; null when they may. */
  decides: string | null;
  claims: string | null;
}

const rows: Record<string, Row> = {
  "a reviewer of the queue": { who: () => createReviewer(), decides: null, claims: null },
  "a reviewer of another queue": {
    who: () => createReviewer("Eve", ["other"]),
    decides: "not_found",
    claims: "not_found",
  },
  "a reviewer without queues": { who: () => createReviewer("Eve", []), decides: "not_found", claims: "not_found" },
  "the claimant, who is a reviewer too": {
    who: async ({ who }) => {
      await prisma.user.update({
        where: { id: who.userId },
        data: { roles: ["claimant", "reviewer"], queues: ["claims"] },
      });
      return asReviewer({ ...who, roles: ["claimant", "reviewer"], queues: ["claims"] });
    },
    decides: "own_claim",
    claims: "own_claim",
  },
  "a person whose account was disabled meanwhile": {
    who: async () => {
      const gone = await createReviewer();
      await prisma.user.update({ where: { id: gone.userId }, data: { disabledAt: new Date() } });
      return gone;
    },
    decides: "forbidden",
    claims: "forbidden",
  },
  "a person who lost the queue meanwhile": {
    who: async () => {
      const moved = await createReviewer();
      await prisma.user.update({ where: { id: moved.userId }, data: { queues: ["other"] } });
      return moved;
    },
    decides: "forbidden",
    claims: "forbidden",
  },
  "a plain reviewer where an admin is needed": {
    ...{ who: () => createReviewer(), review: { roles: ["admin"] }, decides: "forbidden", claims: "forbidden" },
  },
  "an admin where an admin is needed": {
    ...{ who: () => createWith(["admin"]), review: { roles: ["admin"] }, decides: null, claims: null },
  },
  "an admin without the queue": {
    ...{
      who: () => createWith(["admin"], []),
      review: { roles: ["admin"] },
      decides: "not_found",
      claims: "not_found",
    },
  },
  "a person who is not among the named people": {
    ...{ who: () => createReviewer(), review: { people: [{ email: "boss@example.com" }] } },
    ...{ decides: "forbidden", claims: "forbidden" },
  },
};

describe.each(Object.entries(rows))("%s", (_name, { who, review, decides, claims }) => {
  test.each(Object.entries(verdicts))(`${decides ? "may not" : "may"} decide: %s`, async (_verdict, body) => {
    const opened = await openCase({ review });
    const person = await who(opened);
    for (const act of [decideWithUndo, decide]) {
      if (decides) await expect(act(person, opened.caseId, body)).rejects.toMatchObject({ code: decides });
    }
    if (!decides) await decide(person, opened.caseId, body);
    expect(await opened.decisions()).toHaveLength(decides ? 0 : 1);
    expect(await prisma.pendingDecision.count({ where: { caseId: opened.caseId } })).toBe(0);
  });

  test(`${claims ? "may not" : "may"} have the case, and the database agrees`, async () => {
    const opened = await openCase({ review });
    const person = await who(opened);
    const acts = [
      () => claimCase(person, opened.caseId),
      () => doAct(person, opened.caseId, { act: "snooze", until: new Date(Date.now() + 60_000).toISOString() }),
      () => doAct(person, opened.caseId, { act: "edit", edits: { place: "x" }, expected_version: 1 }),
    ];
    for (const act of acts) {
      if (claims) await expect(act()).rejects.toMatchObject({ code: claims });
      else await act();
    }
    if (claims) expect(await claimNextCase(person)).not.toBe(opened.caseId);
    const { waitId } = await opened.stored();
    const forged = { waitId, sessionId: opened.sessionId, claimantId: opened.who.userId, evidenceVersion: 1 };
    const written = prisma.decision.create({ data: { ...forged, actorId: person.userId, verdict: "reject" } });
    if (decides) await expect(written).rejects.toThrow(/not_a_decider|own_claim|decision_not_by_claimant/);
    else expect((await written).verdict).toBe("reject");
  });
});

test("a person is named by their e-mail address, in any case of letters", async () => {
  const person = await createReviewer();
  const { caseId } = await openCase({ review: { people: [{ email: person.email.toUpperCase() }] } });
  expect((await getCase(person, caseId)).refusal).toBeNull();
  expect(await decide(person, caseId, verdicts.approve)).toMatchObject({ type: "decided" });
});

test("a person with a limit approves up to it, and may still reject or ask above it", async () => {
  const person = await createReviewer();
  await prisma.queueMember.create({
    data: { queueId: "claims", userId: person.userId, approvesUpToCents: 250_000 },
  });
  const [within, above, raised] = [await openCase(), await openCase({ cents: 250_001 }), await openCase()];
  expect(await decide(person, within.caseId, verdicts.approve)).toMatchObject({ type: "decided" });
  const refused = { code: "forbidden", options: { data: { refusal: "above_limit" } } };
  await expect(decide(person, above.caseId, verdicts.approve)).rejects.toMatchObject(refused);
  const edited = { ...verdicts.approve, edits: { amount_cents: "$9,000" } };
  await expect(decide(person, raised.caseId, edited)).rejects.toMatchObject(refused);
  expect(await decide(person, above.caseId, verdicts.reject)).toMatchObject({ type: "decided" });
});

test("nothing but a person's approval approves money: no outcome, no due time, no job", async () => {
  const more = { id: "pay_now", label: "Pay now", tone: "positive" };
  const { caseId, session } = await openCase({ review: { outcomes: [more] } });
  const result = await decide(await createReviewer(), caseId, { verdict: "pay_now", expected_version: 1 });
  expect(result).toMatchObject({ decision: { verdict: "pay_now", verdictLabel: "Pay now" } });
  const { context } = await session();
  expect(context).toMatchObject({ decision: "pay_now" });
  expect(context).not.toHaveProperty("outcome", "approved");
});

test("a random id is not a case, for every act", async () => {
  const person = await createReviewer();
  const id = randomUUID();
  for (const act of [() => getCase(person, id), () => claimCase(person, id), () => decide(person, id, verdicts.reject)])
    await expect(act()).rejects.toMatchObject({ code: "not_found" });
});
