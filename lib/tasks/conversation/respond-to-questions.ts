import type { Context } from "@/lib/engine";
import { tellsEvent } from "@/lib/reading/matters/concepts";
import { isFollowUp } from "@/lib/reading/topics/follow-up";
import { readTopic } from "@/lib/reading/topics/topic";
import type { Citation } from "../citations/schema";
import { isQuestionField } from "../config/field-meaning";
import { quoteCover } from "../questions/answer-cover";
import { answerQuestion } from "../questions/answer-question";
import type { Answer, SessionPosition } from "../questions/answer-types";
import { mayReachPerson } from "../questions/describe-workflow";
import type { Intent } from "../questions/intents";
import { continuesQuestion } from "../questions/question-before";
import { asksSomething, readIntents, saysUnknown, withoutIntents } from "../questions/read-intent";
import { saysDoubt } from "../replies/read-doubt";
import { type FieldSpec, factFields, laterWords, personWords } from "../schema";
import { type DirectResponse, emptyResponse, respondWithPerson, sayAnswer } from "./direct-response";
import type { ClaimantForm } from "./forms";

/**
 * The response to the questions and requests of a message, with the part of it that tells something as its rest.
 * Undefined when it asks nothing that is answered here. `form` is the open question to the claimant.
 */
export async function respondToQuestions(
  position: SessionPosition,
  text: string,
  form: ClaimantForm | undefined,
): Promise<DirectResponse | undefined> {
  const isTaken = takesQuestion(position, form);
  const isFurther = !isTaken && takesFurther(position);
  const intents = readIntents(text).filter(({ intent }) =>
    isTaken ? isRequest(intent) : !isFurther || isAboutUs(intent, text),
  );
  const rest = withoutIntents(text, intents);
  if (intents.some(({ intent }) => intent === "person")) return respondWithPerson(position, rest);
  const answers: Answer[] = [];
  for (const [index, { intent, start, end }] of intents.entries()) {
    // A greeting before a story needs no answer of its own.
    if (intent === "greeting" && (rest !== "" || intents.length > 1)) continue;
    const last = intents[index - 1];
    const before = last && text.slice(last.start, last.end).trim();
    const asked = { words: text.slice(start, end), told: rest, before, cited: citationsOf(answers) };
    const answer = await answerQuestion(intent, asked, position);
    if (answer) answers.push(answer);
  }
  const last = intents.at(-1);
  if (last?.intent === "covers" && rest.endsWith("?") && isFollowUp(rest)) {
    const before = text.slice(last.start, last.end).trim();
    const answer = await quoteCover(position, { words: rest, before, cited: citationsOf(answers) });
    if (answer) return sayAnswer(position, joinAnswers([...answers, answer]), "");
  }
  if (answers.length > 0) return sayAnswer(position, joinAnswers(answers), rest);
  if (isUnknownValue(position.context, form, rest)) return respondToUnknown(position, rest);
  if (rest !== text.trim() || isTaken || isFurther || saysDoubt(rest)) return undefined;
  if (!asksSomething(rest) && !continuesQuestion(position.context, rest)) return undefined;
  return respondToOtherQuestion(position, rest);
}

/** The response to a question about cover that a model has read in a message, in place of our own code. */
export async function respondToReadQuestion(
  position: SessionPosition,
  question: string | undefined,
): Promise<DirectResponse | undefined> {
  if (question === undefined) return undefined;
  return sayAnswer(position, await answerQuestion("covers", { words: question }, position), "");
}

/** Whether the value that is asked for now is a question: it is then read and not answered. */
function takesQuestion({ graph, taskId, context, review }: SessionPosition, form: ClaimantForm | undefined): boolean {
  if (review) return false;
  const task = graph.tasks.find(({ id }) => id === taskId);
  const asked =
    askedField(context, form) ?? factFields(task?.config ?? {}).find(({ key }) => context.get(key) === undefined);
  return asked !== undefined && context.get(asked.key) === undefined && isQuestionField(asked);
}

/** What people ask of us in any conversation, whatever it is about. */
const isRequest = (intent: Intent): boolean =>
  intent === "withdraw" || intent === "person" || intent === "greeting" || intent === "goodbye";

/** Whether the task keeps a question instead of a reply, to be answered like the first one. */
function takesFurther({ graph, taskId, review }: SessionPosition): boolean {
  const task = graph.tasks.find(({ id }) => id === taskId);
  return !review && typeof task?.config.furtherQuestion === "string";
}

const aboutUs = new Set<Intent>([
  ...([
    "who_are_you",
    "privacy",
    "reference",
    "languages",
    "where_answer",
    "received",
    "later",
    "may_withdraw",
  ] as const),
  ...(["how_long", "who_decides", "what_next", "is_decided", "unconfirmed", "why_asked"] as const),
]);

/** Whether a further question is about this conversation, and not about what the documents say. */
const isAboutUs = (intent: Intent, text: string): boolean =>
  (isRequest(intent) && intent !== "goodbye") || (aboutUs.has(intent) && readTopic(text).words.length === 0);

const joinAnswers = (answers: readonly Answer[]): Answer => ({
  text: [...new Set(answers.map((answer) => answer.text))].join("\n\n"),
  buttons: [...new Set(answers.flatMap((answer) => answer.buttons ?? []))],
  offer: answers.find(({ offer }) => offer)?.offer,
  citations: citationsOf(answers),
});

const citationsOf = (answers: readonly Answer[]): Citation[] => answers.flatMap(({ citations }) => citations ?? []);

/** Whether a reply says that the required value which the open question asks for is not known. */
function isUnknownValue(context: Context, form: ClaimantForm | undefined, reply: string): boolean {
  const field = askedField(context, form);
  if (!field?.required || context.get(field.key) !== undefined || !saysUnknown(reply)) return false;
  return field.type === "money" || !tellsEvent(reply);
}

/** The field that the open question is about: at a confirmation the first one that is missing. */
function askedField(context: Context, form: ClaimantForm | undefined): FieldSpec | undefined {
  if (form?.type === "reply") return form.field;
  return form?.fields.find(({ key, required }) => required && context.get(key) === undefined);
}

const mostWordsOfUnknown = 12;

function respondToUnknown(position: SessionPosition, reply: string): DirectResponse {
  const isReached = mayReachPerson(position);
  const { one } = position.graph.sessionWord;
  const what = isReached ? `A person can look at your ${one} without it, or you tell me` : "Tell me";
  return {
    ...emptyResponse,
    // A longer reply may contain more than that.
    rest: reply.split(/\s+/).length > mostWordsOfUnknown ? reply : "",
    words: `That is fine. ${what} later: your ${one} waits, and nothing expires.`,
    suggestions: isReached ? [personWords, laterWords] : [laterWords],
  };
}

/** The response to a question that only the documents may answer. */
async function respondToOtherQuestion(position: SessionPosition, question: string): Promise<DirectResponse> {
  const quoted = await quoteCover(position, { words: question });
  // What a reviewer has to read stays in the rest.
  if (quoted) return sayAnswer(position, quoted, position.review ? question : "");
  if (position.review) return { ...emptyResponse, words: "I cannot answer that myself.", rest: question };
  const isReached = mayReachPerson(position);
  return {
    ...emptyResponse,
    words: `I do not know the answer to that.${isReached ? " A person can answer it." : ""}`,
    buttons: isReached ? ["person"] : [],
  };
}
