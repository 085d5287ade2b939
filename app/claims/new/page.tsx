import { redirect } from "next/navigation";
import { gatePage } from "@/lib/auth/gate-page";
import { asClaimant } from "@/lib/auth/principal";

/** "New claim": an id for a claim that begins with its first message. In the address, so that a reload keeps it. */
export default async function NewClaimPage() {
  await gatePage(asClaimant);
  redirect(`/claims/${crypto.randomUUID()}?new=1`);
}
