import { z } from "zod";
import type { ChatMessage, StatusTone } from "@/lib/sessions/schema";
import type { Fact, WaitForm } from "@/lib/tasks/schema";

export const maxMessageLength = 4_000;

/** Control and format characters hide or turn other text, or cannot be stored; line breaks and emoji joiners are text. */
const unseen = /(?![\t\n\u200D])[\p{Cc}\p{Cf}]/gu;

/** A claimant's words as they are stored: well-formed, without unseen characters, not blank, at most 4,000 long. */
export const messageText = z
  .string("Write a message first.")
  .transform((text) => text.toWellFormed().replace(unseen, "").trim())
  .pipe(
    z
      .string()
      .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, "Write a message first.")
      .max(maxMessageLength, `A message can have at most ${maxMessageLength.toLocaleString("en-US")} characters.`),
  );

/** One message of a claimant; the browser mints `clientMessageId`, so a repeat is recognised. */
export const sendMessageSchema = z.strictObject({
  sessionId: z.uuid(),
  clientMessageId: z.uuid(),
  text: messageText,
});
export type SendMessage = z.infer<typeof sendMessageSchema>;

export const confirmFactsSchema = z.strictObject({
  sessionId: z.uuid(),
  clientMessageId: z.uuid(),
});

export const changeFactsSchema = z.strictObject({
  sessionId: z.uuid(),
  clientMessageId: z.uuid(),
  /** Field key -> what the person typed; the server parses each by its field's type. */
  values: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/), z.string().max(maxMessageLength)),
});

export interface ClaimListItem {
  sessionId: string;
  reference: string;
  /** "Car claim", "New claim" while the type is not known. */
  title: string;
  amountCents: number | null;
  currency: string;
  tone: StatusTone;
  /** "Waiting for your answer", "With a specialist", "Approved", ... */
  statusText: string;
  needsYou: boolean;
  updatedAt: string;
}

export interface Stage {
  label: string;
  state: "done" | "current" | "upcoming";
}

/** One claim as its claimant sees it. */
export interface ClaimView extends ClaimListItem {
  messages: ChatMessage[];
  facts: Fact[];
  /** to_confirm: the fact card shows Confirm and Change. */
  factsState: "collecting" | "to_confirm" | "confirmed";
  stages: Stage[];
  /** What happens next, by when, and whether the claimant has to do anything. */
  nextText: string;
  /** The open question to the claimant, if any. */
  form: WaitForm | null;
  /** While a person reviews: since when and by when an answer usually comes (ISO 8601). */
  review: { since: string; dueAt: string | null } | null;
  /** A task failed and the claimant can ask for another try; nothing is lost. */
  failure: { text: string } | null;
  letter: { outcome: string; amountText: string | null } | null;
  canWithdraw: boolean;
  /** Whether messages still have an effect (not completed, not withdrawn). */
  isOpen: boolean;
  demoModel: boolean;
}

/** What a chat action answers; the text stays in the box when `ok` is false. */
export type ChatActionResult = { ok: true } | { ok: false; code: string; message: string };
