"use client";

import { MessagePage } from "@/components/shell/message-page";
import { useOnline } from "@/components/shell/offline-notice";
import { Button } from "@/components/ui/button";

interface ErrorPageProps {
  error: Error & { digest?: string };
  retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const online = useOnline();
  return (
    <MessagePage
      title={online ? "Something went wrong on our side" : "You are offline"}
      action={
        <Button variant="primary" size="lg" onClick={() => retry()}>
          Try again
        </Button>
      }
    >
      <p>
        Everything that was saved before is kept.{" "}
        {online ? "Try again; if it happens again, tell us when." : "Try again when the connection is back."}
      </p>
      {error.digest && <p className="mt-2 text-ink-faint text-meta">Code {error.digest}</p>}
    </MessagePage>
  );
}
