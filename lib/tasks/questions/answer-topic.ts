import { settingValues } from "@/lib/engine/definition-kit";
import { holds, type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { earlierReferenceKey } from "../facts/context-keys";
import { formatFact, missingFields } from "../facts/facts";
import { splitSentences } from "../replies/words";
import { fromTheList, isAboutMoney, sessionNoun, withArticle } from "../session-words";
import { renderTemplate } from "../template";
import { filesSentence, namesInSentence } from "../words";
import { quoteCover } from "./answer-cover";
import type { Answer, AnswerFunction, AskedWords, SessionPosition } from "./answer-types";
import { askedFields, letterOf, mayReachPerson, readableLanguages, reviewHours } from "./describe-workflow";
import type { Intent } from "./intents";

/**
 * Answers to questions about a claim, made from the workflow's definition, its letter and the session's facts. They
 * promise nothing else.
 */
export const topicAnswers: Partial<Record<Intent, AnswerFunction>> = {
  appeal: (position) => appeal(position),
  payment: async (position, asked) =>
    (holds(whoPays, tokenize(asked.words)) ? await quoteCover(position, asked, { onlyTopic: true }) : undefined) ?? {
      text: payment(position),
    },
  how_much: async (position, asked) =>
    (await quoteCover(position, asked, { onlyTopic: true })) ?? { text: howMuch(position) },
  where_answer: (position) => ({ text: whereAnswer(position) }),
  documents: async (position, asked) => (await quoteDuty(position, asked)) ?? { text: documents(position) },
  may_change: (position) => ({ text: mayChange(position) }),
  may_add: (position) => ({ text: mayAdd(position) }),
  other_claim: ({ graph }) => ({
    text:
      `Yes: each matter gets ${withArticle(graph.sessionWord.one)} of its own. ` +
      `Start a new one ${fromTheList(graph)}; this one stays as it is.`,
  }),
  languages: ({ graph }) => ({ text: `I can read ${readableLanguages(graph)}.` }),
  received: (position) => ({ text: received(position) }),
  unconfirmed: (position) => ({ text: unconfirmed(position) }),
  is_problem: (position) => ({ text: isProblem(position) }),
  estimate: (position) => ({ text: estimate(position) }),
  what_needed: (position) => ({ text: whatNeeded(position) }),
  why_asked: (position) => ({ text: whyAsked(position) }),
  what_if: async (position, asked) => (await quoteCover(position, asked)) ?? askSpecialist(cannotTell, position),
  lawyer: (position) => askSpecialist(noLegalAdvice, position),
};

const received = (position: SessionPosition): string =>
  `Everything that you see in this conversation is stored with your ${sessionNoun(position)}. ` +
  `You can come back to it at any time, ${fromTheList(position.graph)}.`;
const isProblem = (position: SessionPosition): string => {
  const first = "It is no problem to tell me so: write down everything that you know.";
  if (!isAboutMoney(position.graph)) return first;
  return `${first} Whether ${withArticle(sessionNoun(position))} is paid is decided when it is checked.`;
};
const whyAsked = (position: SessionPosition): string =>
  `What I ask for is written down in your ${sessionNoun(position)}, ` +
  `and the ${sessionNoun(position)} is decided by it. ` +
  "If you do not know something, say so.";
const cannotTell = "I cannot tell: that depends on the rules and on what happened. If it was so, write it down.";
const noLegalAdvice =
  "You may ask a lawyer at any time, and no lawyer is needed to write here. I cannot give legal advice.";

const whoPays = phrase("who pay|pays");

/** What insured people must do: "how quickly must I report a burglary?". */
const duty = phrase("report|reports|reported|reporting|notify|police|inform");

/** What the documents say about a question that asks for a duty; undefined for another question. */
export const quoteDuty = async (position: SessionPosition, asked: AskedWords): Promise<Answer | undefined> =>
  holds(duty, tokenize(asked.words)) ? quoteCover(position, asked, { onlyTopic: true }) : undefined;

/** Questions about the policy or the law are for the specialist. */
function askSpecialist(own: string, position: SessionPosition): Answer {
  if (position.review) return { text: `${own} The specialist reads your question.` };
  if (!mayReachPerson(position)) return { text: own };
  return { text: `${own} A specialist can answer it.`, buttons: ["person"] };
}

/** The sentences of the workflow's letter that the phrase fits; `isApproved`: as they are for an approved claim. */
function letterSays({ graph, context }: SessionPosition, sought: Phrase, { isApproved = false } = {}): string {
  const letter = letterOf(graph);
  if (letter === undefined) return "";
  const draft = context.draft();
  if (isApproved) draft.set("outcome", "approved");
  // The letter of another session shows the reference of that session.
  const earlier = context.get(earlierReferenceKey);
  if (earlier !== undefined) draft.set("reference", earlier);
  const found = renderTemplate(letter, draft, settingValues(graph))
    .split("\n")
    .flatMap((line) => splitSentences(line).map((sentence) => sentence.trim()))
    .filter((sentence) => holds(sought, tokenize(sentence)));
  return found.length > 0 ? `“${found.join(" ")}”` : "";
}

const ofAppeal = phrase("appeal|appeals|disagree|object|objection|complain|complaint");
const ofPayment = phrase(
  `pay|paid|payment|transfer [^.;]{0,12} account|bank|cheque|card|days|weeks |
  within|account [^.;]{0,8} pay|paid|payment`,
);
const ofDocuments = phrase("receipt|receipts|photo|photos|document|documents|invoice|invoices|proof");

function appeal(position: SessionPosition): Answer {
  const says = letterSays(position, ofAppeal);
  const known = says ? `The letter with the decision tells how. It says: ${says}` : noAppealKnown;
  if (position.review) return { text: says ? known : `${known} The specialist reads your question.` };
  if (!mayReachPerson(position)) return { text: known };
  const person = says
    ? `If you mean ${withArticle(sessionNoun(position))} that is decided already, write its reference here: then a ` +
      "person looks at it again."
    : "A person can tell you.";
  return { text: `${known} ${person}`, buttons: ["person"] };
}

const noAppealKnown = "I do not know how a decision can be appealed.";

function payment(position: SessionPosition): string {
  if (!isAboutMoney(position.graph)) return notAboutMoney(position);
  const one = sessionNoun(position);
  const says = letterSays(position, ofPayment, { isApproved: true });
  const how = says ? `The letter of an approved ${one} says: ${says}` : "How and when it is paid then I do not know.";
  return `Nothing is paid before ${withArticle(one)} is approved. ${how}`;
}

const notAboutMoney = (position: SessionPosition): string =>
  `This ${sessionNoun(position)} is not about money: no amount is asked for, and I know of no payment.`;

function howMuch(position: SessionPosition): string {
  const { graph, context, review } = position;
  if (!isAboutMoney(graph)) return notAboutMoney(position);
  const one = sessionNoun(position);
  const field = askedFields(graph).find(({ type }) => type === "money");
  const amount = field && formatFact(field, context.get(field.key), context.get<string>("currency"));
  const who = review ? "The specialist decides" : `When the ${one} is checked it is decided`;
  return [
    amount ? `You ask for ${amount}.` : `The amount of this ${one} is not known yet.`,
    `${who} whether it is paid, and how much of it; nothing is decided yet.`,
    "I do not know whether anything is deducted from it.",
  ].join(" ");
}

function whereAnswer({ graph, context, review }: SessionPosition): string {
  const reference = context.get("reference");
  const which = `your ${graph.sessionWord.one}${typeof reference === "string" ? ` ${reference}` : ""}`;
  return [
    `${review ? "The specialist's answer" : "Every answer"} comes here, in this conversation.`,
    `You can close this page at any time and come back: you find ${which} in your list of ${graph.sessionWord.many}.`,
    "I send no e-mails and call nobody.",
  ].join(" ");
}

function documents(position: SessionPosition): string {
  const says = letterSays(position, ofDocuments, { isApproved: true });
  const mayBeAsked = position.review !== undefined || reviewHours(position.graph) !== undefined;
  // The specialist has asked for some.
  if (position.context.get("information_request") !== undefined) return `${filesSentence} The specialist reads it.`;
  return [
    "I do not ask for photos or documents, and files cannot be sent here: write down what they show.",
    ...(mayBeAsked ? ["If a specialist needs one, they ask you here."] : []),
    says ? `The letter of an approved ${sessionNoun(position)} says: ${says}` : "Keep what you have.",
  ].join(" ");
}

function mayChange({ graph, taskId, review }: SessionPosition): string {
  if (review) return changeInReview;
  const after =
    reviewHours(graph) === undefined
      ? "After that it stays as it is."
      : "After that you can still propose a change to a specialist, if one has to decide.";
  if (!graph.tasks.some(({ kind }) => kind === "confirm")) return `Yes: tell me here what is different. ${after}`;
  const isShown = graph.tasks.some(({ id, kind }) => id === taskId && kind === "confirm");
  const press = isShown ? ", or press “Change”" : "";
  return `Yes, until you confirm the facts: tell me here what is different${press}. ${after}`;
}

const changeInReview = [
  "Yes, as long as nothing is decided: write here what is different.",
  "The specialist sees it as a proposed change and decides about it.",
].join(" ");

function mayAdd({ graph, review }: SessionPosition): string {
  if (review) {
    const seen = `The specialist sees it with your ${graph.sessionWord.one}.`;
    return `Yes: write it here, in your own words. ${seen} Files cannot be sent here.`;
  }
  const after =
    reviewHours(graph) === undefined ? "" : " If a specialist has to decide, you can also add something then.";
  return `Yes: write it here, in your own words, before you confirm the facts.${after} Files cannot be sent here.`;
}

function unconfirmed({ graph, review }: SessionPosition): string {
  if (review?.dueAt === undefined && review)
    return "The specialist goes on as soon as you have answered. Nothing expires.";
  if (review) return "You do not have to do anything at the moment: the specialist goes on by themselves.";
  const { one } = graph.sessionWord;
  const isConfirmed = graph.tasks.some(({ kind }) => kind === "confirm");
  return isConfirmed
    ? `Your ${one} is checked only when you have confirmed its facts. Until then it waits, and nothing expires.`
    : `Your ${one} waits for your answer, and nothing expires.`;
}

function estimate({ graph }: SessionPosition): string {
  const isEnough = askedFields(graph).some(
    ({ type, question }) => type === "money" && /\bestimate\b/i.test(question ?? ""),
  );
  return isEnough
    ? "Yes, an estimate is fine: write down the amount that you ask for."
    : "Write down the amount that you ask for, as well as you know it.";
}

function whatNeeded({ graph, context, review }: SessionPosition): string {
  if (review) {
    return review.dueAt === undefined
      ? "The specialist needs the answer to their question."
      : "Nothing more is needed from you at the moment. If the specialist needs something, they ask you here.";
  }
  const fields = askedFields(graph);
  const missing = missingFields(fields, context);
  const helpful = fields.filter(({ key, required }) => !required && context.get(key) === undefined);
  const also = helpful.length > 0 ? ` It helps to know ${namesInSentence(helpful)}, but you can leave that out.` : "";
  if (missing.length === 0) return `I have everything that is needed.${also} Please check the facts and confirm them.`;
  return `I still need ${namesInSentence(missing)}.${also} An answer in your own words is enough.`;
}
