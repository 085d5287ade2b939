import type { Context, GraphDefinition, TaskExecution } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { getModel } from "@/lib/llm/model";
import { tellsEvent } from "@/lib/reading/matters/concepts";
import { readInjury } from "@/lib/reading/matters/injuries";
import { readOutside } from "@/lib/reading/matters/outside";
import { isQuestionField } from "../config/field-meaning";
import { askedForPersonKey, injuryKey, otherLanguageKey, outsideMatterKey } from "../facts/context-keys";
import { readForeignLanguage } from "../languages/read-language";
import { plainCondolence, wasCondoled } from "../model/condolence";
import { answerQuestion } from "../questions/answer-question";
import type { Answer, SessionPosition } from "../questions/answer-types";
import {
  claimLabels,
  hasConditionOn,
  mayReachPerson,
  readableLanguages,
  spokenLanguages,
} from "../questions/describe-workflow";
import type { Intent } from "../questions/intents";
import { asksSomething, readIntents, saysUnknown, withoutIntents } from "../questions/read-intent";
import { acceptsOffer, keepsSession } from "../replies/read-consent";
import { saysDoubt } from "../replies/read-doubt";
import { type ButtonAction, type FieldSpec, factFields, keepWords, laterWords, personWords } from "../schema";
import { renderTemplate } from "../template";
import { type ClaimantForm, openForm } from "./forms";
import { type MessageAnswer, readAnswer } from "./read-answer";
import { isAnotherRound } from "./rounds";

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
  /** Whether the claimant has asked for a person: the task asks nothing more. */
  wantsPerson: boolean;
}

/** No response, and nothing is left to be read. */
export const emptyResponse: DirectResponse = { words: "", buttons: [], rest: "", wantsPerson: false };

/**
 * Reads with our own code what must not depend on a model, and stores it in the context: an injury, another language, a
 * matter that the workflow does not handle, a request for a person, and questions, which are answered from the
 * workflow. Undefined when the message has none of these.
 */
export function respondWithoutModel(
  context: Context,
  execution: TaskExecution,
  graph: GraphDefinition,
): DirectResponse | undefined {
  const { taskId, now } = execution;
  const answer = readAnswer(execution);
  const isInReview = graph.tasks.some(({ id, kind }) => id === taskId && kind === "review");
  const position: SessionPosition = {
    graph,
    taskId,
    context,
    now,
    ...(isInReview && { review: { dueAt: undefined } }),
  };
  if (answer === undefined) return passOn(context, taskId);
  if (answer.type !== "message") return undefined;
  // A reviewer reads every other word themselves.
  if (isInReview) return respondInReview(answer.text, position);
  const isHurt = storeInjury(context, answer);
  const response = respondToWords(position, answer, openForm(execution));
  if (!isHurt) return response;
  const words = sympathy(position);
  return response
    ? { ...response, words: `${words}\n\n${response.words}` }
    : say(position, { text: words }, answer.text);
}

/** The response to what is written while a reviewer has the session: questions are answered, the rest is evidence. */
export const respondInReview = (text: string, position: SessionPosition): DirectResponse | undefined =>
  respondToQuestions(position, text, undefined);

function respondToWords(
  position: SessionPosition,
  answer: MessageAnswer,
  form: ClaimantForm | undefined,
): DirectResponse | undefined {
  const { text, asked } = answer;
  if (!text.trim()) return undefined;
  const offered = asked ? form?.offer : undefined;
  if (isPersonWanted(text, offered)) return passToPerson(position);
  if (offered === "withdraw" && acceptsOffer(text)) {
    const offer = answerQuestion("withdraw", "", position);
    return say(
      position,
      offer && { ...offer, text: `A yes alone does not withdraw it, because that cannot be undone. ${offer.text}` },
      "",
    );
  }
  if (keepsSession(text) && offered) return { ...emptyResponse, words: "All right." };
  return (
    respondToLanguage(position, answer, form) ??
    respondToOutsideMatter(position, text) ??
    respondToQuestions(position, text, form)
  );
}

const say = ({ graph }: SessionPosition, said: Answer | undefined, rest: string): DirectResponse => ({
  ...emptyResponse,
  words: said?.text ?? "",
  buttons: said?.buttons ?? [],
  offer: said?.offer,
  rest,
  ...(said?.offer === "withdraw" && { suggestions: [keepWords(graph.sessionWord.one)] }),
});

/** The response of a task that the session reaches after its claimant asked for a person; another round asks again. */
function passOn(context: Context, taskId: string): DirectResponse | undefined {
  if (context.get(askedForPersonKey) !== true) return undefined;
  if (!isAnotherRound(context, taskId)) return { ...emptyResponse, wantsPerson: true };
  context.remove(askedForPersonKey);
  return undefined;
}

const isPersonWanted = (text: string, offered: ButtonAction | undefined): boolean =>
  text.trim() === personWords || (offered === "person" && acceptsOffer(text));

function passToPerson(position: SessionPosition, rest = ""): DirectResponse {
  const refusal = answerQuestion("person", "", position);
  if (refusal) return say(position, refusal, rest);
  position.context.set(askedForPersonKey, true);
  const words = "I pass this on to a person, with everything that you have told me.";
  return { ...emptyResponse, words, rest, wantsPerson: true };
}

