import { settingValues } from "@/lib/engine/definition-kit";
import { getModel } from "@/lib/llm/model";
import { readOutside } from "@/lib/reading/matters/outside";
import { lowerFirst, upperFirst } from "@/lib/words";
import { outsideMatterKey } from "../facts/context-keys";
import { ownLabel } from "../model/check-label";
import { greetingReply } from "../replies/small-talk";
import { fromTheList, isAboutMoney, sessionNoun, withArticle } from "../session-words";
import { renderTemplate } from "../template";
import { answerCover } from "./answer-cover";
import { quoteDuty, topicAnswers } from "./answer-topic";
import type { Answer, AnswerFunction, AskedWords, SessionPosition } from "./answer-types";
import { askedMatter } from "./asked-matter";
import {
  claimLabels,
  mayEndByRule,
  mayReachPerson,
  reviewHours,
  reviewReasons,
  stagesAfter,
} from "./describe-workflow";
import { describeHours, describeReviewTime } from "./due-time";
import type { Intent } from "./intents";

/** Part of every offer to withdraw: an explicit yes right after it withdraws the claim. */
export const howToWithdraw = "with one press on “Withdraw now”, or with the words “Yes, withdraw it”";

/**
 * A question about the workflow, the session or the cover, answered from the workflow, the facts and its documents;
 * undefined for an intent that is not a question.
 */
export const answerQuestion = async (
  intent: Intent,
  asked: AskedWords,
  position: SessionPosition,
): Promise<Answer | undefined> => (answers[intent] ?? topicAnswers[intent])?.(position, asked);

const answers: Partial<Record<Intent, AnswerFunction>> = {
  // Small talk during a review is answered elsewhere (readEvidence).
  greeting: (position) => (position.review ? undefined : { text: greetingReply(sessionNoun(position)) }),
  goodbye: (position) => (position.review ? undefined : { text: `Goodbye. ${comeBack(position)}` }),
  how_long: async (position, asked) => (await quoteDuty(position, asked)) ?? { text: howLong(position) },
  who_decides: (position) => ({ text: whoDecides(position) }),
  limit: (position) => ({ text: limit(position) }),
  what_next: (position) => ({ text: whatNext(position) }),
  covers: (position, asked) => answerCover(position, asked, covers(position, asked.words)),
  privacy: (position) => ({ text: privacy(position) }),
  reference: (position) => ({ text: reference(position) }),
  who_are_you: (position) => ({
    text: `I am a program, not a person: I take down the facts of your ${sessionNoun(position)} and decide nothing.`,
    ...(mayReachPerson(position) && { buttons: ["person"] }),
  }),
  may_withdraw: (position) => ({
    text: `Yes. As long as nothing is decided you can ${withdrawing(position)}. ${afterWithdrawal(position)}`,
    buttons: ["withdraw"],
  }),
  withdraw: (position) => ({
    text:
      `You can ${withdrawing(position)}. ${afterWithdrawal(position)} ` +
      `Until then it stays as it is${position.review ? "" : sayNo}.`,
    buttons: ["withdraw"],
    // A yes to a reviewer's question answers it.
    ...(!position.review && { offer: "withdraw" as const }),
  }),
  person: (position) => {
    if (position.review)
      return { text: `A person has your ${sessionNoun(position)}: what you write here is read by the specialist.` };
    return mayReachPerson(position) ? undefined : { text: "I am sorry: no person can be reached from here." };
  },
  later: (position) => ({ text: `All right. ${comeBack(position)}` }),
  is_decided: (position) => {
    const rest = position.review ? howLong(position) : whoDecides(position);
    return { text: `Nothing is decided yet, and I cannot tell how it will be decided. ${rest}` };
  },
};

const withdrawing = (position: SessionPosition): string => `withdraw this ${sessionNoun(position)} ${howToWithdraw}`;
const afterWithdrawal = ({ graph }: SessionPosition): string =>
  `Then work on it stops${isAboutMoney(graph) ? ", and nothing is paid" : ""}.`;
const sayNo = "; say no to go on with it";

