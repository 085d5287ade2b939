import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import type { Principal } from "@/lib/auth/principal";
import { pathOf, principalFromCookie } from "@/lib/auth/require";
import { AppError } from "@/lib/errors";
import { recordDenied } from "./request/audit-denied";

/** The person who opens this page, by their cookie; null without a sign-in. For pages that everyone may see. */
export async function currentPrincipal(): Promise<Principal | null> {
  try {
    return await principalFromCookie(await headers());
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated") return null;
    throw error;
  }
}

/**
 * The first line of a page: `const reviewer = await gatePage(asReviewer)`. Without a sign-in it leads to
 * the sign-in page and back; the wrong role sees the "you may not" page.
 */
export async function gatePage<P extends Principal>(prove: (principal: Principal) => P): Promise<P> {
  const given = await headers();
  const principal = await currentPrincipal();
  if (!principal) redirect(`/sign-in?from=${encodeURIComponent(given.get("x-page") ?? "/")}`);
  try {
    return prove(principal);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "forbidden") throw error;
    await recordDenied(principal, { action: `GET ${pathOf(given)}`, reason: "forbidden" });
  }
  forbidden();
}
