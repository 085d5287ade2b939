import type { Context, GraphDefinition, TaskExecution } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { tellsEvent } from "@/lib/llm/demo/concepts";
import { readInjury } from "@/lib/llm/demo/injuries";
import { readOutside } from "@/lib/llm/demo/outside";
import { getModel } from "@/lib/llm/model";
import { type MessageAnswer, readAnswer } from "./answer";
import { type Answer, answerQuestion, mayReach, type Standing } from "./answer-question";
import { plainCondolence, wasCondoled } from "./condolence";
import { looksAt, readableLanguages, spokenLanguages, wayLabels } from "./describe-way";
import { isYes } from "./is-yes";
import { askedForPersonKey, injuryKey, otherLanguageKey, outsideMatterKey } from "./noted";
import { saysDoubt } from "./read-doubt";
import { asksSomething, readIntents, saysNo, saysUnknown, saysYes, withoutIntents } from "./read-intent";
import { readForeignLanguage } from "./read-language";
import { isAnotherRound } from "./rounds";
import { type Act, type FieldSpec, keepWords, laterWords, personWords, type WaitForm, waitFormSchema } from "./schema";
import { renderTemplate } from "./template";

/** What our own code says to a message before a model is asked. */
export interface FirstResponse {
  /** Said before everything else; empty when there is nothing to say. */
  words: string;
  /** Buttons beside the open question. */
  acts: Act[];
  /** The one of them that a plain yes means. */
  offer?: Act;
  suggestions?: string[];
  /** What is left of the message to be read; empty when nothing is. */
  rest: string;
  /** The claimant has asked for a person: the task asks nothing more. */
  leaves: boolean;
}

/**
 * Reads in our own code what must be right whatever a model says, and notes it in the context: an injury, another
 * language, a matter that the workflow has no way for, a wish for a person, and questions, which are answered from the
 * workflow. Undefined when there is nothing of it in the message.
 */
export function respondFirst(
  context: Context,
  execution: TaskExecution,
  graph: GraphDefinition,
): FirstResponse | undefined {
  const { taskId, now } = execution;
  const answer = readAnswer(execution);
  const isWithPerson = graph.tasks.some(({ id, kind }) => id === taskId && kind === "review");
  const standing: Standing = { graph, taskId, context, now, ...(isWithPerson && { review: { dueAt: undefined } }) };
  if (answer === undefined) return passOn(context, taskId);
  if (answer.type !== "message") return undefined;
  const form = openForm(execution);
  // A reviewer reads every other word themselves.
  if (isWithPerson) return readQuestions(context, standing, answer.text, undefined);
  const isHurt = noteInjury(context, answer);
  const first = readWords(context, standing, answer, form);
  if (!isHurt) return first;
  const words = sympathy(standing);
  return first ? { ...first, words: `${words}\n\n${first.words}` } : say({ text: words }, answer.text);
}

function readWords(
  context: Context,
  standing: Standing,
  answer: MessageAnswer,
  form: ReturnType<typeof openForm>,
): FirstResponse | undefined {
  const { text, asked } = answer;
  if (!text.trim()) return undefined;
  const offered = asked ? form?.offer : undefined;
  if (isPersonWanted(text, offered)) return toPerson(context, standing);
  if (consents(text) && offered === "withdraw") {
    const offer = answerQuestion("withdraw", "", standing);
    return say(
      offer && { ...offer, text: `A yes alone does not withdraw it, because that cannot be undone. ${offer.text}` },
      "",
    );
  }
  if ((saysNo(text) || text.trim() === keepWords) && offered) return { ...emptyResponse, words: "All right." };
  return (
    readForeign(context, standing, answer, form) ??
    readOutsideMatter(context, standing, text) ??
    readQuestions(context, standing, text, form)
  );
}

/** Every yes that would confirm facts takes an offer instead, while one is open. */
const consents = (text: string): boolean => saysYes(text) || isYes(text);

/** The same for what is written while a reviewer has the session: only questions are answered, the rest is theirs. */
export const respondInReview = (text: string, standing: Standing): FirstResponse | undefined =>
  readQuestions(standing.context, standing, text, undefined);

/** Says nothing and leaves nothing to be read. */
export const emptyResponse: FirstResponse = { words: "", acts: [], rest: "", leaves: false };
const say = (said: Answer | undefined, rest: string): FirstResponse => ({
  ...emptyResponse,
  ...{ words: said?.text ?? "", acts: said?.acts ?? [], offer: said?.offer, rest },
  ...(said?.offer === "withdraw" && { suggestions: [keepWords] }),
});

/** The field that the open question is about: at a confirmation the first one that is missing. */
function openField(context: Context, form: ReturnType<typeof openForm>): FieldSpec | undefined {
  if (form?.type === "reply") return form.field;
  return form?.fields.find(({ key, required }) => required && context.get(key) === undefined);
}

/** A task that the session comes to after its claimant asked for a person; one that an edge leads back to asks again. */
function passOn(context: Context, taskId: string): FirstResponse | undefined {
  if (context.get(askedForPersonKey) !== true) return undefined;
  if (!isAnotherRound(context, taskId)) return { ...emptyResponse, leaves: true };
  context.remove(askedForPersonKey);
  return undefined;
}

function openForm({ wait }: TaskExecution): Exclude<WaitForm, { type: "decision" }> | undefined {
  const form = waitFormSchema.safeParse(wait?.form).data;
  return form?.type === "decision" ? undefined : form;
}

const isPersonWanted = (text: string, offered: Act | undefined): boolean =>
  text.trim() === personWords || (offered === "person" && consents(text));

