"use client";

import { type LucideIcon, MessageCircleQuestion, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { unreachableText } from "@/components/ui/requests/request-problem";

/** The button for a question; the empty list names it too. */
export const askLabel = "Ask a question";

interface StartButtonProps {
  label: string;
  href: string;
  Icon: LucideIcon;
  variant: ButtonProps["variant"];
}

/** The button for another session: "New claim", or "New" when there is more than one thing to start. */
export const NewClaimForm = ({ label }: { label: string }) => (
  <StartButton label={label} href="/claims/new" Icon={Plus} variant="primary" />
);

/** The button for a question: "Ask a question". */
export const AskForm = () => (
  <StartButton label={askLabel} href="/claims/ask" Icon={MessageCircleQuestion} variant="secondary" />
);

/** It only opens the page; the first message stores the session. */
function StartButton({ label, href, Icon, variant }: StartButtonProps) {
  const router = useRouter();
  const [isPending, startOpening] = useTransition();
  const [isOffline, setOffline] = useState(false);

  function open(event: FormEvent) {
    event.preventDefault();
    setOffline(!navigator.onLine);
    if (navigator.onLine && !isPending) startOpening(() => router.push(href));
  }

  return (
    <form action={href} onSubmit={open} className="contents">
      <Button type="submit" variant={variant} size="lg" isPending={isPending}>
        <Icon aria-hidden />
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