function howLong({ graph, taskId, now, review }: SessionPosition): string {
  if (review) return describeReviewTime(graph, review.dueAt, now);
  const hours = reviewHours(graph);
  const a = upperFirst(withArticle(graph.sessionWord.one));
  const byRule = mayEndByRule(graph, taskId) ? `${a} that the rules can decide is decided at once.` : "";
  if (hours === undefined) return byRule || "I do not know how long it takes.";
  const byPerson = `If a specialist has to decide, they usually answer within ${describeHours(hours)}.`;
  return [byRule, byPerson].filter(Boolean).join(" ");
}

function whoDecides({ graph, taskId, review }: SessionPosition): string {
  if (review) return `A specialist, a person, decides about your ${graph.sessionWord.one}. I decide nothing.`;
  const reasons = reviewReasons(graph).map(lowerFirst);
  if (reasons.length === 0 && reviewHours(graph) === undefined) return "Fixed rules decide. I decide nothing.";
  if (!mayEndByRule(graph, taskId)) return "A specialist, a person, decides. I decide nothing.";
  const cases = reasons.length > 0 ? `: ${reasons.join("; ")}` : "";
  const byPerson = `A specialist, a person, decides everything else${cases}.`;
  return `Fixed rules approve what they can. ${byPerson} I decide nothing.`;
}

function limit({ graph }: SessionPosition): string {
  const reasons = reviewReasons(graph).map(lowerFirst);
  return reasons.length > 0
    ? `A person decides in these cases: ${reasons.join("; ")}.`
    : "This workflow has no amount from which on a person decides.";
}

function whatNext({ graph, taskId, review }: SessionPosition): string {
  const stages = stagesAfter(graph, taskId);
  const now = review
    ? `A specialist looks at your ${graph.sessionWord.one} and decides. ` +
      "You do not have to do anything; you may add information here."
    : "I ask you for what is missing, then it goes on.";
  return stages.length > 0 ? `${now} After that: ${stages.join(", ")}.` : now;
}

function covers({ graph, context }: SessionPosition, words: string): string {
  const labels = claimLabels(graph)?.labels ?? [];
  const inside = labels.filter(({ outside }) => outside === undefined);
  const { one, many } = graph.sessionWord;
  if (inside.length === 0) {
    return reviewHours(graph) === undefined
      ? "I cannot tell what is covered."
      : `I cannot tell what is covered: the specialist who looks at your ${one} can.`;
  }
  const list = inside.map(({ label, description }) =>
    description ? `${label} (${description.replace(/\.$/, "")})` : label,
  );
  const filed = `${upperFirst(many)} can be filed here for ${list.join(", and for ")}.`;
  const fitting = ownLabel(inside, words);
  const outside = labels.find((label) => label.outside !== undefined)?.outside;
  const matter = readOutside(words)?.name ?? (fitting ? undefined : askedMatter(words));
  if (outside !== undefined && matter !== undefined) {
    const draft = context.draft();
    draft.set(outsideMatterKey, matter);
    return `${renderTemplate(outside, draft, settingValues(graph))} ${filed}`;
  }
  const what = fitting ? `That belongs to ${fitting.label}. ` : "";
  const paid = isAboutMoney(graph)
    ? " Whether yours is paid depends on the rules and is decided when it is checked."
    : "";
  return `${what}${filed}${paid}`;
}

function privacy(position: SessionPosition): string {
  const reader = getModel().isDemo ? "A program with fixed rules reads it" : "A language model reads it";
  return [
    `What you write is stored with your ${sessionNoun(position)}. ` +
      "You can read it, and so can the staff who work on it.",
    `${reader} to take down the facts; it decides nothing.`,
  ].join(" ");
}

function reference(position: SessionPosition): string {
  const known = position.context.get("reference");
  return typeof known === "string"
    ? `Your reference is ${known}.`
    : `This ${sessionNoun(position)} has no reference yet: it gets one with the first message.`;
}

function comeBack(position: SessionPosition): string {
  const known = position.context.get("reference");
  const which = `Your ${sessionNoun(position)}${typeof known === "string" ? ` ${known}` : ""}`;
  const how = `Come back to this page at any time, ${fromTheList(position.graph)}, and answer then.`;
  return `${which} waits for you and nothing expires. ${how}`;
}
