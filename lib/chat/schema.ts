import { z } from "zod";
import type { SessionWord } from "@/lib/engine/definition-kit";
import type { ChatMessage } from "@/lib/sessions/schema";
import { type ButtonAction, contextKeySchema, type Fact, type WaitForm } from "@/lib/tasks/schema";
import { cleanText, personText } from "@/lib/text";
import type { StatusTone } from "@/lib/workflows/schema";

/** The most characters of a message. */
export const maxMessageLength = 4_000;

/** A claimant's words as they are stored: cleaned, with something to read in them, at most 4,000 characters. */
export const messageText = z
  .string("Write a message first.")
  .transform(cleanText)
  .pipe(
    z
      .string()
      .min(1, "Write a message first.")
      .max(maxMessageLength, `A message can have at most ${maxMessageLength.toLocaleString("en-US")} characters.`),
  );

/** One message of a claimant; the browser mints `clientMessageId`, so a repeat is recognised. */
export const sendMessageSchema = z.strictObject({
  sessionId: z.uuid(),
  clientMessageId: z.uuid(),
  text: messageText,
  /** The question that the page showed. A message for an earlier question does not answer the one that is open now. */
  waitId: z.uuid().optional(),
});
export type SendMessage = z.infer<typeof sendMessageSchema>;

/**
 * The same from the page of a claim; with `startsClaim` the claim begins with it, under the id that the page made, as a
 * session of `workflow`.
 */
export const sayInClaimSchema = sendMessageSchema.extend({
  startsClaim: z.boolean().default(false),
  workflow: z.string().min(1).max(64).optional(),
});

/** Confirm on the fact card; `waitId` is the question that the card was drawn for. */
export const confirmFactsSchema = z.strictObject({
  sessionId: z.uuid(),
  clientMessageId: z.uuid(),
  waitId: z.uuid(),
});

export const changeFactsSchema = z.strictObject({
  sessionId: z.uuid(),
  clientMessageId: z.uuid(),
  /** Field key -> what the person typed, "" to empty it; the server parses each by its field's type. */
  values: z.record(contextKeySchema, personText(2_000)),
  /** Field key -> what the form showed: a fact that has another value by now is not overwritten. */
  shown: z.record(contextKeySchema, personText(2_000)),
});

/** A published workflow that a person may start. */
export type { StartableWorkflow } from "@/lib/workflows/find-startable";

/** What the workflow calls one session: `title` begins with a capital letter ("Claim"). */
export interface ClaimWord extends SessionWord {
  title: string;
}

/** A session in the list of its claimant. */
export interface ClaimListItem {
  sessionId: string;
  reference: string;
  word: ClaimWord;
  /** "Golf, Main Street", "Car claim", "New claim" while nothing is known. */
  title: string;
  amountCents: number | null;
  currency: string;
  tone: StatusTone;
  /** "Waiting for your answer", "With a specialist", "Approved", ... */
  statusText: string;
  needsYou: boolean;
  updatedAt: string;
}

/** A stage of the progress. skipped: the session went past it without its work. */
export interface Stage {
  label: string;
  state: "done" | "skipped" | "current" | "upcoming";
}

/** One claim as its claimant sees it. */
export interface ClaimView extends ClaimListItem {
  workflowId: string;
  /** Nothing is stored yet: the first message starts it. */
  isNew: boolean;
  /** What the workflow says above a conversation that begins with the claimant's words. */
  opening: string | null;
  messages: ChatMessage[];
  facts: Fact[];
  /** to_confirm: the fact card shows Confirm and Change. corrected: a reviewer has changed what was confirmed. */
  factsState: "collecting" | "to_confirm" | "confirmed" | "corrected";
  stages: Stage[];
  /** What happens next, by when, and whether the claimant has to do anything. */
  nextText: string;
  /** The open question to the claimant, if any, and the wait it belongs to. */
  form: WaitForm | null;
  waitId: string | null;
  /** What was offered beside the open question, or in answer to the newest words while a person reviews. */
  acts: ButtonAction[];
  /** While a person reviews: since when and by when an answer usually comes (ISO 8601). */
  review: { since: string; dueAt: string | null } | null;
  /**
   * A task failed or was stopped, and the claimant can ask for another try unless it was set aside; nothing is lost.
   */
  failure: { reason: "failed" | "stopped" | "set_aside"; text: string } | null;
  letter: { outcome: string; amountText: string | null } | null;
  canWithdraw: boolean;
  /** Whether an amount is asked for: only then do sentences speak of payment. */
  isAboutMoney: boolean;
  /** Whether messages still have an effect (not completed, not withdrawn). */
  isOpen: boolean;
  demoModel: boolean;
}

/** What a chat action answers; the text stays in the box when `ok` is false. */
export type ChatActionResult = { ok: true } | { ok: false; code: string; message: string };
