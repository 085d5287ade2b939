import type { PassageItem } from "@/lib/documents/managing/schema";

/** Passages as they were cut: number, headings, page and text. */
export function PassageList({ passages }: { passages: readonly PassageItem[] }) {
  return (
    <ol aria-label="Passages" className="divide-y divide-line border-line border-y">
      {passages.map(({ id, number, heading, text, page }) => (
        <li key={id} className="grid gap-1 py-3 sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-4">
          <p className="text-ink-faint text-meta tabular-nums leading-5">
            Passage {number.toLocaleString("en-US")}
            {page !== null && ` · page ${page}`}
            <span className="sm:block"> {text.length.toLocaleString("en-US")} characters</span>
          </p>
          <div className="min-w-0 max-w-prose">
            {heading && (
              <p dir="auto" className="wrap-anywhere font-semibold">
                {heading}
              </p>
            )}
            <p dir="auto" className="wrap-anywhere whitespace-pre-line">
              {text}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
