import { randomUUID } from "node:crypto";
import { hashApiKey } from "@/lib/auth/api-key";
import type { ClaimantPrincipal, Principal, ReviewerPrincipal } from "@/lib/auth/principal";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";

/** A principal with an API key. */
export type WithKey<Caller extends Principal> = Caller & { key: string };

/** Gives a person an API key. */
export async function withKey<Caller extends Principal>(caller: Caller): Promise<WithKey<Caller>> {
  const key = randomUUID();
  await prisma.apiKey.create({ data: { hash: hashApiKey(key), label: "Fault run", userId: caller.userId } });
  return { ...caller, key };
}

/** A new claimant with an API key. */
export const newClaimant = async (): Promise<WithKey<ClaimantPrincipal>> => withKey(await createClaimant());
/** A new reviewer with an API key. */
export const newReviewer = async (name?: string): Promise<WithKey<ReviewerPrincipal>> =>
  withKey(await createReviewer(name));
