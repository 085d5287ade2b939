import { holds, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { askedForPersonKey, earlierReferenceKey } from "../facts/context-keys";
import type { SessionPosition } from "../questions/answer-types";
import { mayReachPerson } from "../questions/describe-workflow";
import { namedReference } from "../replies/read-reference";
import { type DirectResponse, emptyResponse } from "./direct-response";

/** Words of somebody who wants a decision to be looked at again. */
const objecting = phrase(
  `appeal|appeals|appealing|disagree|object|objection|dispute|contest|challenge|complain|complaint|reconsider|
    reconsidered|reopen|recheck|unfair|unjust |
  not|n't|don't|didn't agree|accept|happy|satisfied |
  was|were|got|been|is rejected|refused|denied|declined|closed |
  rejected|refused|denied|declined|decision|rejection|refusal|decided |
  look|check|review|read|examine [^.;?]{0,14} again | second opinion | wrong|mistake`,
);

/**
 * The response to the reference of another session: an appeal goes to a person, who reads which decision it is about.
 * The reference is kept in any case. Undefined when the message names none, or tells something that goes on.
 */
export function respondToAppeal(position: SessionPosition, text: string): DirectResponse | undefined {
  const { context, graph } = position;
  const named = namedReference(text, context.get("reference"));
  if (named === undefined) return undefined;
  context.set(earlierReferenceKey, named);
  if (!mayReachPerson(position)) return undefined;
  const said = context.getChatHistory().flatMap(({ role, content }) => (role === "user" ? [content] : []));
  if ([...said, text].some((words) => holds(objecting, tokenize(words)))) {
    context.set(askedForPersonKey, true);
    const words = [
      `I pass your appeal against the decision on ${named} on to a person,`,
      "with everything that you have told me.",
    ].join(" ");
    return { ...emptyResponse, words, wantsPerson: true };
  }
  if (tokenize(text).filter(({ kind }) => kind === "word").length > mostWordsOfReference) return undefined;
  const words =
    `${named} is another ${graph.sessionWord.one}. If you do not agree with its decision, a person looks at it ` +
    "again. Shall I pass it on?";
  return { ...emptyResponse, words, buttons: ["person"], offer: "person" };
}

const mostWordsOfReference = 8;
