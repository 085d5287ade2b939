import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { DocumentDetails } from "@/lib/documents/managing/schema";
import { countNoun } from "@/lib/words";
import { stateWords } from "../words";

/** The state of a version, what it is made of, and what cites it. */
export function DocumentFacts({ document }: { document: DocumentDetails }) {
  const { state, source, version, pages, passage_count, passage_length, published_at, citations } = document;
  return (
    <div className="grid justify-items-start gap-2">
      <Status tone={state === "published" ? "done" : "cancelled"}>{`Version ${version}, ${stateWords[state]}`}</Status>
      <p className="wrap-anywhere text-ink-soft">
        {source}
        {pages !== null && ` · ${countNoun(pages, "page")}`} · {countNoun(passage_count, "passage")} of about{" "}
        {passage_length.toLocaleString("en-US")} characters · published <RelativeTime iso={published_at} /> ·{" "}
        {citations === 0
          ? "no message cites it"
          : `${countNoun(citations, "message")} ${citations === 1 ? "cites" : "cite"} it`}
      </p>
    </div>
  );
}
