import { log } from "@/lib/log";
import { readOutside } from "@/lib/reading/matters/outside";
import { holds, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { askedParts } from "@/lib/reading/topics/asked-parts";
import { splitSubject } from "@/lib/reading/topics/follow-up";
import { insuredThing, readTopic, type Topic } from "@/lib/reading/topics/topic";
import type { Citation } from "../citations/schema";
import { isAboutMoney } from "../session-words";
import type { Answer, AskedWords, SessionPosition } from "./answer-types";
import { askedMatter } from "./asked-matter";
import { type ClauseSearch, findClauses } from "./clauses/find-clauses";
import { askedFields, claimLabels, mayReachPerson } from "./describe-workflow";
import { withQuestionBefore } from "./question-before";

/**
 * The answer to a question about cover: what the policy says, quoted. `own` is what the workflow itself says, which is
 * the answer when the question names nothing to look for, and when the search fails.
 */
export async function answerCover(position: SessionPosition, said: AskedWords, own: string): Promise<Answer> {
  const asked = withQuestionBefore(position.context, said);
  const clauses = await searchClauses(position, asked);
  const isOutside = readOutside(asked.words) !== undefined || askedMatter(asked.words) !== undefined;
  if (clauses === undefined || (clauses.length === 0 && isOutside)) return { text: own };
  if (clauses.length === 0) return nothingFound(position, own);
  const quoted = quote(position, clauses, asked);
  return isOutside ? { ...quoted, text: `${own} ${quoted.text}` } : quoted;
}

/**
 * What the policy says about a question; undefined when it says nothing, and when the search fails. `onlyTopic`: the
 * question itself must name what it is about.
 */
export async function quoteCover(
  position: SessionPosition,
  said: AskedWords,
  { onlyTopic = false } = {},
): Promise<Answer | undefined> {
  const asked = withQuestionBefore(position.context, said);
  if (onlyTopic && readTopic(asked.words).words.length === 0) return undefined;
  const clauses = await searchClauses(position, asked);
  return clauses === undefined || clauses.length === 0 ? undefined : quote(position, clauses, asked);
}

/** Words for this case: "is my car covered?"; "do you insure cars?" asks what is insured at all. */
const ofCase = phrase("this|that|it|my|our|i|we|me|us|mine|the");
const ofAll = phrase("what|which|who|whom");

/** The clauses that fit; undefined without documents, without anything to look for, and when the search fails. */
async function searchClauses(position: SessionPosition, asked: AskedWords): Promise<Citation[] | undefined> {
  const topic = readTopic(asked.words);
  const told = readTopic(asked.told ?? "");
  const story = readTopic(`${knownStory(position)}\n${asked.told ?? ""}`);
  const tokens = tokenize(asked.words);
  const isAboutCase =
    topic.words.length === 0 && (told.words.length > 0 || holds(ofCase, tokens)) && !holds(ofAll, tokens);
  const isToldOf = story.words.length > 0 && (isAboutCase || standsIn(topic, story));
  if (position.graph.collections.length === 0 || (topic.words.length === 0 && !isToldOf)) return undefined;
  // What stands beside the question is nearer to it than what was told before.
  const stories = !isToldOf ? [] : told.words.length > 0 ? [told, story] : [story];
  const searches = [
    ...(topic.words.length > 0 ? [() => findAsked(position, asked.words, story)] : []),
    ...stories.map((one) => () => find(position, { topic: one, story: one, isTold: true })),
  ];
  try {
    let found: Citation[] | undefined;
    for (const search of searches) {
      found = await search();
      if (found === undefined || found.length > 0) return found;
    }
    return found;
  } catch (error) {
    const { taskId, execution } = position;
    if (execution?.signal.aborted) throw error;
    const about = { err: error, sessionId: execution?.sessionId, taskId };
    log.warn(about, "A question about cover is answered without the documents: the search failed");
    return undefined;
  }
}

/** A question with more words tells something beside what it is about. */
const mostTopicWords = 3;
const mostParts = 3;

/** The clauses about a question; of one that names several matters those about each, when none is about all of it. */
async function findAsked(position: SessionPosition, words: string, story: Topic): Promise<Citation[] | undefined> {
  const ask = (topic: Topic, near = story) =>
    find(position, { topic, story: near, isTold: topic.words.length > mostTopicWords });
  const { followUp = "", subject = "" } = splitSubject(words) ?? {};
  const own = readTopic(followUp);
  const about = own.words.length > 0 ? await ask(own, readTopic(subject)) : [];
  if (about === undefined || about.length > 0) return about;
  const whole = await ask(readTopic(words));
  if (whole === undefined || whole.length > 0) return whole;
  const topics = askedParts(words).map(readTopic);
  const parts = topics.filter((topic) => topic.words.length > 0).slice(0, mostParts);
  const found = parts.length > 1 ? await Promise.all(parts.map((part) => ask(part))) : [];
  return [...new Map(found.flatMap((one) => one?.[0] ?? []).map((clause) => [clause.passage, clause])).values()];
}

const find = (position: SessionPosition, search: Pick<ClauseSearch, "topic" | "story" | "isTold">) =>
  findClauses({
    ...search,
    collections: position.graph.collections,
    insured: insuredThing(knownLabel(position)) ?? search.story.insured,
    signal: position.execution?.signal,
  });

/** Whether a question is about what was told: "is the damage to my kitchen covered?" after a pipe has burst there. */
const standsIn = (topic: Topic, story: Topic): boolean => {
  const known = new Set(story.words.flat().map((stems) => stems.join(" ")));
  return topic.words.length > 0 && topic.words.every((group) => group.some((stems) => known.has(stems.join(" "))));
};

/** What happened, in the claimant's words. */
function knownStory({ graph, context }: SessionPosition): string {
  return askedFields(graph)
    .filter(({ type }) => type === "long_text")
    .flatMap(({ key }) => context.get<string>(key) ?? [])
    .join("\n");
}

function knownLabel({ graph, context }: SessionPosition): string {
  const known = claimLabels(graph);
  const value = known && context.get(known.into);
  return known?.labels.find((label) => label.value === value)?.label ?? "";
}

function quote(
  { graph, review }: SessionPosition,
  clauses: readonly Citation[],
  { cited = [] }: AskedWords,
): Required<Pick<Answer, "text" | "citations">> {
  const isSame = (one: Citation, other: Citation) => one.passage === other.passage && one.quote === other.quote;
  const added = clauses.filter((clause) => !cited.some((one) => isSame(one, clause)));
  const all = [...cited, ...added];
  const said = clauses.map((clause) => `“${clause.quote}” [${all.findIndex((one) => isSame(one, clause)) + 1}]`);
  const text = `The policy says: ${said.join(" It also says: ")}`;
  // Said once for a message.
  const isFirst = cited.length === 0 && isAboutMoney(graph);
  return { text: isFirst ? `${text} ${notDecided(graph.sessionWord.one, review)}` : text, citations: added };
}

const notDecided = (word: string, review: SessionPosition["review"]): string =>
  review
    ? `Whether your ${word} is paid is decided by the specialist who looks at it.`
    : `Whether your ${word} is paid depends on the rules and is decided when it is checked.`;

function nothingFound(position: SessionPosition, own: string): Answer {
  const { review, graph } = position;
  const none = "I found nothing about that in the terms.";
  if (review) return { text: `${none} The specialist who looks at your ${graph.sessionWord.one} can answer it.` };
  const isReached = mayReachPerson(position);
  return {
    text: `${none}${isReached ? " A person can answer it." : ""} ${own}`,
    ...(isReached && { buttons: ["person"] }),
  };
}
