import { z } from "zod";
import { type ConfigProblem, conditionSchema, durationSchema, formatDuration } from "@/lib/engine/definition-kit";
import { collectedFields } from "../config/collected-fields";
import { moneySchema, statusMessageField } from "../config/config-fields";
import { fieldProblems } from "../config/field-types";
import { proposedKey } from "../facts/context-keys";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import {
  answerKindSchema,
  documentNameSchema,
  fieldSpecSchema,
  maxDocuments,
  maxOutcomes,
  type ReviewOutcome,
  reviewOutcomeSchema,
} from "../schema";
import { templateProblems, templateReads, templateSchema } from "../template";
import { templatePrints } from "../template-types";

const configSchema = z.strictObject({
  /** The queue whose reviewers may decide. */
  queue: described(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "a queue is like claims"), {
    label: "Queue",
    help: "Reviewers of this queue may decide.",
    widget: "queue",
  }),
  question: described(z.string().min(1).max(400), { label: "Question to the reviewer" }),
  /** The facts the reviewer sees and may correct before approving. */
  fields: described(z.array(fieldSpecSchema).max(20).default([]), {
    label: "Facts to show",
    help: "What the reviewer sees and may correct. Without any, all facts that the workflow asks for.",
    widget: "fields",
  }),
  dueIn: described(durationSchema(90 * 86_400_000), {
    label: "Answer due within",
    help: "After that the case counts as late.",
    widget: "duration",
  }),
  /** Why a person is asked: each text whose condition holds. */
  reasons: described(
    z
      .array(
        z.strictObject({
          when: described(conditionSchema, { label: "When", widget: "condition" }),
          text: described(z.string().min(1).max(200), {
            label: "Reason",
            help: "May name settings and values: {{ settings.approval_limit | money }}.",
            widget: "template",
          }),
        }),
      )
      .max(10)
      .default([]),
    { label: "Reasons", help: "Why a person is asked: each one whose condition holds.", widget: "table" },
  ),
  outcomes: described(z.array(reviewOutcomeSchema).max(maxOutcomes).default([]), {
    label: "Outcomes of your own",
    help: "Buttons beside Approve, Reject and Request information. Each needs an edge. None of them approves money.",
    widget: "table",
  }),
  documents: described(
    z
      .array(
        z.strictObject({
          name: described(documentNameSchema, { label: "Document", help: "As the claimant reads it: Police report." }),
        }),
      )
      .max(maxDocuments)
      .default([]),
    {
      label: "Documents to ask for",
      help: "What the reviewer can tick when they request information. The question to the claimant names it.",
      widget: "table",
    },
  ),
  answers: described(answerKindSchema.optional(), {
    label: "The decision answers a question",
    help: "The buttons are then called after it, and what the reviewer writes is the answer.",
    choices: { in_words: "The reviewer writes the answer", draft: "The reviewer sends a draft, or not" },
    group: "Who decides",
  }),
  approvals: described(z.int().min(1).max(5).default(1), {
    label: "Approvals",
    help: "So many different people have to approve. One is enough to reject or to ask.",
    unit: "people",
    group: "Who decides",
  }),
  secondApprovalFrom: described(moneySchema().optional(), {
    label: "Second approval from",
    help: "From this amount on at least two people have to approve.",
    widget: "money",
    group: "Who decides",
  }),
  roles: described(
    z
      .array(z.enum(["designer", "admin"]))
      .max(2)
      .optional(),
    {
      label: "Only reviewers who are also",
      help: "Without one, every reviewer of the queue may decide.",
      choices: { designer: "Designer", admin: "Admin" },
      group: "Who decides",
    },
  ),
  people: described(
    z
      .array(z.strictObject({ email: described(z.email().max(200), { label: "E-mail" }) }))
      .max(20)
      .default([]),
    {
      label: "Only these people",
      help: "They also need the queue. Without one, every reviewer of the queue may decide.",
      widget: "table",
      group: "Who decides",
    },
  ),
  announcement: described(templateSchema(2_000), {
    label: "Announcement",
    help: "Said to the claimant when the wait begins.",
    widget: "template",
  }),
  statusMessage: statusMessageField("Waiting for a reviewer"),
});
export type ReviewConfig = z.infer<typeof configSchema>;

