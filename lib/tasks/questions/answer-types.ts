import type { Context, GraphDefinition, TaskExecution } from "@/lib/engine";
import type { Citation } from "../citations/schema";
import type { ButtonAction } from "../schema";

/** The task that a session is at, and what is known there. */
export interface SessionPosition {
  graph: GraphDefinition;
  taskId: string;
  context: Context;
  now: Date;
  /** Set while a reviewer has the session: when an answer is due (epoch milliseconds). */
  review?: { dueAt: number | undefined };
  /** The signal that stops a search, and the session id for its log. */
  execution?: Pick<TaskExecution, "sessionId" | "signal">;
}

/** The words of a question, and what stands beside them. */
export interface AskedWords {
  /** Those that ask it. */
  words: string;
  /** The rest of the message, which may tell what happened. */
  told?: string;
  /** The question before them in the same message. */
  before?: string;
  /** What earlier answers to the same message cite: markers go on after these. */
  cited?: readonly Citation[];
}

/** A short true answer, with buttons for what was asked about. */
export interface Answer {
  text: string;
  buttons?: ButtonAction[];
  /** The button that a plain yes means. */
  offer?: ButtonAction;
  /** What the markers of the text cite, in their order after those of `AskedWords.cited`. */
  citations?: readonly Citation[];
}

/** Answers a question. Undefined: it is answered elsewhere. */
export type AnswerFunction = (
  position: SessionPosition,
  asked: AskedWords,
) => Answer | undefined | Promise<Answer | undefined>;
