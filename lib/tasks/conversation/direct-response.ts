import type { Citation } from "../citations/schema";
import { askedForPersonKey } from "../facts/context-keys";
import { answerQuestion } from "../questions/answer-question";
import type { Answer, SessionPosition } from "../questions/answer-types";
import { type ButtonAction, keepWords } from "../schema";

/** The response of our own code to a message, made before a model is asked. */
export interface DirectResponse {
  /** The first part of the response; empty without any. */
  words: string;
  /** Buttons beside the open question. */
  buttons: ButtonAction[];
  /** The button that a plain yes means. */
  offer?: ButtonAction;
  suggestions?: string[];
  /** The part of the message that is still to be read; empty when there is none. */
  rest: string;
  /** What the markers in the words cite. */
  citations?: readonly Citation[];
  /** Whether the claimant has asked for a person: the task asks nothing more. */
  wantsPerson: boolean;
}

/** No response, and nothing is left to be read. */
export const emptyResponse: DirectResponse = { words: "", buttons: [], rest: "", wantsPerson: false };

/** The response with an answer; `rest` is still to be read. */
export const sayAnswer = ({ graph }: SessionPosition, said: Answer | undefined, rest: string): DirectResponse => ({
  ...emptyResponse,
  words: said?.text ?? "",
  buttons: said?.buttons ?? [],
  offer: said?.offer,
  rest,
  ...(said?.citations && { citations: said.citations }),
  ...(said?.offer === "withdraw" && { suggestions: [keepWords(graph.sessionWord.one)] }),
});

/** The response to a request for a person, which is stored where one can be reached. */
export async function respondWithPerson(position: SessionPosition, rest = ""): Promise<DirectResponse> {
  const refusal = await answerQuestion("person", noWords, position);
  if (refusal) return sayAnswer(position, refusal, rest);
  position.context.set(askedForPersonKey, true);
  const words = "I pass this on to a person, with everything that you have told me.";
  return { ...emptyResponse, words, rest, wantsPerson: true };
}

/** For an answer that does not depend on the words of the question. */
export const noWords = { words: "" };
