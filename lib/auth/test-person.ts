import { randomUUID } from "node:crypto";
import { prisma } from "@/lib/db/client";
import type { Role } from "@/lib/db/generated/enums";
import type { ClaimantPrincipal, DesignerPrincipal, ReviewerPrincipal } from "./principal";
import { type AdminPrincipal, asAdmin, asClaimant, asDesigner, asReviewer } from "./principal";

async function createPerson(name: string, role: Role, queues: string[]) {
  const email = `${randomUUID()}@example.com`;
  const { id } = await prisma.user.create({ data: { email, name, roles: [role], queues, passwordHash: "-" } });
  return { userId: id, name, email, roles: [role], queues };
}

/** A new person for a test, in its database. */
export const createClaimant = async (name = "Dana Keller"): Promise<ClaimantPrincipal> =>
  asClaimant(await createPerson(name, "claimant", []));
export const createReviewer = async (name = "Ana Ruiz", queues = ["claims"]): Promise<ReviewerPrincipal> =>
  asReviewer(await createPerson(name, "reviewer", queues));
export const createAdmin = async (name = "Noor Haddad"): Promise<AdminPrincipal> =>
  asAdmin(await createPerson(name, "admin", []));
export const createDesigner = async (name = "Mira Sato"): Promise<DesignerPrincipal> =>
  asDesigner(await createPerson(name, "designer", []));
