import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Logo } from "@/components/shell/logo";
import { SignInForm } from "@/components/shell/sign-in-form";
import { demoAccountsExist, signInProviders } from "@/lib/auth/data";
import { currentPrincipal } from "@/lib/auth/gate-page";
import { localPath } from "@/lib/auth/sign-in/local-path";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ from?: string | string[]; error?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { from, error } = await searchParams;
  const home = localPath(from);
  if (await currentPrincipal()) redirect(home);
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-sm content-center gap-6 px-4 py-10">
      <div className="grid gap-4">
        <Logo className="-ml-1 size-10 text-accent" />
        <div className="grid gap-1">
          <h1>Sign in to GraphFlow</h1>
          <p className="text-ink-soft">Claims, reviews and workflows in one place.</p>
        </div>
      </div>
      <SignInForm
        from={home}
        providers={signInProviders()}
        offersDemo={await demoAccountsExist()}
        firstError={typeof error === "string" ? error : null}
      />
    </main>
  );
}
