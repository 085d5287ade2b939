import { z } from "zod";
import type { Audience } from "@/lib/search/find-passages";

/** Who may read a collection. */
export const audiences = ["claimants", "staff"] as const satisfies readonly Audience[];

/** The limits of an ingested file (pages) and of a collection (passages). */
export const maxPages = 500;
export const maxPassages = 100_000;

/** The usual length of a passage: what a person reads at a glance and an embedding can represent. Characters. */
export const usualPassage = 600;
/** The smallest length that a collection may choose for its passages. Characters. */
export const shortestPassage = 200;
/** The largest length of a passage. Characters. */
export const longestPassage = 1_200;

/** A paragraph, list item or heading of a file. */
export interface TextBlock {
  text: string;
  /** 1 to 6 for a heading, 0 for other text. */
  level: number;
  /** From 1; null for files without pages. */
  page: number | null;
}

/** A passage of a document as it is cut. */
export interface CutPassage {
  /** The headings above it: "Windscreen > Excess". */
  heading: string;
  text: string;
  page: number | null;
}

/** A passage as `GET /api/passages/{id}` answers it: what a citation names. */
export const passageViewSchema = z
  .strictObject({
    id: z.uuid(),
    documentId: z.uuid(),
    document: z.string().meta({ description: "The title of the document." }),
    version: z.int(),
    currentVersion: z.int().nullable().meta({ description: "The version in force; null when there is none." }),
    state: z.enum(["published", "superseded", "retracted"]),
    heading: z.string(),
    text: z.string(),
    page: z.int().nullable(),
  })
  .meta({ id: "CitedPassage" });
export type PassageView = z.infer<typeof passageViewSchema>;
