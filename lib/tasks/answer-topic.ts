import { settingValues } from "@/lib/engine/definition-kit";
import { holds, type Phrase, phrase } from "@/lib/tokens/phrase";
import { tokenize } from "@/lib/tokens/tokens";
import type { Answer, Standing } from "./answer-question";
import { askedFields, letterOf, readableLanguages, reviewHours } from "./describe-way";
import { formatFact, missingFields } from "./facts";
import type { Intent } from "./intents";
import { namesInSentence } from "./schema";
import { renderTemplate } from "./template";

/** What is added to an answer where a person can be reached. */
interface Ways {
  mayReach: boolean;
  whoDecides: string;
  howLong: string;
}

/**
 * What people ask about a claim, answered from the workflow's definition, its letter and what the session knows; nothing
 * that they do not say is promised. Undefined for an intent that is none of these.
 */
export function answerTopic(intent: Intent, standing: Standing, ways: Ways): Answer | undefined {
  switch (intent) {
    case "appeal":
      return appeal(standing, ways);
    case "payment":
      return { text: payment(standing) };
    case "how_much":
      return { text: howMuch(standing) };
    case "where_answer":
      return { text: whereAnswer(standing) };
    case "documents":
      return { text: documents(standing) };
    case "may_change":
      return { text: mayChange(standing) };
    case "may_add":
      return { text: mayAdd(standing) };
    case "is_decided":
      return {
        text: `Nothing is decided yet, and I cannot tell how it will be decided. ${standing.review ? ways.howLong : ways.whoDecides}`,
      };
    case "other_claim":
      return {
        text: "Yes: each damage gets a claim of its own. Press “New claim” under “My claims”; this one stays as it is.",
      };
    case "languages":
      return { text: `I can read ${readableLanguages(standing.graph)}.` };
    case "received":
      return {
        text: "Everything that you see in this conversation is stored with your claim. You can come back to it at any time, under “My claims”.",
      };
    case "unconfirmed":
      return { text: unconfirmed(standing) };
    case "is_problem":
      return {
        text: "It is no problem to tell me so: write down everything that you know. Whether a claim is paid is decided when it is checked.",
      };
    case "estimate":
      return { text: estimate(standing) };
    case "what_needed":
      return { text: whatNeeded(standing) };
    case "why_asked":
      return {
        text: "What I ask for is written down in your claim, and the claim is decided by it. If you do not know something, say so.",
      };
    case "what_if":
    case "lawyer":
      return askSpecialist(intent, standing, ways);
    default:
      return undefined;
  }
}

/** What depends on the policy or on the law is for the specialist. */
function askSpecialist(intent: "what_if" | "lawyer", { review }: Standing, { mayReach }: Ways): Answer {
  const own =
    intent === "lawyer"
      ? "You may ask a lawyer at any time, and no lawyer is needed to write here. I cannot give legal advice."
      : "I cannot tell: that depends on your policy and on what happened. If it was so, write it down.";
  const who = review ? " The specialist reads your question." : mayReach ? " A specialist can answer it." : "";
  return { text: `${own}${who}`, ...(mayReach && !review && { acts: ["person"] }) };
}

const segments = new Intl.Segmenter("en", { granularity: "sentence" });

/** The sentences of the workflow's letter that speak of something, as they would be written if the claim were approved. */
function letterSays({ graph, context }: Standing, sought: Phrase, { isApproved = false } = {}): string {
  const letter = letterOf(graph);
  if (letter === undefined) return "";
  const draft = context.draft();
  if (isApproved) draft.set("outcome", "approved");
  const found = renderTemplate(letter, draft, settingValues(graph))
    .split("\n")
    .flatMap((line) => [...segments.segment(line)].map(({ segment }) => segment.trim()))
    .filter((sentence) => holds(sought, tokenize(sentence)));
  return found.length > 0 ? `“${found.join(" ")}”` : "";
}

const ofAppeal = phrase("appeal|appeals|disagree|object|objection|complain|complaint");
const ofPayment = phrase(
  "pay|paid|payment|transfer [^.;]{0,12} account|bank|cheque|card|days|weeks | within|account [^.;]{0,8} pay|paid|payment",
);
const ofDocuments = phrase("receipt|receipts|photo|photos|document|documents|invoice|invoices|proof");

