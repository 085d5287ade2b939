import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { prisma } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/is-unique-violation";
import { runPrepared } from "./connections/pool";
import { withTestDatabase } from "./testing/test-database";

withTestDatabase();

const data = { email: "twice@example.com", name: "Twice", passwordHash: "-" };
beforeAll(() => prisma.user.create({ data }));

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable("this query fails"),
    (error: unknown) => error,
  );
const insert = "INSERT INTO app_user (id, email, name, password_hash) VALUES ($1::uuid, $2, 'Twice', '-')";
const insertRaw = (id: string, email: string) => prisma.$executeRawUnsafe(insert, id, email);
const insertPrepared = (id: string, email: string) =>
  runPrepared({ name: "insert", text: insert, values: [id, email] });

it("recognises a duplicate e-mail address with every kind of query", async () => {
  expect(isUniqueViolation(await errorOf(prisma.user.create({ data })))).toBe(true);
  expect(isUniqueViolation(await errorOf(insertRaw(randomUUID(), data.email)))).toBe(true);
  expect(isUniqueViolation(await errorOf(insertPrepared(randomUUID(), data.email)))).toBe(true);
});

it("ignores the message, which may be translated or contain the text of a user", async () => {
  const translated = Object.assign(new Error("doppelter Schlüsselwert"), { code: "23505" });
  expect(isUniqueViolation(translated)).toBe(true);
  expect(isUniqueViolation(await errorOf(insertRaw("23505, a unique constraint", "other@example.com")))).toBe(false);
  expect(isUniqueViolation(await errorOf(insertPrepared("23505, a unique constraint", "other@example.com")))).toBe(
    false,
  );
  expect(isUniqueViolation(new Error("unique constraint"))).toBe(false);
  expect(isUniqueViolation(null)).toBe(false);
});