function respondToLanguage(
  position: SessionPosition,
  { text, asked }: MessageAnswer,
  form: ClaimantForm | undefined,
): DirectResponse | undefined {
  const field = asked && form?.type === "reply" ? form.field : undefined;
  // "700 dolares" is an amount, and a place has a name in its own language.
  const isValue = field !== undefined && field.type !== "long_text" && text.trim().split(/\s+/).length <= 6;
  const spoken = getModel().isDemo ? ["en"] : spokenLanguages(position.graph);
  const language = isValue ? undefined : readForeignLanguage(text, spoken);
  if (!language) return undefined;
  position.context.set(otherLanguageKey, language.name);
  const isReached = mayReachPerson(position);
  const asking = `please write in ${spoken.length > 1 ? "one of these" : "English"}`;
  const person = isReached ? " If you like, a person reads it." : "";
  const words = `I can read only ${readableLanguages(position.graph)}: ${asking}. Your message is kept.${person}`;
  return { ...emptyResponse, words: `${words}\n\n${language.line}`, ...(isReached && personOffered) };
}

const personOffered: Pick<DirectResponse, "buttons" | "offer"> = { buttons: ["person"], offer: "person" };

/** Stores an injury that the message or a form names. Returns whether it is new. */
function storeInjury(context: Context, { text, facts, late }: MessageAnswer): boolean {
  if (context.get(injuryKey) !== undefined) return false;
  const typed = [...Object.values(facts), ...Object.values(late)].filter((value) => typeof value === "string");
  const injury = readInjury([text, ...typed].join("\n"));
  if (injury === undefined) return false;
  context.set(injuryKey, injury.slice(0, 500));
  return true;
}

function sympathy({ graph }: SessionPosition): string {
  const { one } = graph.sessionWord;
  const words = "I am very sorry that somebody was hurt, and I hope for a quick recovery.";
  return hasConditionOn(graph, injuryKey)
    ? `${words} Because of the injury a person looks at this ${one}; nothing is decided automatically.`
    : words;
}

/** Says that the workflow does not handle the matter, while nothing else is known of the claim. */
function respondToOutsideMatter(position: SessionPosition, text: string): DirectResponse | undefined {
  const { context, graph } = position;
  const known = claimLabels(graph);
  const outside = known?.labels.find((label) => label.outside !== undefined)?.outside;
  // "Is my boat insured?" asks, and is answered like every question.
  const isQuestion = text.trim().endsWith("?") && withoutIntents(text) === "";
  const isOpen = context.get(known?.into ?? "") === undefined && !isQuestion;
  const matter = outside !== undefined && isOpen ? readOutside(text) : undefined;
  if (!matter || outside === undefined) return undefined;
  context.set(outsideMatterKey, matter.name);
  return offerPerson(position, renderTemplate(outside, context, settingValues(graph)));
}

/** Says that a matter is not handled here, and offers a person where one can be reached. */
export function offerPerson(position: SessionPosition, words: string): DirectResponse {
  const isReached = mayReachPerson(position);
  const condolence = wasCondoled(position.context) ? "" : `${plainCondolence} `;
  return {
    ...emptyResponse,
    words: `${condolence}${words}${isReached ? " If you like, a person looks at it." : ""}`,
    ...(isReached && personOffered),
  };
}

function respondToQuestions(
  position: SessionPosition,
  text: string,
  form: ClaimantForm | undefined,
): DirectResponse | undefined {
  const intents = readIntents(text).filter(({ intent }) => !takesQuestion(position, form) || isRequest(intent));
  const rest = withoutIntents(text, intents);
  if (intents.some(({ intent }) => intent === "person")) return passToPerson(position, rest);
  const answers = intents
    // A greeting before a story needs no answer of its own.
    .filter(({ intent }) => intent !== "greeting" || (rest === "" && intents.length === 1))
    .flatMap(({ intent, start, end }) => answerQuestion(intent, text.slice(start, end), position) ?? []);
  if (answers.length > 0) return say(position, joinAnswers(answers), rest);
  if (isUnknownValue(position.context, form, rest)) return respondToUnknown(position, rest);
  if (rest !== text.trim() || takesQuestion(position, form) || !asksSomething(rest) || saysDoubt(rest))
    return undefined;
  return respondToOtherQuestion(position, rest);
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

const joinAnswers = (answers: readonly Answer[]): Answer => ({
  text: [...new Set(answers.map((answer) => answer.text))].join("\n\n"),
  buttons: [...new Set(answers.flatMap((answer) => answer.buttons ?? []))],
  offer: answers.find(({ offer }) => offer)?.offer,
});

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

/** The response to a question that our own code cannot answer. */
function respondToOtherQuestion(position: SessionPosition, question: string): DirectResponse {
  // What a reviewer has to read stays in the rest.
  if (position.review) return { ...emptyResponse, words: "I cannot answer that myself.", rest: question };
  const isReached = mayReachPerson(position);
  return {
    ...emptyResponse,
    words: `I do not know the answer to that.${isReached ? " A person can answer it." : ""}`,
    buttons: isReached ? ["person"] : [],
  };
}