function appeal(standing: Standing, { mayReach }: Ways): Answer {
  const says = letterSays(standing, ofAppeal);
  if (says) {
    return {
      text: `The letter with the decision tells how. It says: ${says}${mayReach && !standing.review ? " If you mean a claim that is decided already, write its reference here and let a person look at it." : ""}`,
      ...(mayReach && !standing.review && { acts: ["person"] }),
    };
  }
  if (standing.review)
    return { text: "I do not know how a decision can be appealed. The specialist reads your question." };
  return {
    text: `I do not know how a decision can be appealed.${mayReach ? " A person can tell you." : ""}`,
    ...(mayReach && { acts: ["person"] }),
  };
}

function payment(standing: Standing): string {
  const says = letterSays(standing, ofPayment, { isApproved: true });
  return `Nothing is paid before a claim is approved. ${says ? `The letter of an approved claim says: ${says}` : "How and when it is paid then I do not know."}`;
}

function howMuch({ graph, context, review }: Standing): string {
  const field = askedFields(graph).find(({ type }) => type === "money");
  const amount = field && formatFact(field, context.get(field.key), context.get<string>("currency"));
  const stands = amount ? `You claim ${amount}.` : "The amount of this claim is not known yet.";
  const who = review ? "The specialist decides" : "When the claim is checked it is decided";
  return `${stands} ${who} whether it is paid, and how much of it; nothing is decided yet. I cannot see your policy, so I do not know of a deductible.`;
}

function whereAnswer({ context, review }: Standing): string {
  const reference = context.get("reference");
  const which = typeof reference === "string" ? `your claim ${reference}` : "your claim";
  return `${review ? "The specialist's answer" : "Every answer"} comes here, in this conversation. You can close this page at any time and come back: you find ${which} under “My claims”. I send no e-mails and call nobody.`;
}

function documents(standing: Standing): string {
  const says = letterSays(standing, ofDocuments, { isApproved: true });
  const who = standing.review || reviewHours(standing.graph) !== undefined;
  const asks = who ? " If a specialist needs one, they ask you here." : "";
  const keep = says ? ` The letter of an approved claim says: ${says}` : " Keep what you have.";
  return `I do not ask for photos or documents, and files cannot be sent here: write down what they show.${asks}${keep}`;
}

function mayChange({ graph, taskId, review }: Standing): string {
  if (review) {
    return "Yes, as long as nothing is decided: write here what is different. The specialist sees it as a proposed change and decides about it.";
  }
  const after =
    reviewHours(graph) === undefined
      ? "After that it stays as it is."
      : "After that you can still propose a change to a specialist, if one has to decide.";
  if (!graph.tasks.some(({ kind }) => kind === "confirm")) return `Yes: tell me here what is different. ${after}`;
  const isShown = graph.tasks.some(({ id, kind }) => id === taskId && kind === "confirm");
  return `Yes, until you confirm the facts: tell me here what is different${isShown ? ", or press “Change”" : ""}. ${after}`;
}

function mayAdd({ graph, review }: Standing): string {
  if (review)
    return "Yes: write it here, in your own words. The specialist sees it with your claim. Files cannot be sent here.";
  const after =
    reviewHours(graph) === undefined ? "" : " If a specialist has to decide, you can also add something then.";
  return `Yes: write it here, in your own words, before you confirm the facts.${after} Files cannot be sent here.`;
}

function unconfirmed({ graph, review }: Standing): string {
  if (review?.dueAt === undefined && review)
    return "The specialist goes on as soon as you have answered. Nothing expires.";
  if (review) return "You do not have to do anything at the moment: the specialist goes on by themselves.";
  const isConfirmed = graph.tasks.some(({ kind }) => kind === "confirm");
  return isConfirmed
    ? "Your claim is checked only when you have confirmed its facts. Until then it waits, and nothing expires."
    : "Your claim waits for your answer, and nothing expires.";
}

function estimate({ graph }: Standing): string {
  const isEnough = askedFields(graph).some(
    ({ type, question }) => type === "money" && /\bestimate\b/i.test(question ?? ""),
  );
  return isEnough
    ? "Yes, an estimate is fine: write down the amount that you claim."
    : "Write down the amount that you claim, as well as you know it.";
}

function whatNeeded({ graph, context, review }: Standing): string {
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
