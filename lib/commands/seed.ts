import { hashApiKey } from "@/lib/auth/api-key";
import { hashPassword } from "@/lib/auth/sign-in/password";
import { prisma } from "@/lib/db/client";
import type { Role } from "@/lib/db/generated/enums";

/** The password of every demo account. */
export const demoPassword = "graphflow-demo";

/** The queues of the shipped workflows: a designer may publish each of them. */
const queues = ["claims", "expenses", "complaints", "people", "coverage"];
/** The queues that reviewers of earlier releases have, unless an admin changed them. */
const formerQueues = [["claims"], ["claims", "expenses", "complaints", "people"]];

const people: { login: string; name: string; role: Role; queues?: string[] }[] = [
  { login: "claimant", name: "Dana Keller", role: "claimant" },
  { login: "claimant2", name: "Lee Morgan", role: "claimant" },
  { login: "reviewer", name: "Ana Ruiz", role: "reviewer", queues },
  { login: "reviewer2", name: "Tom Becker", role: "reviewer", queues },
  { login: "designer", name: "Mira Chen", role: "designer" },
  { login: "admin", name: "Sam Okafor", role: "admin" },
];

/** Accounts to sign in with and keys for the API. They exist only in databases with demo data. */
export const demoAccounts = people.map(({ login }) => ({ email: `${login}@example.com`, key: `demo-${login}-key` }));

/**
 * Creates the demo accounts and keys. Existing ones stay as they are (a password may have been changed), so this may
 * run at every start.
 */
export async function seed(): Promise<void> {
  for (const person of people) await seedPerson(person);
}

async function seedPerson({ login, name, role, queues = [] }: (typeof people)[number]): Promise<void> {
  const email = `${login}@example.com`;
  const hash = hashApiKey(`demo-${login}-key`);
  if (!(await prisma.user.findUnique({ where: { email } }))) {
    const passwordHash = await hashPassword(demoPassword);
    // Another process may have created it meanwhile.
    await prisma.user.createMany({
      data: [{ email, name, roles: [role], queues, passwordHash }],
      skipDuplicates: true,
    });
  }
  // Accounts of an earlier release have only the queues that it knew.
  if (queues.length > 0) {
    const isUnchanged = formerQueues.map((known) => ({ queues: { equals: known } }));
    await prisma.user.updateMany({ where: { email, OR: isUnchanged }, data: { queues } });
  }
  const { id } = await prisma.user.findUniqueOrThrow({ where: { email } });
  await prisma.apiKey.upsert({ where: { hash }, create: { hash, label: "Demo key", userId: id }, update: {} });
}
