import { PgBoss } from "pg-boss";
import { expect, it } from "vitest";
import { connect } from "@/lib/db/connections/connection";
import { prepareDatabase } from "@/lib/db/setup/prepare-database";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { installQueue, queueConnection, queueSchema } from "./install-queue";

const database = withTestDatabase();

async function withBoss<Result>(databaseUrl: string, act: (boss: PgBoss) => Promise<Result>): Promise<Result> {
  const boss = new PgBoss({ ...queueConnection(databaseUrl), max: 2, schedule: false });
  const failures: unknown[] = [];
  boss.on("error", (error) => failures.push(error));
  await boss.start();
  await boss.createQueue("jobs");
  const result = await act(boss);
  await boss.supervise("jobs");
  await boss.stop();
  expect(failures).toEqual([]);
  return result;
}

it("a role that owns nothing can send, fetch, complete and supervise jobs", async () => {
  await withBoss(database.url, async (boss) => {
    await boss.send("jobs", { session: 1 }, { startAfter: 0, singletonKey: "1" });
    const [job] = await boss.fetch<{ session: number }>("jobs");
    expect(job?.data).toEqual({ session: 1 });
    await boss.complete("jobs", job?.id ?? "");
  });
});

it("keeps existing jobs when it is installed again", async () => {
  await withBoss(database.url, (boss) => boss.send("jobs", { session: 2 }));
  await installQueue(database.ownerUrl);
  await withBoss(database.url, async (boss) => expect(await boss.fetch("jobs")).toHaveLength(1));
});

it("keeps the jobs of each schema of a database apart", async () => {
  const [applicationUrl, ownerUrl] = [`${database.url}&schema=other`, `${database.ownerUrl}&schema=other`];
  await prepareDatabase({ applicationUrl, ownerUrl });
  await withBoss(applicationUrl, (boss) => boss.send("jobs", { session: 3 }));
  await withBoss(database.url, async (boss) => expect(await boss.fetch("jobs")).toEqual([]));
  await withBoss(applicationUrl, async (boss) => expect(await boss.fetch("jobs")).toHaveLength(1));
});

it.each([
  ["postgresql://h/d", "pgboss"],
  ["postgresql://h/d?schema=other", "pgboss_other"],
  ["postgresql://h/d?schema=Odd%20%22x%22", "pgboss_5ef2a06ef51d1ea1"],
])("derives the name of the queue's schema from the schema of the tables: %s", (url, name) => {
  expect(queueSchema(url)).toMatch(name.length > 20 ? /^pgboss_[0-9a-f]{16}$/ : name);
});

it("fails to start, with the reason, where the queue is not installed", async () => {
  const owner = await connect(database.ownerUrl);
  await owner.query("CREATE SCHEMA empty");
  await owner.end();
  await expect(withBoss(`${database.url}&schema=empty`, async () => {})).rejects.toThrow("pg-boss is not installed");
});
