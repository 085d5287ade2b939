import { holds, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { readTopic } from "@/lib/reading/topics/topic";
import { asks } from "../questions/topics";
import { beginsWithYes, readYesNo, saysNo, saysYes } from "./read-consent";
import { readSmallTalk } from "./small-talk";

/** What a reply to “does that answer your question?” says. */
export type FollowUp = "enough" | "not_enough" | "question";

const closing = phrase(
  `that's|thats all|it|enough|everything|fine|good | that|this is|was|will all|it|enough|everything|be |
  no|not|any more|further|other|another question|questions | no questions | nothing|anything else|more|further |
  i'm|im|i|we're|we am|are? done|good|fine|finished|through|happy|satisfied | all clear|good|set|answered|done |
  got|understood it|that|you | it|that|this does|did|helps|helped|answers|answered | very? helpful |
  answers|answered|helps|helped my|me|it|the|that | that helped | good to know`,
);
const closesAll = phrase("everything|all i|we want|wanted|need|needed to? know?");
const failing = phrase(
  `not|n't|doesn't|didn't|doesnt|didnt|don't|dont|isn't|wasn't really|quite|fully|even|at|all{0,2}
    help|helped|helpful|answer|answers|answered|what|understand|clear|enough|useful|sure|my|it|right|the | not really |
  useless|wrong|unhelpful|nonsense | no it|that|this
    does|did|is|was|doesn't|didn't|isn't|wasn't not|n't? $ | another|other question was`,
);
/** Words that name what was meant instead. */
const meaning = phrase(
  `i|we mean|meant|asked|ask about|for? | i|we want|wanted|need|needed to? know|hear | my? question is|was about|if |
  what|how about`,
);
const begins = phrase("no|nope|nah|not");
const whatIf = phrase(
  "and|or|but|also|then|so if|when|for|what|how|is|are|do|does|can | what|how|and if|about | what if",
);

const mostWordsOfVerdict = 6;
const mostWordsOfClosing = 9;

/** Whether the text asks something, with a question mark or without. */
export function asksAnything(text: string): boolean {
  const tokens = tokenize(text);
  return tokens.some(({ text: sign }) => sign === "?") || holds(asks, tokens) || holds(whatIf, tokens);
}

/**
 * What a reply to the question whether an answer was enough says: that it was, that it was not, or another question.
 * Undefined when it says none of these: a greeting.
 */
export function readFollowUp(text: string): FollowUp | undefined {
  const plain = readYesNo(text);
  if (plain !== undefined) return plain ? "enough" : "not_enough";
  const talk = readSmallTalk(text);
  if (talk !== undefined) return talk === "greeting" ? undefined : "enough";
  if (saysYes(text)) return "enough";
  if (saysNo(text)) return "not_enough";
  const tokens = tokenize(text);
  const words = tokens.filter(({ kind }) => kind === "word").length;
  const isNamed = readTopic(text).words.length > 0;
  if (holds(failing, tokens)) return isNamed && holds(meaning, tokens) ? "question" : "not_enough";
  if (holds(closesAll, tokens)) return "enough";
  if (asksAnything(text)) return "question";
  if (words <= mostWordsOfClosing && holds(closing, tokens)) return "enough";
  if (isNamed || words > mostWordsOfVerdict) return "question";
  if (matchAt(begins, tokens, 0) >= 0) return "not_enough";
  return beginsWithYes(tokens) ? "enough" : "question";
}
