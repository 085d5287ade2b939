import { randomUUID } from "node:crypto";
import { beforeAll } from "vitest";
import { prisma } from "@/lib/db/client";
import { hashApiKey } from "./api-key";

const roles = ["claimant", "reviewer", "designer", "admin"] as const;

/** Someone who has this role alone. */
export type TestRole = (typeof roles)[number];

/** Called at the top of a test file: stores a person of each role. Returns their API keys. */
export function withPeople(): Record<TestRole, string> {
  const keys = Object.fromEntries(roles.map((role) => [role, randomUUID()])) as Record<TestRole, string>;
  beforeAll(async () => {
    for (const role of roles) {
      const apiKeys = { create: { hash: hashApiKey(keys[role]), label: "test" } };
      const data = { name: role, email: `${role}@example.com`, passwordHash: "", roles: [role], apiKeys };
      await prisma.user.create({ data });
    }
  });
  return keys;
}
