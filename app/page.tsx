import { redirect } from "next/navigation";
import { gatePage } from "@/lib/auth/gate-page";
import { requireAnyone } from "@/lib/auth/require";

const homes = [
  { role: "reviewer", href: "/inbox" },
  { role: "designer", href: "/workflows" },
  { role: "admin", href: "/sessions" },
] as const;

/** Sends each role to its home. */
export default async function HomePage() {
  const { roles } = await gatePage(requireAnyone);
  redirect(homes.find((home) => roles.includes(home.role))?.href ?? "/claims");
}
