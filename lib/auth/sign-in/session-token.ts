import { decode } from "next-auth/jwt";
import { z } from "zod";
import { findTokenPrincipal } from "@/lib/auth/find-principal";
import type { Principal } from "@/lib/auth/principal";
import { env } from "@/lib/env";

/** How long a sign-in lasts. */
export const sessionSeconds = 24 * 60 * 60;

/** What is read of a session token: the person, and the token version they had. */
export const tokenClaims = z.object({ sub: z.uuid(), tokenVersion: z.int() });

/** Cookies carry `Secure` and its name prefix wherever the public address is https. */
export const usesSecureCookies = (): boolean => env.NEXTAUTH_URL?.startsWith("https://") ?? false;

/** The name next-auth gives its session cookie. */
export const sessionCookieName = (): string =>
  usesSecureCookies() ? "__Secure-next-auth.session-token" : "next-auth.session-token";

/** The secret that seals session cookies. Throws when it is not set: there is no default to fall back on. */
export function authSecret(): string {
  const secret = env.NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set");
  return secret;
}

const clockToleranceSeconds = 15;

/** The person behind a session cookie's value; null for none, a foreign, expired or outdated one. */
export async function principalFromSessionToken(value: string | undefined): Promise<Principal | null> {
  if (!value) return null;
  const payload = await decode({ token: value, secret: authSecret() }).catch(() => null);
  const claims = tokenClaims.safeParse(payload);
  if (!claims.success) return null;
  // The expiry in the token is not enough: earlier releases gave tokens of 30 days.
  const issuedAt = typeof payload?.iat === "number" ? payload.iat : 0;
  if (issuedAt + sessionSeconds + clockToleranceSeconds < Date.now() / 1000) return null;
  return findTokenPrincipal({ userId: claims.data.sub, tokenVersion: claims.data.tokenVersion });
}
