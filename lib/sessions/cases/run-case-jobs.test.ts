import pg from "pg";
import { expect, it } from "vitest";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { openCase, passTime } from "@/lib/inbox/test-cases";
import { sweepCases } from "./run-case-jobs";

const database = withTestDatabase();

it("does every chore for every other case when the database refuses one", async () => {
  const [stuck, other, late] = [await openCase(), await openCase(), await openCase()];
  const past = new Date(0);
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
  await passTime(late.caseId, "opened_at", 2 * 86_400);
  await prisma.reviewCase.update({ where: { id: late.caseId }, data: { priorityUntil: past } });
  const before = (await late.stored()).priorityUntil;

  await sweepCases();
  expect((await stuck.stored()).snoozedUntil).toEqual(past);
  expect((await other.stored()).snoozedUntil).toBeNull();
  expect((await late.stored()).priorityUntil?.getTime()).toBeGreaterThan(before?.getTime() ?? 0);
});
