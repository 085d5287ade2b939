import type { Citation } from "@/lib/tasks/citations/schema";

/** The document and the headings of a place: "Motor terms, Glass, Excess". The first heading is often the title. */
export function placeOf({ document, heading }: Pick<Citation, "document" | "heading">): string {
  const headings = headingsOf({ document, heading });
  return [document, ...headings].join(", ");
}

/** The headings of a place under the title of its document. */
export function headingsOf({ document, heading }: Pick<Citation, "document" | "heading">): string[] {
  const headings = heading.split(" > ").filter(Boolean);
  return headings[0] === document ? headings.slice(1) : headings;
}
