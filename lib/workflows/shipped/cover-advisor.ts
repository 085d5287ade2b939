import type { GraphDefinitionInput } from "@/lib/engine";
import type { FieldSpec } from "@/lib/tasks/schema";
import { edge, is, valuesOf } from "./parts";
import { retry } from "./retry";

const wish: FieldSpec = {
  key: "wish",
  label: "Your wish",
  type: "long_text",
  required: true,
  description: "What the person wants to be insured for, or would like to know about it.",
  question: "What would you like to be insured for?",
};

/** Notes how the recommendation ended. */
const note = (id: string, label: string, outcome: string) => ({
  id,
  kind: "set",
  label,
  config: { values: valuesOf({ outcome }), statusMessage: label },
});

/** Recommends the clauses that fit a wish: it searches, answers, checks the answer and tries again. */
export const coverAdvisor: GraphDefinitionInput = {
  id: "cover-advisor",
  name: "Cover advisor",
  description: "What the terms offer for a wish, with quotes. Programs ask it with POST /recommend.",
  startedBy: ["claimant", "reviewer", "designer"],
  startedWith: "api",
  sessionWord: { one: "recommendation", many: "recommendations" },
  startTaskId: "take_wish",
  tasks: [
    {
      id: "take_wish",
      kind: "talk",
      label: "Take the wish",
      stage: "You ask",
      retry,
      config: {
        greeting: "What would you like to be insured for?",
        instructions: "You take down what a person wants to be insured for. You do not answer it yourself.",
        fields: [wish],
        statusMessage: "Taking down the wish",
      },
    },
    {
      id: "refine",
      kind: "generate",
      label: "Refine the wish",
      description: "Words to search for",
      stage: "We look it up",
      retry,
      config: {
        instructions:
          "You write search words for insurance terms. Name the thing, the event and the words that an insurer uses " +
          "for them, separated by spaces. No sentence.",
        prompt:
          "The wish: {{ wish }}{% if check.criticism %}\nThe words “{{ search_query }}” did not lead to an answer: " +
          "{{ check.criticism }} Write others.{% endif %}",
        into: "search_query",
        maxLength: 400,
        statusMessage: "Refining the wish",
      },
    },
    {
      id: "search",
      kind: "search",
      label: "Search the terms",
      stage: "We look it up",
      retry,
      config: {
        collections: ["policy-terms", "general-terms"],
        query: "{{ wish }} {{ search_query }}",
        withTerms: true,
        limit: 25,
        into: "passages",
        statusMessage: "Searching the terms",
      },
    },
    {
      id: "answer",
      kind: "compose",
      label: "Recommend",
      description: "Every sentence with its quote",
      stage: "We look it up",
      retry,
      config: {
        instructions:
          "You tell a person which clauses of the terms fit their wish, and what these clauses leave out. Begin with " +
          "“The policy says”. Two to five sentences in plain words. Never promise that something is paid.",
        question: "{{ wish }}",
        passages: ["passages"],
        criticism: "check.criticism",
        into: "draft",
        statusMessage: "Writing the recommendation",
      },
    },
    {
      id: "check_answer",
      kind: "grade",
      label: "Check the recommendation",
      question: "Does it hold?",
      stage: "We look it up",
      retry,
      config: {
        instructions:
          "A good recommendation names the clauses that fit the wish, with their limits and exclusions, and nothing " +
          "else.",
        question: "{{ wish }}",
        passages: ["passages"],
        composed: "draft",
        maxTries: 4,
        into: "check",
        statusMessage: "Checking the recommendation",
      },
    },
    {
      id: "tell",
      kind: "say",
      label: "Recommendation",
      stage: "Your recommendation",
      config: { message: "{{ check.best.answer }}", citations: "check.best", statusMessage: "Telling the clauses" },
    },
    {
      id: "tell_best",
      kind: "say",
      label: "The best attempt",
      stage: "Your recommendation",
      config: {
        message:
          "None of {{ check.tries }} attempts passed the check. This is the best one; please read the clauses " +
          "yourself.\n\n{{ check.best.answer }}",
        citations: "check.best",
        statusMessage: "Telling the best attempt",
      },
    },
    {
      id: "tell_nothing",
      kind: "say",
      label: "Nothing found",
      stage: "Your recommendation",
      config: {
        message:
          "I have found nothing in the terms that fits this. Please describe it in other words, or ask a person.",
        statusMessage: "Telling that nothing fits",
      },
    },
    note("recommended", "Recommended", "recommended"),
    note("best_attempt", "The best attempt was given", "best_attempt"),
    note("nothing_found", "Nothing fits", "nothing_found"),
  ],
  edges: [
    edge("e1", "take_wish", "refine"),
    edge("e2", "refine", "search"),
    edge("e3", "search", "answer"),
    edge("e4", "answer", "check_answer"),
    edge("e5", "check_answer", "tell", "It holds", is("check.verdict", "pass")),
    edge("e12", "check_answer", "refine", "Other words", {
      all: [is("check.verdict", "retry"), is("draft.answerable", false)],
    }),
    edge("e6", "check_answer", "answer", "Once more", is("check.verdict", "retry")),
    edge("e7", "check_answer", "tell_best", "The best attempt", is("check.best.answerable", true)),
    edge("e8", "check_answer", "tell_nothing", "Nothing fits"),
    edge("e9", "tell", "recommended"),
    edge("e10", "tell_best", "best_attempt"),
    edge("e11", "tell_nothing", "nothing_found"),
  ],
};
