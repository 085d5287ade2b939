import { redirect } from "next/navigation";
import { gatePage } from "@/lib/auth/gate-page";
import { asAnyone } from "@/lib/auth/principal";

const homes = [
  { role: "reviewer", href: "/inbox" },
  { role: "designer", href: "/workflows" },
  { role: "admin", href: "/sessions" },
] as const;

/** Sends each role to its home. */
export default async function HomePage() {
  const { roles } = await gatePage(asAnyone);
  redirect(homes.find((home) => roles.includes(home.role))?.href ?? "/claims");
}
