"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";

interface SignInFormProps {
  /** The local path to open after the sign-in. */
  from: string;
  providers: { id: string; name: string }[];
  offersDemo: boolean;
  /** The error code in the address after a provider refused the sign-in. */
  firstError: string | null;
}

const demoRoles = ["claimant", "reviewer", "designer", "admin"];
// Only the accounts of the demo data have this password. `npm start` and the README name it.
const demoPassword = "graphflow-demo";

const refusals = new Map([
  ["CredentialsSignin", "This email and password do not fit together. Check both and try again."],
  ["rate_limited", "Too many tries. Wait 15 minutes and try again."],
  ["unavailable", "Sign-in does not work at the moment. Please try again in a minute."],
  ["AccessDenied", "This account may not sign in here."],
  ["SessionRequired", "Please sign in first."],
]);

/** The code may come from the address, so it can be any text. */
const refusalOf = (code: string): string => refusals.get(code) ?? "That did not work. Please try again.";

/** Sign-in with email and password, with a provider, or with a demo account. */
export function SignInForm({ from, providers, offersDemo, firstError }: SignInFormProps) {
  const [error, setError] = useState(firstError && refusalOf(firstError));
  /** The button whose sign-in is pending. */
  const [busy, setBusy] = useState<string | null>(null);
  /** Email or password are wrong. The form does not say which. */
  const [isWrong, setWrong] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  const wrong = isWrong ? ({ "aria-invalid": true, "aria-describedby": "refusal" } as const) : {};

  async function signInWith(button: string, provider: string, credentials?: { email: string; password: string }) {
    setBusy(button);
    setError(null);
    setWrong(false);
    try {
      const { signIn } = await import("next-auth/react");
      const result = await signIn(provider, { ...credentials, redirect: credentials === undefined, callbackUrl: from });
      // A provider replaces this page. Only a refusal and a sign-in with a password return here.
      if (result?.ok && !result.error) return window.location.assign(from);
      if (result?.error) setError(refusalOf(result.error));
      if (button === "form" && result?.error === "CredentialsSignin") {
        setWrong(true);
        email.current?.focus();
      }
    } catch {
      setError("GraphFlow could not be reached. Check your connection and try again.");
    }
    setBusy(null);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy !== null) return;
    const form = new FormData(event.currentTarget);
    void signInWith("form", "credentials", {
      email: String(form.get("email")),
      password: String(form.get("password")),
    });
  }

  return (
    <div className="grid gap-6">
      {error && (
        <div id="refusal">
          <ErrorNotice title="You are not signed in">{error}</ErrorNotice>
        </div>
      )}
      {/* method: a submit before hydration must not put the password into the address. */}
      <form method="post" onSubmit={submit} className="grid gap-4">
        <Field id="email" label="Email" required>
          {(control) => (
            <Input
              {...control}
              {...wrong}
              ref={email}
              name="email"
              type="email"
              autoComplete="username"
              required
              className="h-11"
            />
          )}
        </Field>
        <Field id="password" label="Password" required>
          {(control) => (
            <Input
              {...control}
              {...wrong}
              name="password"
              type="password"
              autoComplete="current-password"
              required
              className="h-11"
            />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg" isPending={busy !== null}>
          {busy === "form" ? "Signing in…" : "Sign in"}
        </Button>
      </form>
      {providers.length > 0 && (
        <div className="grid gap-2">
          {providers.map(({ id, name }) => (
            <Button key={id} size="lg" isPending={busy !== null} onClick={() => signInWith(id, id)}>
              Continue with {name}
            </Button>
          ))}
        </div>
      )}
      {offersDemo && (
        <DemoAccounts
          isPending={busy !== null}
          onChoose={(role) => signInWith(role, "credentials", { email: `${role}@example.com`, password: demoPassword })}
        />
      )}
    </div>
  );
}

function DemoAccounts({ isPending, onChoose }: { isPending: boolean; onChoose: (role: string) => void }) {
  return (
    <section aria-labelledby="demo" className="grid gap-3 border-t pt-6">
      <h2 id="demo" className="text-body">
        Look around with demo data
      </h2>
      <div className="grid grid-cols-2 gap-2">
        {demoRoles.map((role) => (
          <Button key={role} isPending={isPending} className="h-11 px-2" onClick={() => onChoose(role)}>
            Continue as {role}
          </Button>
        ))}
      </div>
    </section>
  );
}
