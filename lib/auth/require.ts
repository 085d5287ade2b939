import { cookies } from "next/headers";
import { recordDenied } from "@/lib/auth/audit-denied";
import {
  type AdminPrincipal,
  asAdmin,
  asClaimant,
  asDesigner,
  asReviewer,
  asStaff,
  type ClaimantPrincipal,
  type DesignerPrincipal,
  type Principal,
  type ReviewerPrincipal,
  type StaffPrincipal,
} from "@/lib/auth/principal";
import { principalFromSessionToken, sessionCookieName } from "@/lib/auth/session-token";
import { AppError } from "@/lib/errors";

/** Who sends this request, by their cookie; null for nobody. For pages that show something to everybody. */
export async function currentPrincipal(): Promise<Principal | null> {
  const jar = await cookies();
  return principalFromSessionToken(jar.get(sessionCookieName())?.value);
}

async function requireRole<P extends Principal>(prove: (principal: Principal) => P, role: string): Promise<P> {
  const principal = await currentPrincipal();
  if (!principal) throw new AppError("unauthenticated");
  try {
    return prove(principal);
  } catch (error) {
    await recordDenied(principal, { action: `act as ${role}`, reason: "forbidden" });
    throw error;
  }
}

/** Whoever is signed in, in any role. Throws AppError `unauthenticated`. */
export const requireAnyone = (): Promise<Principal> => requireRole((principal) => principal, "anyone");

// For pages and server actions: the person of the cookie, proven to hold the role, as the database knows them now.
// Each throws AppError `unauthenticated`, or `forbidden` (which is recorded).
export const requireClaimant = (): Promise<ClaimantPrincipal> => requireRole(asClaimant, "claimant");
export const requireReviewer = (): Promise<ReviewerPrincipal> => requireRole(asReviewer, "reviewer");
export const requireDesigner = (): Promise<DesignerPrincipal> => requireRole(asDesigner, "designer");
export const requireStaff = (): Promise<StaffPrincipal> => requireRole(asStaff, "staff");
export const requireAdmin = (): Promise<AdminPrincipal> => requireRole(asAdmin, "admin");
