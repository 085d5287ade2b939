import type { ReactNode } from "react";
import type { Citation } from "@/lib/tasks/citations/schema";
import { CitationButton } from "./citation-button";
import { placeOf } from "./place-of";

interface CitedTextProps {
  text: string;
  /** What the markers [1], [2] of the text stand for, in their order. */
  citations?: readonly Citation[];
}

/**
 * A text whose markers [1], [2] are buttons that show the cited clauses: "Source 1: Motor terms, Theft". Everything
 * else is plain text, also a marker without a citation.
 */
export function CitedText({ text, citations = [] }: CitedTextProps): ReactNode {
  if (citations.length === 0) return text;
  return text.split(/( ?\[\d{1,2}\])/).map((part, index) => {
    const number = Number(/\[(\d{1,2})\]/.exec(part)?.[1]);
    const citation = citations[number - 1];
    if (!citation) return part;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name
      <CitationButton key={index} citation={citation} name={`Source ${number}: ${placeOf(citation)}`} look="marker">
        {number}
      </CitationButton>
    );
  });
}
