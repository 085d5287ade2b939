import { z } from "zod";
import { described } from "./field-meta";

/** A name of LLM_MODELS for a task; without it the default model answers. */
export const modelNameSchema = described(z.string().min(1).max(200).optional(), {
  label: "Model",
  help: "Without one, the default model answers.",
  widget: "model",
  group: "Model",
});

/**
 * What a field of a form or a fact can be. Money is integer cents, dates are ISO days (2026-11-15), durations are ISO
 * 8601 (PT4H).
 */
const fieldTypes = ["text", "long_text", "number", "money", "date", "duration", "email", "choice", "yes_no"] as const;

/** The name of a value in a session's context. */
export const contextKeySchema = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, "a key is like amount_cents");

/** A key that a task reads, or a path from it: `parts.own.passages`. */
export const contextPathSchema = z
  .string()
  .max(200)
  .regex(/^[a-z][a-z0-9_]*(\.[a-zA-Z0-9_-]+)*$/, "a path is like answer or parts.own.passages");

/** One typed fact that a task asks for, a claimant confirms and a reviewer may edit. */
export const fieldSpecSchema = z.strictObject({
  /** The context key it is stored under. */
  key: described(contextKeySchema, {
    label: "Key",
    help: "The name that conditions and templates read it by.",
    widget: "context_key",
  }),
  label: described(z.string().min(1).max(60), { label: "Label" }),
  type: described(z.enum(fieldTypes), {
    label: "Type",
    choices: {
      text: "Text",
      long_text: "Long text",
      number: "Number",
      money: "Money",
      date: "Date",
      duration: "Duration",
      email: "E-mail",
      choice: "Choice",
      yes_no: "Yes or no",
    },
  }),
  required: described(z.boolean().default(false), { label: "Required" }),
  /** What the model should look for, and what to ask when it is missing. */
  description: described(z.string().max(400).optional(), {
    label: "What to look for",
    help: "Tells the model what this value is.",
  }),
  question: described(z.string().max(400).optional(), {
    label: "Question",
    help: "Asked when the value is not known yet.",
  }),
  /** A day that has happened cannot be in the future; a planned one can. */
  future: described(z.boolean().optional(), {
    label: "May be in the future",
    help: "For a date: a planned day, not one on which something happened.",
  }),
  options: described(
    z
      .array(
        z.strictObject({
          value: described(z.string(), { label: "Value" }),
          label: described(z.string(), { label: "Label" }),
        }),
      )
      .optional(),
    { label: "Options", help: "What a choice offers.", widget: "table" },
  ),
});
export type FieldSpec = z.infer<typeof fieldSpecSchema>;

/** The facts that a task's settings name; none for a kind without fields. */
export const factFields = (config: Record<string, unknown>): FieldSpec[] =>
  fieldSpecSchema.array().catch([]).parse(config.fields);

/** The other action of a button: withdraw the claim, or pass it to a person. */
const buttonActionSchema = z.enum(["withdraw", "person"]);
export type ButtonAction = z.infer<typeof buttonActionSchema>;

/** The message that the button for a person sends. */
export const personWords = "Let a person look at it";
/** The message that the button for "not now" sends. */
export const laterWords = "I will come back later";
/** The messages that the buttons beside a confirmation send: a yes, a no, and that something is not known. */
export const confirmWords = { yes: "Yes, that is right", no: "Something is not right", unknown: "I do not know" };
/** The message that the button beside the offer to withdraw sends. */
export const keepWords = (word: string): string => `No, keep my ${word}`;

/** What a reviewer can decide in every review. */
export const builtInVerdicts = ["approve", "reject", "request_information"] as const;
export type BuiltInVerdict = (typeof builtInVerdicts)[number];

/** A verdict: a built-in one, or the id of an outcome of the review. Property names of objects are refused. */
export const verdictSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,63}$/, "it starts with a small letter and has at most 64 small letters, digits, _ or -")
  .refine((id) => !(id in Object.prototype) && id !== "prototype", "this id is reserved");

/** An answer that a designer offers to reviewers beside the built-in verdicts. It approves nothing. */
export const reviewOutcomeSchema = z.strictObject({
  id: described(
    verdictSchema.refine(
      (id) => !builtInVerdicts.some((verdict) => verdict === id),
      "approve, reject and request_information are there already",
    ),
    { label: "Id", help: "The value of “decision” that edges and the API name: more_documents." },
  ),
  label: described(z.string().min(1).max(40), { label: "Label", help: "The words on the button: More documents." }),
  tone: described(z.enum(["positive", "neutral", "negative"]).default("neutral"), {
    label: "Tone",
    help: "The colour of the button.",
    choices: { positive: "Positive", neutral: "Neutral", negative: "Negative" },
  }),
  needsReason: described(z.boolean().default(false), {
    label: "Needs a reason",
    help: "The reviewer has to write why.",
  }),
});
export type ReviewOutcome = z.infer<typeof reviewOutcomeSchema>;

