import type { TaskExecution, WaitRequest } from "@/lib/engine";
import type { Citation } from "../citations/schema";
import { type ButtonAction, type FieldSpec, type WaitForm, waitFormSchema } from "../schema";

/** The form of a wait that a claimant answers. */
export type ClaimantForm = Exclude<WaitForm, { type: "decision" }>;

/** The form of the open wait, when a claimant answers it. */
export function openForm({ wait }: Pick<TaskExecution, "wait">): ClaimantForm | undefined {
  const form = waitFormSchema.safeParse(wait?.form).data;
  return form?.type === "decision" ? undefined : form;
}

/** Buttons beside a question, the one of them that a plain yes means, and what the text before it cites. */
export interface OfferedButtons {
  buttons?: ButtonAction[];
  offer?: ButtonAction;
  citations?: readonly Citation[];
}

interface Question {
  text: string;
  /** The field that it is about. */
  field?: FieldSpec;
  suggestions: string[];
}

/** The wait for a claimant's reply to a question, with the buttons and the offer of what was said before it. */
export const replyWait = (
  { text, field, suggestions }: Question,
  { buttons = [], offer }: OfferedButtons = {},
): WaitRequest => ({
  audience: "claimant",
  form: {
    type: "reply",
    question: text,
    ...(field && { field }),
    suggestions,
    acts: buttons,
    ...(offer && { offer }),
  },
});

/** What is asked for a field, in the designer's words where they gave some. */
export const questionFor = ({ question, label }: FieldSpec): string =>
  question ?? `Please tell me: ${label.toLowerCase()}.`;

/** Parts of a response as paragraphs, without the empty ones. */
export const paragraphs = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join("\n\n");
