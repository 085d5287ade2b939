import { z } from "zod";
import { graphDefinitionSchema } from "@/lib/engine";
import { pageAnswerFields } from "@/lib/paging/schema";
import { graphLayoutSchema } from "../commands/document";
import { type ChangeKind, isoTimeSchema } from "../schema";
import type { ChangeLine } from "./compare-values";

const wholeNumber = (text: string): number => Number(text);
const versionNumber = z.int32().min(1);

/** A number in an address. */
const numberText = (pattern: RegExp) =>
  z.string("A whole number, please.").regex(pattern, "A whole number, please.").transform(wholeNumber);

/** The number of a version in the path of an address. */
export const versionPathSchema = numberText(/^[1-9]\d{0,8}$/);

const sessionCountsSchema = z
  .strictObject({
    waiting: z.int().meta({ description: "They wait for a person or for a time." }),
    running: z.int().meta({ description: "They have work to do, or are paused." }),
    failed: z.int(),
    completed: z.int(),
    cancelled: z.int(),
  })
  .meta({ id: "SessionCounts" });
export type SessionCounts = z.infer<typeof sessionCountsSchema>;

const versionShape = {
  versionId: z.uuid(),
  number: versionNumber,
  note: z.string().meta({ description: "What the designer said about it." }),
  author: z.strictObject({ id: z.uuid(), name: z.string() }).nullable().meta({
    description: "Null for what came with the product.",
  }),
  publishedAt: isoTimeSchema,
};

const versionListItemSchema = z
  .strictObject({ ...versionShape, sessions: sessionCountsSchema })
  .meta({ id: "VersionListItem" });
export type VersionListItem = z.infer<typeof versionListItemSchema>;

/** The answer of `GET /api/v1/workflows/{id}/versions`, newest first. */
export const versionListSchema = z
  .strictObject({
    versions: z.array(versionListItemSchema),
    ...pageAnswerFields,
  })
  .meta({ id: "VersionList" });

/** The answer of `GET /api/v1/workflows/{id}/versions/{number}`. */
export const versionViewSchema = z
  .strictObject({ ...versionShape, definition: graphDefinitionSchema, layout: graphLayoutSchema })
  .meta({ id: "Version" });
export type VersionView = z.infer<typeof versionViewSchema>;

/** One side of a comparison: a version by its number, or the draft. */
export const sideSchema = z.union([z.literal("draft"), versionPathSchema], "The number of a version, or draft.");
export type Side = z.infer<typeof sideSchema>;

/** The query of `GET /api/v1/workflows/{id}/comparison`. */
export const comparisonQuerySchema = z.strictObject({
  from: sideSchema.meta({ description: "The number of a version, or draft." }),
  to: sideSchema.default("draft"),
});

/** The answer of `GET /api/v1/workflows/{id}/comparison`. */
export const comparisonSchema = z
  .strictObject({
    from: z.union([z.literal("draft"), versionNumber]),
    to: z.union([z.literal("draft"), versionNumber]),
    changes: z.array(
      z.strictObject({
        kind: z.enum(["added", "removed", "changed"]),
        place: z.strictObject({
          taskId: z.string().optional(),
          edgeId: z.string().optional(),
          settingKey: z.string().optional(),
        }),
        name: z.string(),
        sentences: z
          .array(z.string())
          .meta({ description: "What happened to the part, then what is different in it." }),
      }),
    ),
  })
  .meta({ id: "Comparison" });
export type ComparisonAnswer = z.infer<typeof comparisonSchema>;

/** The body of `POST /api/v1/workflows/{id}/restore`. */
export const restoreBodySchema = z
  .strictObject({
    number: versionNumber.meta({ description: "The version that the draft becomes." }),
    revision: z.int32().min(0).meta({ description: "The revision of the draft that is replaced." }),
    replacesChanges: z.boolean().default(false).meta({
      description: "Without it, a draft with changes that are not published is not replaced (409).",
    }),
  })
  .meta({ id: "RestoreBody" });
export type RestoreBody = z.infer<typeof restoreBodySchema>;

/** The part of a workflow that a change is in; without an id it is the workflow itself. */
export interface ChangePlace {
  taskId?: string;
  edgeId?: string;
  settingKey?: string;
}

/** What is different about one part of a workflow. */
export interface Change {
  /** Unique in a comparison, and the same in every comparison of these two versions. */
  id: string;
  kind: ChangeKind;
  place: ChangePlace;
  /** The part in words: “Classify”, From “Classify” to “Review”. */
  name: string;
  /** What happened to the part: "The task “Classify” was added." */
  sentence: string;
  /** What is different inside a changed part, and what an added part is. */
  lines: ChangeLine[];
}
