"use client";

import { LogOut } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";

/** Signs out here and, through the raised token version, everywhere. Before JavaScript it leads to next-auth's own page. */
export function SignOutButton({ name }: { name: string }) {
  const [leaving, setLeaving] = useState(false);

  async function leave(event: FormEvent) {
    event.preventDefault();
    setLeaving(true);
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
        isPending={leaving}
        title={`Signed in as ${name}`}
      >
        <LogOut aria-hidden />
        <span className="max-sm:sr-only">Sign out</span>
      </Button>
    </form>
  );
}

/** What was typed in this tab is not for who signs in next. */
function deleteDrafts(): void {
  try {
    sessionStorage.clear();
  } catch {
    // Without storage there are no drafts.
  }
}
