import { randomUUID } from "node:crypto";
import { hashApiKey } from "@/lib/auth/api-key";
import type { ClaimantPrincipal, Principal, ReviewerPrincipal } from "@/lib/auth/principal";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";

/** Somebody who calls the API. */
export type WithKey<Who extends Principal> = Who & { key: string };

async function withKey<Who extends Principal>(who: Who): Promise<WithKey<Who>> {
  const key = randomUUID();
  await prisma.apiKey.create({ data: { hash: hashApiKey(key), label: "Fault run", userId: who.userId } });
  return { ...who, key };
}

export const newClaimant = async (): Promise<WithKey<ClaimantPrincipal>> => withKey(await createClaimant());
export const newReviewer = async (name?: string): Promise<WithKey<ReviewerPrincipal>> =>
  withKey(await createReviewer(name));
