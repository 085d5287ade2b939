"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { unreachableText } from "@/components/ui/requests/request-problem";

/**
 * The button for another session: "New claim", or "New" when there is more than one thing to start. It only opens the
 * page; the first message stores the session.
 */
export function NewClaimForm({ label }: { label: string }) {
  const router = useRouter();
  const [isPending, startOpening] = useTransition();
  const [isOffline, setOffline] = useState(false);

  function open(event: FormEvent) {
    event.preventDefault();
    setOffline(!navigator.onLine);
    if (navigator.onLine && !isPending) startOpening(() => router.push("/claims/new"));
  }

  return (
    <form action="/claims/new" onSubmit={open} className="contents">
      <Button type="submit" variant="primary" size="lg" isPending={isPending}>
        <Plus aria-hidden />
        {isPending ? "Opening…" : label}
      </Button>
      {isOffline && (
        <ErrorNotice title="The page could not be opened" className="basis-full">
          {unreachableText}
        </ErrorNotice>
      )}
    </form>
  );
}
