import type { Context, GraphDefinition, TaskExecution } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { getModel } from "@/lib/llm/model";
import { readInjury } from "@/lib/reading/matters/injuries";
import { readOutside } from "@/lib/reading/matters/outside";
import { askedForPersonKey, injuryKey, otherLanguageKey, outsideMatterKey } from "../facts/context-keys";
import { readForeignLanguage } from "../languages/read-language";
import { plainCondolence, wasCondoled } from "../model/condolence";
import { answerQuestion } from "../questions/answer-question";
import type { SessionPosition } from "../questions/answer-types";
import {
  claimLabels,
  hasConditionOn,
  mayReachPerson,
  readableLanguages,
  spokenLanguages,
} from "../questions/describe-workflow";
import { withoutIntents } from "../questions/read-intent";
import { acceptsOffer, keepsSession } from "../replies/read-consent";
import { type ButtonAction, personWords } from "../schema";
import { renderTemplate } from "../template";
import { type DirectResponse, emptyResponse, noWords, respondWithPerson, sayAnswer } from "./direct-response";
import { type ClaimantForm, openForm } from "./forms";
import { type MessageAnswer, readAnswer } from "./read-answer";
import { respondToAppeal } from "./respond-to-appeal";
import { respondToQuestions } from "./respond-to-questions";
import { isAnotherRound } from "./rounds";

/**
 * Reads with our own code what must not depend on a model, and stores it in the context: an injury, another language, a
 * matter that the workflow does not handle, a request for a person, and questions, which are answered from the
 * workflow. Undefined when the message has none of these.
 */
export async function respondWithoutModel(
  context: Context,
  execution: TaskExecution,
  graph: GraphDefinition,
): Promise<DirectResponse | undefined> {
  const { taskId, now } = execution;
  const answer = readAnswer(execution);
  const isInReview = graph.tasks.some(({ id, kind }) => id === taskId && kind === "review");
  const position: SessionPosition = {
    graph,
    taskId,
    context,
    now,
    execution,
    ...(isInReview && { review: { dueAt: undefined } }),
  };
  if (answer === undefined) return passOn(context, taskId);
  if (answer.type !== "message") return undefined;
  // A reviewer reads every other word themselves.
  if (isInReview) return respondInReview(answer.text, position);
  const isHurt = storeInjury(context, answer);
  const response = await respondToWords(position, answer, openForm(execution));
  if (!isHurt) return response;
  const words = sympathy(position);
  return response
    ? { ...response, words: `${words}\n\n${response.words}` }
    : sayAnswer(position, { text: words }, answer.text);
}

/** The response to what is written while a reviewer has the session: questions are answered, the rest is evidence. */
export const respondInReview = (text: string, position: SessionPosition): Promise<DirectResponse | undefined> =>
  respondToQuestions(position, text, undefined);

async function respondToWords(
  position: SessionPosition,
  answer: MessageAnswer,
  form: ClaimantForm | undefined,
): Promise<DirectResponse | undefined> {
  const { text, asked } = answer;
  if (!text.trim()) return undefined;
  const offered = asked ? form?.offer : undefined;
  if (isPersonWanted(text, offered)) return respondWithPerson(position);
  if (offered === "withdraw" && acceptsOffer(text)) {
    const offer = await answerQuestion("withdraw", noWords, position);
    return sayAnswer(
      position,
      offer && { ...offer, text: `A yes alone does not withdraw it, because that cannot be undone. ${offer.text}` },
      "",
    );
  }
  if (keepsSession(text) && offered) return { ...emptyResponse, words: "All right." };
  return (
    respondToAppeal(position, text) ??
    respondToLanguage(position, answer, form) ??
    respondToOutsideMatter(position, text) ??
    respondToQuestions(position, text, form)
  );
}

/** The response of a task that the session reaches after its claimant asked for a person; another round asks again. */
function passOn(context: Context, taskId: string): DirectResponse | undefined {
  if (context.get(askedForPersonKey) !== true) return undefined;
  if (!isAnotherRound(context, taskId)) return { ...emptyResponse, wantsPerson: true };
  context.remove(askedForPersonKey);
  return undefined;
}

const isPersonWanted = (text: string, offered: ButtonAction | undefined): boolean =>
  text.trim() === personWords || (offered === "person" && acceptsOffer(text));

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
