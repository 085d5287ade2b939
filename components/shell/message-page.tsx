import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";
import { buttonVariants } from "@/components/ui/look/button-variants";

interface MessagePageProps {
  title: string;
  /** What happened, what was kept, what to do. */
  children: ReactNode;
  action?: ReactNode;
}

/** A page with one message: not found, not allowed, or an error. */
export function MessagePage({ title, children, action }: MessagePageProps) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center justify-items-start gap-4 px-4 py-10">
      <Logo className="size-10 text-accent" />
      <h1>{title}</h1>
      <div className="text-ink-soft text-reading">{children}</div>
      <div className="flex flex-wrap gap-2">
        {action}
        <a href="/" className={buttonVariants({ size: "lg" })}>
          Go to the start page
        </a>
      </div>
    </main>
  );
}