function toPerson(context: Context, standing: Standing, rest = ""): FirstResponse {
  const refusal = answerQuestion("person", "", standing);
  if (refusal) return say(refusal, rest);
  context.set(askedForPersonKey, true);
  return {
    ...emptyResponse,
    words: "I pass this on to a person, with everything that you have told me.",
    rest,
    leaves: true,
  };
}

function readForeign(
  context: Context,
  standing: Standing,
  { text, asked }: MessageAnswer,
  form: ReturnType<typeof openForm>,
): FirstResponse | undefined {
  const field = asked && form?.type === "reply" ? form.field : undefined;
  // "700 dolares" is an amount, and a place has a name in its own language.
  const isValue = field !== undefined && field.type !== "long_text" && text.trim().split(/\s+/).length <= 6;
  const spoken = getModel().isDemo ? ["en"] : spokenLanguages(standing.graph);
  const language = isValue ? undefined : readForeignLanguage(text, spoken);
  if (!language) return undefined;
  context.set(otherLanguageKey, language.name);
  const read = readableLanguages(standing.graph);
  const person = mayReach(standing) ? " If you like, a person reads it." : "";
  return {
    ...say(
      {
        text: `I can read only ${read}: please write in ${spoken.length > 1 ? "one of these" : "English"}. Your message is kept.${person}\n\n${language.line}`,
      },
      "",
    ),
    ...(mayReach(standing) && personOffered),
  };
}

const personOffered: Pick<FirstResponse, "acts" | "offer"> = { acts: ["person"], offer: "person" };

/** Notes an injury wherever it is told, also in a form; whether it was not known before. */
function noteInjury(context: Context, { text, facts, late }: MessageAnswer): boolean {
  if (context.get(injuryKey) !== undefined) return false;
  const typed = [...Object.values(facts), ...Object.values(late)].filter((value) => typeof value === "string");
  const injury = readInjury([text, ...typed].join("\n"));
  if (injury === undefined) return false;
  context.set(injuryKey, injury.slice(0, 500));
  return true;
}

const sympathy = ({ graph }: Standing): string => {
  const isLooked = looksAt(graph, injuryKey);
  return `I am very sorry that somebody was hurt, and I hope for a quick recovery.${isLooked ? " Because of the injury a person looks at this claim; nothing is decided automatically." : ""}`;
};

/** A matter that there is no way for is said as soon as nothing else is known. */
function readOutsideMatter(context: Context, standing: Standing, text: string): FirstResponse | undefined {
  const way = wayLabels(standing.graph);
  const outside = way?.labels.find((label) => label.outside !== undefined);
  // "Is my boat insured?" asks, and is answered like every question.
  const isOpen = context.get(way?.into ?? "") === undefined && !onlyAsksOf(text);
  const matter = outside && isOpen ? readOutside(text) : undefined;
  if (!matter || outside?.outside === undefined) return undefined;
  context.set(outsideMatterKey, matter.name);
  return offerPerson(standing, renderTemplate(outside.outside, context, settingValues(standing.graph)));
}

const onlyAsksOf = (text: string): boolean => text.trim().endsWith("?") && withoutIntents(text) === "";

/** Says what there is no way for, and offers a person where one can be reached. */
export function offerPerson(standing: Standing, words: string): FirstResponse {
  const isReached = mayReach(standing);
  return {
    ...emptyResponse,
    words: `${wasCondoled(standing.context) ? "" : `${plainCondolence} `}${words}${isReached ? " If you like, a person looks at it." : ""}`,
    ...(isReached && personOffered),
  };
}

const longestUnknown = 12;

function readQuestions(
  context: Context,
  standing: Standing,
  text: string,
  form: ReturnType<typeof openForm>,
): FirstResponse | undefined {
  const intents = readIntents(text);
  const rest = withoutIntents(text, intents);
  if (intents.some(({ intent }) => intent === "person")) return toPerson(context, standing, rest);
  const told = intents
    // A greeting before a story needs no answer of its own.
    .filter(({ intent }) => intent !== "greeting" || (rest === "" && intents.length === 1))
    .flatMap(({ intent, start, end }) => answerQuestion(intent, text.slice(start, end), standing) ?? []);
  if (told.length > 0) {
    const words = [...new Set(told.map((answer) => answer.text))].join("\n\n");
    const acts = [...new Set(told.flatMap((answer) => answer.acts ?? []))];
    return say({ text: words, acts, offer: told.find(({ offer }) => offer)?.offer }, rest);
  }
  const field = openField(context, form);
  if (
    field?.required &&
    context.get(field.key) === undefined &&
    saysUnknown(rest) &&
    (field.type === "money" || !tellsEvent(rest))
  ) {
    return {
      ...emptyResponse,
      // Whatever a longer reply says beside that is read.
      rest: rest.split(/\s+/).length > longestUnknown ? rest : "",
      words: `That is fine. ${mayReach(standing) ? "A person can look at your claim without it, or you tell me" : "Tell me"} later: your claim waits, and nothing expires.`,
      suggestions: mayReach(standing) ? [personWords, laterWords] : [laterWords],
    };
  }
  if (rest !== text.trim() || !asksSomething(rest) || saysDoubt(rest)) return undefined;
  // What a reviewer has to read stays in the rest.
  if (standing.review) return { ...emptyResponse, words: "I cannot answer that myself.", rest };
  const isReached = mayReach(standing);
  return {
    ...emptyResponse,
    words: `I do not know the answer to that.${isReached ? " A person can answer it." : ""}`,
    acts: isReached ? ["person"] : [],
  };
}
