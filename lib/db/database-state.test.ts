import { afterEach, expect, it, vi } from "vitest";
import { disconnect, prisma } from "./client";
import { connect } from "./connections/connection";
import { databaseState } from "./database-state";
import { freePort } from "./setup/embedded-postgres";
import { withTestDatabase } from "./testing/test-database";

const database = withTestDatabase();
afterEach(() => vi.unstubAllEnvs());

async function administer(statement: string): Promise<void> {
  const owner = await connect(database.ownerUrl, { settings: { default_transaction_read_only: "off" } });
  const name = owner.escapeIdentifier(owner.database ?? "");
  await owner.query(statement.replace("this", name));
  await owner.end();
}
const write = () => prisma.workflow.create({ data: { id: crypto.randomUUID(), name: "Written" } });

it("is ok while the database accepts writes", async () => {
  expect(await databaseState()).toBe("ok");
});

it.each([
  ["the database", "ALTER DATABASE this"],
  ["the role in the database", "ALTER ROLE graphflow_app IN DATABASE this"],
])("is read_only from the moment %s is, and ok again afterwards, with the same pool", async (_, which) => {
  await write();
  await administer(`${which} SET default_transaction_read_only TO on`);
  expect(await databaseState()).toBe("read_only");
  await administer(`${which} RESET default_transaction_read_only`);
  expect(await databaseState()).toBe("ok");
});

it("writes again at once when the database does, also in transactions", async () => {
  await disconnect();
  await administer("ALTER DATABASE this SET default_transaction_read_only TO on");
  expect(await databaseState()).toBe("read_only");
  const inTransaction = () => prisma.$transaction((transaction) => transaction.workflow.count().then(write));
  await expect(prisma.$transaction((tx) => tx.$executeRaw`DELETE FROM workflow`)).rejects.toThrow("read-only");
  await administer("ALTER DATABASE this RESET default_transaction_read_only");
  expect(await databaseState()).toBe("ok");
  await prisma.$transaction((tx) => tx.$executeRaw`UPDATE workflow SET name = name`);
  await inTransaction();
});

it("is unreachable when nothing answers", async () => {
  await disconnect();
  vi.stubEnv("DATABASE_URL", `postgresql://nobody@127.0.0.1:${await freePort()}/none`);
  expect(await databaseState()).toBe("unreachable");
  await disconnect();
});
