"use client";

import { LogOut } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";

/** Signs out in every browser: the token version is raised. Before JavaScript it opens the page of next-auth. */
export function SignOutButton({ name }: { name: string }) {
  const [isSigningOut, setSigningOut] = useState(false);

  async function leave(event: FormEvent) {
    event.preventDefault();
    setSigningOut(true);
    deleteDrafts();
    const { signOut } = await import("next-auth/react");
    await signOut({ callbackUrl: "/sign-in" });
  }

  return (
    <form action="/api/auth/signout" onSubmit={leave}>
      <Button
        type="submit"
        variant="quiet"
        className="max-sm:size-9 max-sm:px-0"
        isPending={isSigningOut}
        title={`Signed in as ${name}`}
      >
        <LogOut aria-hidden />
        <span className="max-sm:sr-only">Sign out</span>
      </Button>
    </form>
  );
}

/** The drafts of this tab must not be shown to the next person. */
function deleteDrafts(): void {
  try {
    sessionStorage.clear();
  } catch {
    // Without storage there are no drafts.
  }
}
