import type { Role } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";

/** An authenticated person, as the database has them at the time of this request. */
export interface Principal {
  userId: string;
  name: string;
  email: string;
  roles: Role[];
  /** The queues whose waits this person may decide; empty for all but reviewers. */
  queues: string[];
}

declare const proof: unique symbol;
type Proven<What extends string> = Principal & { readonly [proof]: What };

// Reads and writes ask for one of these as their first argument. Only the functions below make them, so a
// forgotten check does not compile.

/** A person who may start sessions: `asParticipant` makes it. */
export type ClaimantPrincipal = Proven<"claimant">;
/** A person with the role of a reviewer. */
export type ReviewerPrincipal = Proven<"reviewer">;
/** A person with the role of a designer. */
export type DesignerPrincipal = Proven<"designer">;
/** A reviewer, designer or admin. */
export type StaffPrincipal = Proven<"staff">;
/** A person with the role of an admin. */
export type AdminPrincipal = Proven<"admin">;

const staffRoles: readonly Role[] = ["reviewer", "designer", "admin"];

/** Whether this person works here: reviewer, designer or admin. */
export const isStaff = (principal: Principal): boolean => principal.roles.some((role) => staffRoles.includes(role));

function prove<P extends Principal>(principal: Principal, holds: boolean): P {
  if (!holds) throw new AppError("forbidden");
  return principal as P;
}

/** Everyone who is signed in, in any role. */
export const asAnyone = (p: Principal): Principal => p;

// Each of the functions below returns the same person, proven to hold the role. Throws AppError `forbidden`.

/** The person as a claimant. Throws `forbidden` for others. */
export const asClaimant = (p: Principal): ClaimantPrincipal => prove(p, p.roles.includes("claimant"));
/**
 * A person in a role that a workflow may name in `startedBy`. In a session that the person started, the person is the
 * claimant. Starting a session checks that its workflow names one of the person's roles.
 */
export const asParticipant = (p: Principal): ClaimantPrincipal =>
  prove(
    p,
    p.roles.some((role) => role !== "admin"),
  );
/** The person as a reviewer. Throws `forbidden` for others. */
export const asReviewer = (p: Principal): ReviewerPrincipal => prove(p, p.roles.includes("reviewer"));
/** The person as a designer. Throws like the others. */
export const asDesigner = (p: Principal): DesignerPrincipal => prove(p, p.roles.includes("designer"));
/** The person as staff. Throws like the others. */
export const asStaff = (p: Principal): StaffPrincipal => prove(p, isStaff(p));
/** The person as an admin. Throws like the others. */
export const asAdmin = (p: Principal): AdminPrincipal => prove(p, p.roles.includes("admin"));
/** A designer or an admin: sessions move to another version of their workflow for both. Throws like the others. */
export const asDesignerOrAdmin = (p: Principal): DesignerPrincipal | AdminPrincipal =>
  p.roles.includes("admin") ? asAdmin(p) : asDesigner(p);
/** A reviewer or an admin: those who may edit a queue. Throws like the others. */
export const asReviewerOrAdmin = (p: Principal): ReviewerPrincipal | AdminPrincipal =>
  p.roles.includes("admin") ? asAdmin(p) : asReviewer(p);
