import { useEffect, useRef } from "react";
import type { PassageView } from "@/lib/documents/schema";

/** The words of a clause with the quote marked and scrolled to, and where the clause stands. */
export function Clause({ passage, quote }: { passage: PassageView; quote: string }) {
  const mark = useRef<HTMLElement>(null);
  useEffect(() => {
    // In braces: newer browsers return a promise, which React would take for a function.
    mark.current?.scrollIntoView({ block: "center" });
  }, []);
  const { text, version, page } = passage;
  // A quote stands literally in its passage, and versions of documents do not change.
  const start = quote === "" ? -1 : text.indexOf(quote);
  const end = start + quote.length;
  return (
    <>
      <p dir="auto" className="wrap-anywhere max-w-prose whitespace-pre-wrap text-reading">
        {start >= 0 ? (
          <>
            {text.slice(0, start)}
            <mark ref={mark} className="rounded-control bg-waiting-soft px-0.5 text-ink">
              {text.slice(start, end)}
            </mark>
            {text.slice(end)}
          </>
        ) : (
          text
        )}
      </p>
      <p className="text-ink-faint text-meta">
        Version {version}
        {page !== null && `, page ${page}`}
      </p>
    </>
  );
}
