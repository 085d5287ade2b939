"use client";

import { useOnline } from "@/components/shell/connection/use-online";
import { useRetryOnce } from "@/components/shell/connection/use-retry-once";
import { MessagePage } from "@/components/shell/message-page";
import { buttonVariants } from "@/components/ui/look/button-variants";

interface ErrorPageProps {
  error: Error & { digest?: string };
  retry: () => void;
}

// Every page loads this before anything fails: it needs little code.
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const online = useOnline();
  useRetryOnce(retry);
  return (
    <MessagePage
      title={online ? "Something went wrong on our side" : "You are offline"}
      action={
        <button type="button" className={buttonVariants({ variant: "primary", size: "lg" })} onClick={() => retry()}>
          Try again
        </button>
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
