import type { Profile } from "next-auth";
import { prisma } from "@/lib/db/client";
import { cleanText } from "@/lib/text";

/** Emails are compared without case; stored in lower case. */
export const normalizeEmail = (email: string): string => email.normalize("NFKC").trim().toLowerCase();

type Verified = Profile & { email_verified?: boolean };

/**
 * The account of a person who signed in with another provider: the one with that email, else a new claimant. Null when
 * the provider does not vouch for the email, or the account is disabled.
 */
export async function findOrCreateOAuthUser(profile: Verified | undefined): Promise<SignedInUser | null> {
  if (!profile?.email || profile.email_verified !== true) return null;
  const email = normalizeEmail(profile.email);
  const user = await prisma.user.upsert({
    where: { email },
    update: {},
    // No password: the empty hash matches none.
    create: { email, name: cleanText(profile.name ?? "") || email, passwordHash: "", roles: ["claimant"] },
    select: { id: true, tokenVersion: true, disabledAt: true },
  });
  return user.disabledAt ? null : { id: user.id, tokenVersion: user.tokenVersion };
}

/** What a sign-in puts into the session token. */
export interface SignedInUser {
  id: string;
  tokenVersion: number;
}
