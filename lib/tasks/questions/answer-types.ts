import type { Context, GraphDefinition } from "@/lib/engine";
import type { ButtonAction } from "../schema";

/** The task that a session is at, and what is known there. */
export interface SessionPosition {
  graph: GraphDefinition;
  taskId: string;
  context: Context;
  now: Date;
  /** Set while a reviewer has the session: when an answer is due (epoch milliseconds). */
  review?: { dueAt: number | undefined };
}

/** A short true answer, with buttons for what was asked about. */
export interface Answer {
  text: string;
  buttons?: ButtonAction[];
  /** The button that a plain yes means. */
  offer?: ButtonAction;
}

/** Answers a question; `words` are those that ask it. Undefined: it is answered elsewhere. */
export type AnswerFunction = (position: SessionPosition, words: string) => Answer | undefined;
