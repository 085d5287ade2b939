import { holds, matchAt, phrase } from "../tokens/phrase";
import { type Token, tokenize } from "../tokens/tokens";
import { wordSet } from "../words/word-list";
import { readTopic } from "./topic";

/** Words that change the case of a question and name none: "my fault", "abroad", "my wife", "the excess". */
const circumstances = wordSet(
  `fault blame guilty responsible abroad overseas foreign country countries canada mexico europe america texas states
  wife husband son sons daughter daughters child children kid kids partner parents mother father brother sister friend
  friends neighbour neighbor guest guests family colleague spouse girlfriend boyfriend husband's wife's roommate
  limit limits maximum excess deductible deductibles rented borrowed leased weekend weekends winter summer holiday
  holidays vacation apply applies count counts true same different also twice second alone later
  myself ourselves`,
);
const lead = phrase("( ok|okay|oh|ah|thanks|thank|you|thx|great|good|fine|well|hm|hmm|alright|yes|no | [,.!] ){0,6}");
const opening = phrase(
  `and|but|or|plus|then|also | so? what|how about|if|when | even|only if|when|in|for|at | in|for|at|with|without|if`,
);
/** "Does that apply", "how much", "is there a limit": what it is about was said before. */
const elliptic = phrase(
  `up? to? how much|long|high|many|far|often |
    is|are there a|an|any|no{0,1} | what is|are the|my|your | what's the|my|your | why|when|where|since `,
);
/** "Is this covered?" asks about the case, "does this apply abroad?" about the question before. */
const askedOfIt = phrase("does|do|is|are|was|would|will|can it|that|this|these|those|they");
/** A condition of something that was named before. "If it rains" is about rain. */
const conditionOfIt = phrase(
  `and|but|or|also|so|then|what|even{1,2} if|when|though it|it's|its|that|this|they|he|she !rain*|snow*|hail*|freez*`,
);

const mostWords = 14;
/** Characters. */
const longestFollowUp = 200;

/** Whether a question says only a circumstance of another one: "and abroad?", "what about my wife?". */
export function isFollowUp(question: string): boolean {
  if (question.length > longestFollowUp) return false;
  const tokens = tokenize(question);
  if (tokens.filter(({ kind }) => kind === "word").length > mostWords) return false;
  const start = Math.max(matchAt(lead, tokens, 0), 0);
  if (matchAt(conditionOfIt, tokens, start) >= 0) return true;
  const isOfIt = matchAt(askedOfIt, tokens, start) >= 0 && tokens.some(({ base }) => circumstances.has(base));
  const begins = isOfIt || [opening, elliptic].some((one) => matchAt(one, tokens, start) >= 0);
  return begins && !hasSubject(tokens) && !holds(ofAll, tokens);
}

/** "What do you cover?" is about no case. */
const ofAll = phrase("what|which|who [^.;?]{0,3} cover|covers|covered|insure|insures|insured");

const hasSubject = (tokens: readonly Token[]): boolean => {
  const own = tokens.filter(({ base, text }) => !circumstances.has(base) && !circumstances.has(text));
  return readTopic(own.map(({ text }) => text).join(" ")).words.length > 0;
};

const namesSubject = (question: string): boolean => !isFollowUp(question) && readTopic(question).words.length > 0;

/** Characters. */
const longestBefore = 400;
const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

const sentencesOf = (text: string): string[] =>
  [...sentences.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean);

/**
 * A question that names no subject of its own, with the question before it: "Is hail covered? And abroad?". Of that one
 * the last sentence with a subject counts, so that questions do not grow. Others stay as they are.
 */
export function withSubject(question: string, before: string | undefined): string {
  if (!before || !isFollowUp(question)) return question;
  const subject = sentencesOf(before.slice(-longestBefore)).findLast((one) => namesSubject(one));
  if (subject === undefined) return question;
  return `${subject}${/[.?!…]$/.test(subject) ? "" : "?"} ${question}`;
}

/** The parts of what `withSubject` made; undefined for any other text. */
export function splitSubject(text: string): { subject: string; followUp: string } | undefined {
  if (text.length > mostSplit) return undefined;
  const said = sentencesOf(text);
  const followUp = said.at(-1) ?? "";
  const subject = said.slice(0, -1).join(" ");
  return subject !== "" && isFollowUp(followUp) && !isFollowUp(subject) ? { subject, followUp } : undefined;
}

/** Characters. A longer text tells something beside its questions. */
const mostSplit = 1_000;
