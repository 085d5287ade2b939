"use client";

import "@fontsource-variable/inter";
import "./globals.css";
import { buttonVariants } from "@/components/ui/look/button-variants";

/** Shown when the layout itself fails: a document of its own with nothing that could fail again. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · GraphFlow</title>
        <main className="mx-auto grid min-h-dvh w-full max-w-md content-center justify-items-start gap-4 px-4 py-10">
          <h1>Something went wrong on our side</h1>
          <p className="text-ink-soft text-reading">Everything that was saved before is kept. Try again in a moment.</p>
          <button type="button" className={buttonVariants({ variant: "primary", size: "lg" })} onClick={() => retry()}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
