import { headers } from "next/headers";
import {
  type AdminPrincipal,
  asAdmin,
  asParticipant,
  asReviewer,
  asReviewerOrAdmin,
  type ClaimantPrincipal,
  type Principal,
  type ReviewerPrincipal,
} from "@/lib/auth/principal";
import { AppError } from "@/lib/errors";
import { admit } from "@/lib/limits/admit";
import { recordDenied } from "./request/audit-denied";
import { requireOwnOrigin } from "./request/same-origin";
import { readOwnCookie } from "./sign-in/own-cookies";
import { principalFromSessionToken, sessionCookieName } from "./sign-in/session-token";

/** The person of a request's session cookie; null without one. Throws AppError `unauthenticated` for two. */
export const principalFromCookie = (given: Pick<Headers, "get">): Promise<Principal | null> =>
  principalFromSessionToken(readOwnCookie(given.get("cookie"), sessionCookieName()));

/**
 * Proves the role of the person who calls a server action, as the database knows them now, and that the call comes from
 * our own pages. Throws AppError `unauthenticated`, `rate_limited`, or `forbidden`, which is recorded.
 */
async function requireRole<P extends Principal>(prove: (principal: Principal) => P): Promise<P> {
  const given = await headers();
  const principal = await principalFromCookie(given);
  if (!principal) throw new AppError("unauthenticated");
  await admit("api", principal.userId);
  try {
    requireOwnOrigin(given);
    return prove(principal);
  } catch (error) {
    await recordDenied(principal, { action: `POST ${pathOf(given)}`, reason: "forbidden" });
    throw error;
  }
}

/**
 * The page that a request is for, without its query. proxy.ts puts it into a header, because nothing else on the server
 * knows it.
 */
export const pathOf = (given: Pick<Headers, "get">): string => given.get("x-page")?.split("?")[0] ?? "/";

// The functions below are for server actions; pages have gate-page.ts, routes principal-from-request.ts.

/** The signed-in person who may start sessions. Throws for others. */
export const requireParticipant = (): Promise<ClaimantPrincipal> => requireRole(asParticipant);
/** The signed-in reviewer. Throws for others. */
export const requireReviewer = (): Promise<ReviewerPrincipal> => requireRole(asReviewer);
/** The signed-in reviewer or admin. Throws for others. */
export const requireReviewerOrAdmin = (): Promise<ReviewerPrincipal | AdminPrincipal> =>
  requireRole<ReviewerPrincipal | AdminPrincipal>(asReviewerOrAdmin);
/** The signed-in admin. Throws for others. */
export const requireAdmin = (): Promise<AdminPrincipal> => requireRole(asAdmin);
