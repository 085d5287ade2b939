import { redirect } from "next/navigation";
import { gatePage } from "@/lib/auth/gate-page";
import { asClaimant } from "@/lib/auth/principal";

/** "New claim": creates an id, which the first message stores. It is in the address, so that a reload keeps it. */
export default async function NewClaimPage() {
  await gatePage(asClaimant);
  redirect(`/claims/${crypto.randomUUID()}?new=1`);
}
