import { CitedText } from "@/components/citations/cited-text";
import type { CaseDraft } from "@/lib/inbox/schema";

/** The answer that the workflow has drafted from documents, for the person who answers. */
export function DraftAnswer({ draft }: { draft: CaseDraft }) {
  return (
    <section
      aria-labelledby="draft"
      className="grid shrink-0 gap-1 border-line border-b bg-sunken px-4 py-2 lg:max-h-60 lg:overflow-y-auto"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id="draft" className="text-reading">
          Draft answer
        </h2>
        <p className="text-ink-soft text-meta">Made from the documents: check it against its clauses.</p>
      </div>
      <p dir="auto" className="wrap-anywhere max-w-prose whitespace-pre-wrap">
        {draft.answer === "" ? (
          "The documents gave no answer."
        ) : (
          <CitedText text={draft.answer} citations={draft.citations} />
        )}
      </p>
    </section>
  );
}
