import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { findTokenPrincipal } from "@/lib/auth/find-principal";
import { recordPlainEvent } from "@/lib/auth/request/audit-denied";
import type { Device } from "@/lib/auth/request/device";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { localPath } from "./local-path";
import { findOrCreateOAuthUser, normalizeEmail, type SignedInUser } from "./oauth-user";
import { verifyPassword } from "./password";
import { oauthProviders } from "./providers";
import { authSecret, sessionSeconds, tokenClaims, usesSecureCookies } from "./session-token";
import { admitSignIn } from "./sign-in-limit";

declare module "next-auth" {
  interface User {
    tokenVersion?: number;
  }
}

// What no email can have in it, and Postgres cannot store, is refused like any other wrong one.
const email = z
  .string()
  .min(3)
  .max(320)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text.trim()));
const credentialsSchema = z.object({ email, password: z.string().min(1).max(200) });

/** An attempt to sign in with a password: where it comes from, and its outcome. */
export interface PasswordSignIn {
  address: string;
  device: Device | null;
  outcome: { signedIn?: string; retryAfterSeconds?: number };
}

/**
 * Email and password. One answer, null, for an unknown person, a wrong password and a disabled account, after about the
 * same time. next-auth shows the text of an error in the address bar, so only these two words are ever thrown.
 */
async function authorize(credentials: unknown, attempt: PasswordSignIn): Promise<SignedInUser | null> {
  const parsed = credentialsSchema.safeParse(credentials);
  if (!parsed.success) return null;
  const { address, device, outcome } = attempt;
  const email = normalizeEmail(parsed.data.email);
  try {
    const user = await prisma.user.findUnique({
      where: { email },
      select: { id: true, passwordHash: true, tokenVersion: true, disabledAt: true },
    });
    const admission = await admitSignIn({ email, userId: user?.id, address, device });
    if (!admission.admitted) {
      outcome.retryAfterSeconds = admission.retryAfterSeconds;
      throw new SignInRefused("rate_limited");
    }
    const matches = await verifyPassword(user?.passwordHash, parsed.data.password);
    if (!user || !matches || user.disabledAt) return null;
    await admission.succeed();
    await recordPlainEvent(prisma, { type: "sign_in.succeeded", actorId: user.id, data: {} });
    outcome.signedIn = user.id;
    return { id: user.id, tokenVersion: user.tokenVersion };
  } catch (error) {
    if (error instanceof SignInRefused) throw error;
    log.error({ err: error }, "Sign-in failed");
    throw new SignInRefused("unavailable");
  }
}

class SignInRefused extends Error {
  constructor(code: "rate_limited" | "unavailable") {
    super(code);
  }
}

/**
 * next-auth as GraphFlow uses it, for one request. The token has the person's id and token version; roles stay in the
 * database.
 */
export function authOptions(attempt: PasswordSignIn): AuthOptions {
  // Without a configured address, next-auth sends people back to the one they came by instead of to localhost:3000.
  if (!env.NEXTAUTH_URL) process.env.AUTH_TRUST_HOST ??= "true";
  return {
    secret: authSecret(),
    useSecureCookies: usesSecureCookies(),
    session: { strategy: "jwt", maxAge: sessionSeconds, updateAge: 15 * 60 },
    // Without it the token is valid for next-auth's 30 days, even when its cookie expires earlier.
    jwt: { maxAge: sessionSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        name: "Email",
        credentials: { email: { label: "Email", type: "email" }, password: { label: "Password", type: "password" } },
        authorize: (credentials) => authorize(credentials, attempt),
      }),
      ...oauthProviders(),
    ],
    callbacks: {
      /** Called for every address that next-auth may redirect to; `url` comes from the request. */
      redirect: ({ url, baseUrl }) => new URL(localPath(url, baseUrl), baseUrl).href,
      async signIn({ account, profile }) {
        return account?.type === "oauth" ? (await findOrCreateOAuthUser(profile)) !== null : true;
      },
      /** `session`, which a client fills in on update, is never read: it may hold anything. */
      async jwt({ token, user, account, profile }) {
        if (!user) return { sub: token.sub, tokenVersion: token.tokenVersion };
        const signedIn = account?.type === "oauth" ? await findOrCreateOAuthUser(profile) : user;
        return { sub: signedIn?.id, tokenVersion: signedIn?.tokenVersion };
      },
      async session({ session, token }) {
        const principal = await principalOf(token);
        if (!principal) return { expires: session.expires };
        const { userId, name, email } = principal;
        return { expires: session.expires, user: { id: userId, name, email } };
      },
    },
    events: {
      /** Every cookie of this person stops working, on every device. */
      async signOut({ token }) {
        const claims = tokenClaims.safeParse(token);
        if (!claims.success) return;
        const { sub, tokenVersion } = claims.data;
        await prisma.user.updateMany({ where: { id: sub, tokenVersion }, data: { tokenVersion: { increment: 1 } } });
      },
    },
    logger: {
      error: (code, metadata) => {
        // Any sender can send an invalid session cookie.
        if (code === "JWT_SESSION_ERROR") log.debug({ code }, "next-auth");
        else log.warn({ code, err: metadata instanceof Error ? metadata : metadata.error }, "next-auth");
      },
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => {},
    },
  };
}

function principalOf(token: unknown) {
  const claims = tokenClaims.safeParse(token);
  return claims.success
    ? findTokenPrincipal({ userId: claims.data.sub, tokenVersion: claims.data.tokenVersion })
    : null;
}