/** How a decision answers a question: in the reviewer's words, or with a draft that they check. */
export const answerKindSchema = z.enum(["in_words", "draft"]);
export type AnswerKind = z.infer<typeof answerKindSchema>;

/** The most outcomes that one review may add. */
export const maxOutcomes = 6;

/** A document that a reviewer can ask for: "Photos of the damage". */
export const documentNameSchema = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}]{1,80}$/u, "a document has a name of at most 80 characters");

/** The most documents that one review may list. */
export const maxDocuments = 12;

/**
 * What an open wait asks for; stored on the wait, drawn by the chat and the inbox.
 * reply: free words, `suggestions` as quick replies · confirm: the fact card with Confirm and Change ·
 * decision: a reviewer's verdict.
 */
export const waitFormSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("reply"),
    question: z.string(),
    /** The field that the question is about, when it is only one: the chat offers an input for it. */
    field: fieldSpecSchema.optional(),
    suggestions: z.array(z.string()).default([]),
    /** Buttons beside the question. */
    acts: z.array(buttonActionSchema).default([]),
    /** The one of them that a plain yes means. */
    offer: buttonActionSchema.optional(),
  }),
  z.strictObject({
    type: z.literal("confirm"),
    question: z.string(),
    fields: z.array(fieldSpecSchema),
    /** It also asks for optional fields: a reply may say that they are not known. */
    asksOptional: z.boolean().default(false),
    suggestions: z.array(z.string()).default([]),
    /** Buttons beside the confirmation. */
    acts: z.array(buttonActionSchema).default([]),
    /** The one of them that a plain yes means: it confirms nothing then. */
    offer: buttonActionSchema.optional(),
  }),
  z.strictObject({
    type: z.literal("decision"),
    question: z.string(),
    fields: z.array(fieldSpecSchema),
    /** The verdicts that need a reason. */
    reasonRequiredTo: z.array(z.string()),
    /** The designer's own outcomes beside the built-in verdicts. */
    outcomes: z.array(reviewOutcomeSchema).default([]),
    /** The documents that the claimant can be asked for. */
    documents: z.array(z.string()).default([]),
    /** The decision answers a question. */
    answers: answerKindSchema.optional(),
  }),
]);
export type WaitForm = z.infer<typeof waitFormSchema>;

/** What a question has beside its form, as the engine's `WaitRequest.data`: reviewers find and sort questions by it. */
export const waitDataSchema = z.strictObject({
  /** The reviewers' queue. */
  queue: z.string().optional(),
  priority: z.number().optional(),
  amountCents: z.number().optional(),
  currency: z.string().optional(),
  /** Why a reviewer is asked, in words. */
  reasons: z.array(z.string()).optional(),
  /** The reviewer who gets it. Without one any reviewer of the queue may take it. */
  assigneeId: z.string().optional(),
  /** How many people have to approve, and from which amount (cents) on at least two. */
  approvals: z.int().min(1).max(9).optional(),
  secondApprovalFrom: z.int32().min(0).optional(),
  /** Who of the queue may decide: people with any of the roles, with one of the e-mail addresses. Empty: everyone. */
  roles: z.array(z.string()).optional(),
  people: z.array(z.string()).optional(),
});
export type WaitData = z.infer<typeof waitDataSchema>;

/** A fact as people read it. */
export interface Fact {
  key: string;
  label: string;
  type: FieldSpec["type"];
  options?: FieldSpec["options"];
  /** As stored: cents for money, ISO day for dates; null when not known. */
  value: string | number | boolean | null;
  /** For reading: "$1,250.00", "15 Nov 2026"; null when not known. */
  text: string | null;
  required: boolean;
  /** The seq of the message in which it was stated, also when a reviewer corrected it; null when typed into a form. */
  sourceMessageSeq: number | null;
  /** Its words are a model's summary, not the person's own. */
  isSummarised: boolean;
}

/** A value that the claimant named during a review of their confirmed facts. It changes nothing by itself. */
export const proposedFactSchema = z.strictObject({
  key: contextKeySchema,
  value: z.union([z.string(), z.number(), z.boolean()]),
  /** The message that names it. */
  messageSeq: z.int(),
});
export type ProposedFact = z.infer<typeof proposedFactSchema>;

/** A proposed fact beside the known one, as a reviewer reads it. */
export interface ProposedChange {
  key: string;
  label: string;
  /** As people read them: "$3,400.00", "$3,550.00"; `from` is null when nothing is known. */
  from: string | null;
  to: string;
  /** What to type, or send as an edit, to accept it. */
  typed: string;
  messageSeq: number;
}
