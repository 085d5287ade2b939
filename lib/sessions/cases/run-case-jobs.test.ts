import pg from "pg";
import { expect, it } from "vitest";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { statementsOf } from "@/lib/db/testing/test-statements";
import { claimCase } from "@/lib/inbox/mutations";
import { openCase } from "@/lib/inbox/test-cases";
import { sweepCases } from "./run-case-jobs";

const database = withTestDatabase();

// Two more look for sessions (`startJobs`): docs/operations.md has the sum.
it("sends five statements when nothing is due", async () => {
  const { statements } = await statementsOf(sweepCases);
  expect(statements).toHaveLength(5);
});

it("does the work for all other cases when the database refuses one", async () => {
  const [stuck, other, late] = [await openCase(), await openCase(), await openCase()];
  const past = new Date(0);
  const leaver = await createReviewer("Lea");
  for (const { caseId } of [stuck, other])
    await prisma.reviewCase.update({ where: { id: caseId }, data: { snoozedUntil: past } });
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    await owner.query(`
      CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = 'integrity_constraint_violation'; END $$;
      CREATE TRIGGER refuse_one BEFORE UPDATE ON review_case FOR EACH ROW
        WHEN (OLD.id = '${stuck.caseId}') EXECUTE FUNCTION refuse_one()`);
  } finally {
    await owner.end();
  }
  await claimCase(leaver, late.caseId);
  await prisma.user.update({ where: { id: leaver.userId }, data: { disabledAt: past } });

  await sweepCases();
  expect((await stuck.stored()).snoozedUntil).toEqual(past);
  expect((await other.stored()).snoozedUntil).toBeNull();
  expect(await late.stored()).toMatchObject({ assigneeId: null });
});
