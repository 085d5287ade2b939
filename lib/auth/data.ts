import { prisma } from "@/lib/db/client";
import { oauthProviders } from "./sign-in/providers";

/** Whether the demo people are in this database, so that the sign-in page may offer them. */
export async function demoAccountsExist(): Promise<boolean> {
  const found = await prisma.user.count({ where: { email: "claimant@example.com", disabledAt: null } });
  return found > 0;
}

/** The providers beside email and password, for buttons: `id` as next-auth's `signIn` takes it. */
export const signInProviders = (): { id: string; name: string }[] =>
  oauthProviders().map(({ id, name }) => ({ id, name }));
