import { z } from "zod";
import type { TaskExecution } from "@/lib/engine";
import { fieldSpecSchema, proposedFactSchema, reviewOutcomeSchema, verdictSchema } from "../schema";

const messageAnswer = z.object({
  type: z.literal("message"),
  /** Whether all of it was sent after the open question; only then it can be a yes. */
  asked: z.boolean(),
  /** What was written, without the sentences that forms write. */
  text: z.string(),
  /** Seqs of the messages that it is made of. */
  messageSeqs: z.array(z.int()),
  /** Values typed into a form's fields, by field key; the task that asked parses them. */
  facts: z.record(z.string(), z.json()),
  /** What the form showed before the person typed into it, by field key. */
  shown: z.record(z.string(), z.string()).default({}),
  /** Values of a second form that did not show the first one's, by field key: they are not stored. */
  late: z.record(z.string(), z.json()).default({}),
  /** The wait whose facts the claimant confirmed by button, when that is all they did. */
  confirmsWaitId: z.string().nullable(),
  /** The wait that is open. */
  waitId: z.string().nullable(),
});
const decisionAnswer = z.object({
  type: z.literal("decision"),
  decisionId: z.string(),
  verdict: verdictSchema,
  reason: z.string().nullable(),
  /** Of a request for information: the question, the keys of the facts that are wanted, and the documents. */
  question: z.string().nullish(),
  wanted: z.array(z.string()).default([]),
  documents: z.array(z.string()).default([]),
  edits: z.record(z.string(), z.json()).nullable(),
  actorId: z.string(),
  /** The fields of the form that it was made on, which its edits were checked against. */
  fields: z.array(fieldSpecSchema).optional(),
  /** The outcomes that its form offered. */
  outcomes: z.array(reviewOutcomeSchema).optional(),
  /** What the claimant had proposed while it was open. */
  proposed: z.array(proposedFactSchema).default([]),
});

/** What a claimant wrote, as the storage passes it to the next task. */
export type MessageAnswer = z.infer<typeof messageAnswer>;
/** What a reviewer decided. */
export type DecisionAnswer = z.infer<typeof decisionAnswer>;

/** The typed answer of this run, or undefined when there is none. Plain text answers the open question. */
export function readAnswer({
  answer,
  wait,
}: Pick<TaskExecution, "answer" | "wait">): MessageAnswer | DecisionAnswer | undefined {
  if (answer === undefined) return undefined;
  if (typeof answer === "string") {
    return {
      type: "message",
      asked: wait !== null,
      text: answer,
      messageSeqs: [],
      facts: {},
      shown: {},
      late: {},
      confirmsWaitId: null,
      waitId: null,
    };
  }
  return z.discriminatedUnion("type", [messageAnswer, decisionAnswer]).parse(answer);
}
