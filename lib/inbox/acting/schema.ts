import { z } from "zod";
import { contextKeySchema, documentNameSchema, maxDocuments, verdictSchema } from "@/lib/tasks/schema";
import { personText } from "@/lib/text";
import { maxTags, tagSchema } from "../schema";

// What reviewers send: decisions, notes and other acts.

/** The name of a reason for a verdict: "not_covered". */
export const reasonCodeSchema = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "a reason code is like not_covered");

/** What a reviewer types for one fact. */
const editValue = z.union([personText(2_000), z.number(), z.boolean()]);

const editsByKey = z.record(contextKeySchema, editValue.nullable());

/**
 * The body of `POST /api/v1/reviews/{id}/decision`. `expected_version` is the evidence version the reviewer saw. The
 * form of the case says which verdicts there are besides the built-in ones, and which need a reason.
 */
export const decisionBodySchema = z
  .strictObject({
    verdict: verdictSchema.meta({
      description: "approve, reject, request_information, or the id of an outcome of the form.",
    }),
    reason: personText(2_000).optional(),
    reason_code: reasonCodeSchema.optional(),
    question: personText(2_000)
      .optional()
      .meta({ description: "Of a request for information: what the claimant is asked. Without it the reason is." }),
    fields: z
      .array(contextKeySchema)
      .max(20)
      .optional()
      .meta({ description: "Of a request for information: the keys of the facts that are wanted." }),
    documents: z
      .array(documentNameSchema)
      .max(maxDocuments)
      .optional()
      .meta({ description: "Of a request for information: the documents of the form that are wanted." }),
    edits: z.record(contextKeySchema, editValue).optional(),
    expected_version: z.int32().min(1),
    expected_edits: editsByKey.optional().meta({
      description: "The corrections that the reviewer saw, as `edits` of the review. Without it they are not compared.",
    }),
    override: z
      .boolean()
      .optional()
      .meta({ description: "Decides also a case that a colleague has claimed; without it that is refused." }),
  })
  .refine(({ verdict, ...asked }) => verdict === "request_information" || !isAsked(asked), {
    path: ["question"],
    message: "Only a request for information asks the claimant.",
  })
  .refine(({ verdict, reason }) => verdict !== "reject" || Boolean(reason), {
    path: ["reason"],
    message: "Give a reason, so that the claimant understands.",
  })
  .refine(
    ({ verdict, reason, question, documents = [] }) =>
      verdict !== "request_information" || Boolean(question || reason || documents.length > 0),
    {
      path: ["question"],
      message: "Write what the claimant is asked.",
    },
  );

interface Asked {
  question?: string;
  fields?: string[];
  documents?: string[];
}
const isAsked = ({ question, fields, documents }: Asked): boolean => Boolean(question || fields || documents);

export type DecisionBody = z.infer<typeof decisionBodySchema>;

/** The body of `POST /api/v1/reviews/{id}/note`. */
export const caseNoteBodySchema = z.strictObject({
  text: personText(4_000).refine((text) => text !== "", "Write the note first."),
  is_evidence: z.boolean().default(false).meta({
    description: "It says something about the case, such as what a garage told you: you may not decide it then.",
  }),
});
export type CaseNoteBody = z.infer<typeof caseNoteBodySchema>;

/** The body of `POST /api/v1/reviews/{id}/snooze`. */
export const snoozeBodySchema = z.strictObject({
  until: z.iso.datetime({ offset: true }).nullable().meta({ description: "Null shows the case again." }),
});

const tags = z.array(tagSchema).max(maxTags).default([]);

const time = z.iso.datetime({ offset: true });
const claimAct = z.strictObject({ act: z.literal("claim") });
const assignAct = z.strictObject({ act: z.literal("assign"), user_id: z.uuid() });
const snoozeAct = z.strictObject({ act: z.literal("snooze"), until: time });
const tagAct = z.strictObject({ act: z.literal("tag"), add: tags, remove: tags });

/** One act on several cases. */
export const bulkActSchema = z.discriminatedUnion("act", [claimAct, assignAct, snoozeAct, tagAct]);
export type BulkAct = z.infer<typeof bulkActSchema>;

const caseEditsShape = {
  edits: editsByKey,
  /** The evidence version that the reviewer saw. */
  expected_version: z.int32().min(1),
  /** The corrections that the reviewer saw, stored or as they typed them. One left out is not compared. */
  was: editsByKey.optional(),
};
export type CaseEdits = z.input<z.ZodObject<typeof caseEditsShape>>;

/** What a reviewer does to one case besides deciding it. An edit that is null takes the correction back. */
export const caseActSchema = z.discriminatedUnion("act", [
  claimAct,
  assignAct,
  snoozeAct,
  tagAct,
  z.strictObject({ act: z.literal("release") }),
  z.strictObject({ act: z.literal("unsnooze") }),
  z.strictObject({ act: z.literal("escalate"), reason: personText(2_000).optional() }),
  z.strictObject({ act: z.literal("note"), ...caseNoteBodySchema.shape }),
  z.strictObject({ act: z.literal("edit"), ...caseEditsShape }),
  z.strictObject({ act: z.literal("undo"), decision_id: z.uuid() }),
  z.strictObject({ act: z.literal("seen") }),
  z.strictObject({ act: z.literal("renew") }),
]);
export type CaseAct = z.infer<typeof caseActSchema>;