const templatesOf = ({ announcement, reasons }: ReviewConfig): string[] => [
  announcement,
  ...reasons.map(({ text }) => text),
];

/** Outcomes whose id an earlier one has. */
const outcomeProblems = (outcomes: readonly ReviewOutcome[]): ConfigProblem[] =>
  outcomes.flatMap(({ id, label }, index) => {
    const path = ["outcomes", index];
    const isSame = (one: ReviewOutcome, at: number): boolean => at < index && one.label === label;
    return [
      ...(outcomes.findIndex((one) => one.id === id) < index
        ? [{ message: `two outcomes have the id “${id}”: give one of them another.`, path: [...path, "id"] }]
        : []),
      ...(outcomes.some(isSame)
        ? [
            {
              message: `two outcomes are called “${label}”: reviewers cannot tell them apart.`,
              path: [...path, "label"],
            },
          ]
        : []),
    ];
  });

/** Documents that an earlier row names too. */
const documentProblems = (documents: ReviewConfig["documents"]): ConfigProblem[] =>
  documents.flatMap(({ name }, index) =>
    documents.findIndex((one) => one.name === name) < index
      ? [{ message: `the document “${name}” is there twice.`, path: ["documents", index, "name"] }]
      : [],
  );

/** Waits for a reviewer's decision. */
export const reviewKind = defineConfig<ReviewConfig>({
  kind: "review",
  label: "Wait for a reviewer",
  description:
    "Puts the case into a review queue and waits for a decision: approve, reject, a question, or one of your own.",
  icon: "user-check",
  replay: "recorded",
  configSchema,
  defaults: (graph) => ({
    queue: "claims",
    question: "Should this be approved?",
    fields: graph ? collectedFields(graph) : [],
    dueIn: "PT24H",
    reasons: [],
    outcomes: [],
    documents: [],
    approvals: 1,
    people: [],
    announcement: "A specialist looks at {{ reference }} now and decides. You do not have to do anything.",
    statusMessage: "Waiting for a reviewer",
  }),
  waits: true,
  summarize: ({ queue, dueIn }) => `Queue “${queue}”, due within ${formatDuration(dueIn)}`,
  // A definition as it was published may have no list: it is older than outcomes.
  writes: ({ outcomes = [] }) => ({
    decision: { type: "choice", values: ["approve", "reject", ...outcomes.map(({ id }) => id)] },
    corrections: { type: "list", of: { type: "text" } },
    decision_reason: { type: "text" },
    outcome: { type: "choice", values: ["rejected"] },
    information_request: { type: "object", fields: { actorId: { type: "text" }, question: { type: "text" } } },
    information_reply: { type: "text" },
    [proposedKey]: { type: "list", of: { type: "object" } },
  }),
  reads: (config) => templatesOf(config).flatMap(templateReads),
  conditions: ({ reasons }) => reasons.map(({ when }) => when),
  prints: (config) => templatesOf(config).flatMap(templatePrints),
  check: ({ announcement, reasons, fields, outcomes, documents }) => [
    ...fieldProblems(fields),
    ...outcomeProblems(outcomes),
    ...documentProblems(documents),
    ...templateProblems("announcement", announcement, ["announcement"]),
    ...reasons.flatMap(({ text }, index) => templateProblems("a reason", text, ["reasons", index, "text"])),
  ],
  bounds: () => true,
  decides: ({ outcomes }) => ({
    key: "decision",
    values: ["approve", "reject", ...outcomes.map(({ id }) => id)],
    handled: outcomes.map(({ id, label }, index) => ({ value: id, label, path: ["outcomes", index] })),
  }),
});
