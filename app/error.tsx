"use client";

import { MessagePage } from "@/components/shell/message-page";
import { Button } from "@/components/ui/button";

interface ErrorPageProps {
  error: Error & { digest?: string };
  retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <MessagePage
      title="Something went wrong on our side"
      action={
        <Button variant="primary" size="lg" onClick={() => retry()}>
          Try again
        </Button>
      }
    >
      <p>Everything that was saved before is kept. Try again; if it happens again, tell us when.</p>
      {error.digest && <p className="mt-2 text-ink-faint text-meta">Code {error.digest}</p>}
    </MessagePage>
  );
}
