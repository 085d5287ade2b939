import type { Context, GraphDefinition } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { readOutside } from "@/lib/llm/demo/outside";
import { getModel } from "@/lib/llm/model";
import { answerTopic } from "./answer-topic";
import { askedMatter } from "./asked-matter";
import { ownLabel } from "./check-label";
import { leadsToReview, mayEndByRule, reviewHours, reviewReasons, stagesAfter, wayLabels } from "./describe-way";
import type { Intent } from "./intents";
import { outsideMatterKey } from "./noted";
import type { Act } from "./schema";
import { renderTemplate } from "./template";

/** Where a session stands when a question is asked. */
export interface Standing {
  graph: GraphDefinition;
  taskId: string;
  context: Context;
  now: Date;
  /** A reviewer has it, and by when an answer is due (epoch milliseconds). */
  review?: { dueAt: number | undefined };
}

/** A true short answer, with the buttons that do what was asked about. */
export interface Answer {
  text: string;
  acts?: Act[];
  /** The one of them that a plain yes means. */
  offer?: Act;
}

/** Stands in every offer to withdraw: an explicit yes right after it does so. */
export const waysToWithdraw =
  "withdraw this claim with one press on “Withdraw now”, or with the words “Yes, withdraw it”";

/** A question about the workflow or the session, answered from them; undefined for an intent that is no question. */
export function answerQuestion(intent: Intent, words: string, standing: Standing): Answer | undefined {
  const { context } = standing;
  switch (intent) {
    case "greeting":
      // Small talk during a review has an answer of its own (readEvidence).
      return standing.review ? undefined : { text: "Hello, I am here to take down your claim." };
    case "goodbye":
      return standing.review ? undefined : { text: `Goodbye. ${later(context).replace("All right. ", "")}` };
    case "how_long":
      return { text: howLong(standing) };
    case "who_decides":
      return { text: whoDecides(standing) };
    case "limit":
      return { text: limit(standing) };
    case "what_next":
      return { text: whatNext(standing) };
    case "covers":
      return { text: covers(words, standing) };
    case "privacy":
      return {
        text: `What you write is stored with your claim. You can read it, and so can the staff who work on it. ${getModel().isDemo ? "A program with fixed rules reads it" : "A language model reads it"} to take down the facts; it decides nothing.`,
      };
    case "reference": {
      const reference = context.get("reference");
      return {
        text:
          typeof reference === "string"
            ? `Your reference is ${reference}.`
            : "This claim has no reference yet: it gets one with the first message.",
      };
    }
    case "who_are_you":
      return {
        text: "I am a program, not a person: I take down the facts of your claim and decide nothing.",
        ...(mayReach(standing) && { acts: ["person"] }),
      };
    case "may_withdraw":
      return {
        text: `Yes. As long as nothing is decided you can ${waysToWithdraw}. Then nobody works on it any more, and nothing is paid.`,
        acts: ["withdraw"],
      };
    case "withdraw":
      return {
        text: `You can ${waysToWithdraw}. Then nobody works on it any more, and nothing is paid. Until then it stays as it is${standing.review ? "." : "; say no to go on with it."}`,
        acts: ["withdraw"],
        // A yes to a reviewer's question answers it.
        ...(!standing.review && { offer: "withdraw" as const }),
      };
    case "person":
      if (standing.review) return { text: "A person has your claim: what you write here is read by the specialist." };
      return mayReach(standing) ? undefined : { text: "I am sorry: no person can be reached from here." };
    case "later":
      return { text: later(context) };
    default:
      return answerTopic(intent, standing, {
        ...{ mayReach: mayReach(standing), whoDecides: whoDecides(standing), howLong: howLong(standing) },
      });
  }
}

/** Whether the session can go to a reviewer from where it stands. */
export const mayReach = ({ graph, taskId, context }: Standing): boolean => leadsToReview(graph, taskId, context);

const hoursText = (hours: number): string =>
  hours >= 48 ? `${Math.round(hours / 24)} days` : hours >= 2 ? `${Math.round(hours)} hours` : "an hour";

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function howLong({ graph, taskId, now, review }: Standing): string {
  if (review) {
    if (review.dueAt === undefined)
      return "A specialist has your claim and goes on with it as soon as you have answered.";
    const hours = (review.dueAt - now.getTime()) / 3_600_000;
    return hours > 0
      ? `A specialist has your claim. They usually answer within ${hoursText(hours)} from now.`
      : "A specialist has your claim. It takes longer than usual: the answer was due before now. Your claim is not forgotten.";
  }
  const hours = reviewHours(graph);
  const byRule = mayEndByRule(graph, taskId) ? "A claim that the rules can decide is decided at once. " : "";
  return hours === undefined
    ? byRule.trim() || "I do not know how long it takes."
    : `${byRule}If a specialist has to decide, they usually answer within ${hoursText(hours)}.`;
}

function whoDecides({ graph, taskId, review }: Standing): string {
  if (review) return "A specialist, a person, decides about your claim. I decide nothing.";
  const byRule = mayEndByRule(graph, taskId);
  const reasons = reviewReasons(graph).map(lowerFirst);
  if (reasons.length === 0 && reviewHours(graph) === undefined) return "Fixed rules decide. I decide nothing.";
  if (!byRule) return "A specialist, a person, decides. I decide nothing.";
  return `Fixed rules approve what they can. A specialist, a person, decides everything else${reasons.length > 0 ? `: ${reasons.join("; ")}` : ""}. I decide nothing.`;
}

function limit({ graph }: Standing): string {
  const reasons = reviewReasons(graph).map(lowerFirst);
  return reasons.length > 0
    ? `A person decides in these cases: ${reasons.join("; ")}.`
    : "This workflow has no amount from which on a person decides.";
}

function whatNext({ graph, taskId, review }: Standing): string {
  const stages = stagesAfter(graph, taskId);
  const then = stages.length > 0 ? ` After that: ${stages.join(", ")}.` : "";
  return review
    ? `A specialist looks at your claim and decides. You do not have to do anything; you may add information here.${then}`
    : `I ask you for what is missing, then it goes on.${then}`;
}

function covers(words: string, { graph, context }: Standing): string {
  const labels = wayLabels(graph)?.labels ?? [];
  const inside = labels.filter(({ outside }) => outside === undefined);
  if (inside.length === 0) return "I cannot tell what is covered: the specialist who looks at your claim can.";
  const list = inside.map(({ label, description }) =>
    description ? `${label} (${description.replace(/\.$/, "")})` : label,
  );
  const filed = `Claims can be filed here for ${list.join(", and for ")}.`;
  const fitting = ownLabel(inside, words);
  const outside = labels.find((label) => label.outside !== undefined)?.outside;
  const matter = readOutside(words)?.name ?? (fitting ? undefined : askedMatter(words));
  if (outside !== undefined && matter !== undefined) {
    const draft = context.draft();
    draft.set(outsideMatterKey, matter);
    return `${renderTemplate(outside, draft, settingValues(graph))} ${filed}`;
  }
  const what = fitting ? `That belongs to ${fitting.label}. ` : "";
  return `${what}${filed} Whether yours is paid depends on your policy and is decided when it is checked.`;
}

function later(context: Context): string {
  const reference = context.get("reference");
  const which = typeof reference === "string" ? `Your claim ${reference}` : "Your claim";
  return `All right. ${which} waits for you and nothing expires. Come back to this page at any time, from “My claims”, and answer then.`;
}
