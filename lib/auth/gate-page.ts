import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import type { Principal } from "@/lib/auth/principal";
import { AppError } from "@/lib/errors";

/**
 * The first line of a page: `const reviewer = await gatePage(requireReviewer)`. Nobody signed in goes to the sign-in
 * page and comes back; the wrong role sees the "you may not" page.
 */
export async function gatePage<P extends Principal>(require: () => Promise<P>): Promise<P> {
  try {
    return await require();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "forbidden") forbidden();
    if (error.code !== "unauthenticated") throw error;
  }
  // proxy.ts puts the address there; a page has no other way to know its own.
  const from = (await headers()).get("x-page") ?? "/";
  redirect(`/sign-in?from=${encodeURIComponent(from)}`);
}
