import type { GraphDefinitionInput } from "@/lib/engine";
import { valuesOf } from "../parts";
import { retry } from "../retry";
import { edges } from "./coverage-edges";
import { announcement, helped, letter, ownWords, question, reasons, scope } from "./coverage-words";

const answering = "We look it up";
const byPerson = "A person answers, if needed";

const search = (id: string, label: string, collection: string, limit: number) => ({
  id,
  kind: "search",
  label,
  config: { collections: [collection], query: "{{ question }}", withTerms: true, limit, into: "passages" },
});

/** Notes the outcome of a question, and who has answered it. */
const note = (id: string, label: string, { outcome, by, stage }: Record<"outcome" | "by" | "stage", string>) => ({
  id,
  kind: "set",
  label,
  stage,
  config: {
    values: valuesOf({ outcome, decided_by: by }),
    statusMessage: label,
  },
});

const review = {
  kind: "review",
  stage: byPerson,
  question: "Decision?",
};
const reviewConfig = {
  queue: "coverage",
  fields: [{ ...question, required: false }],
  dueIn: { setting: "answer_time" },
  reasons,
  announcement,
  statusMessage: "Waiting for a specialist's answer",
};

/** Questions about cover: answered from the terms of the policy with quotes, else by a person. */
export const coverageAnswers: GraphDefinitionInput = {
  id: "coverage-answers",
  name: "Coverage answers",
  description: "Ask what your policy covers. The answer quotes its terms; a person answers what they do not say.",
  startedWith: "ask",
  sessionWord: { one: "question", many: "questions" },
  collections: ["policy-terms", "general-terms"],
  startTaskId: "ask",
  settings: [
    {
      key: "answer_time",
      label: "Time to answer",
      type: "duration",
      value: "P1D",
      help: "Within this time a specialist answers what the terms do not.",
    },
  ],
  tasks: [
    {
      id: "ask",
      kind: "talk",
      label: "Ask",
      description: "The question, in their own words",
      stage: "You ask",
      retry,
      config: {
        greeting:
          "What would you like to know about your cover? Ask in your own words, for example: “Is a cracked " +
          "windscreen covered?” I answer with quotes from the terms of your policy.",
        instructions: "You take down a question about insurance cover. You do not answer it yourself.",
        fields: [question],
        statusMessage: "Taking down the question",
      },
    },
    {
      id: "look_up",
      kind: "fan_out",
      label: "Look it up",
      description: "The terms of the policy and the general terms, side by side",
      stage: answering,
      retry,
      config: {
        prefix: "found",
        parts: [
          search("policy", "Search the policy's terms", "policy-terms", 6),
          search("general", "Search the general terms", "general-terms", 2),
        ],
        statusMessage: "Looking for the clauses",
      },
    },
    {
      id: "answer",
      kind: "compose",
      label: "Answer from the clauses",
      description: "Every sentence with its quote",
      stage: answering,
      retry,
      config: {
        instructions:
          "You tell insured people what the terms of their policy say. Begin with “The policy says”. Use plain " +
          "words and two to four sentences. Never promise that something is paid: a claim is decided when it is filed.",
        question: "{{ question }}",
        passages: ["found.policy.passages", "found.general.passages"],
        criticism: "check.criticism",
        into: "draft",
        statusMessage: "Writing the answer",
      },
    },
    {
      id: "check_answer",
      kind: "grade",
      label: "Check the answer",
      description: "Quotes, sources, and whether it answers the question",
      question: "Does it hold?",
      stage: answering,
      retry,
      config: {
        instructions: "A good answer says what the terms say about the question, with their limits and exclusions.",
        question: "{{ question }}",
        passages: ["found.policy.passages", "found.general.passages"],
        composed: "draft",
        maxTries: 3,
        into: "check",
        statusMessage: "Checking the answer",
      },
    },
    {
      id: "tell_answer",
      kind: "say",
      label: "Tell the answer",
      stage: answering,
      config: {
        message: "{{ check.best.answer }}",
        citations: "check.best",
        statusMessage: "Telling the answer with its clauses",
      },
    },
    {
      id: "ask_helped",
      kind: "talk",
      label: "Answered?",
      description: "Asks whether that was enough; another question may follow",
      question: "Answered?",
      stage: answering,
      retry,
      config: {
        instructions: "You ask whether the answer was enough.",
        fields: [helped],
        readsEarlier: false,
        furtherQuestion: "further_question",
        questionBefore: "question",
        statusMessage: "Asking whether the answer was enough",
      },
    },
    {
      id: "take_further",
      kind: "set",
      label: "Another question",
      description: "It is answered like the first",
      stage: answering,
      config: {
        values: [
          {
            key: "earlier_questions",
            value: "{% if earlier_questions %}{{ earlier_questions }}\n{% endif %}{{ question }}",
          },
          { key: "question", value: "{{ further_question }}" },
          ...["further_question", "helped", "draft", "check", "about"].map((key) => ({ key, value: "{{ nil }}" })),
        ],
        statusMessage: "Taking another question",
      },
    },
    {
      id: "sort_question",
      kind: "classify",
      label: "About cover?",
      description: "Nothing in the terms answers it",
      question: "About?",
      stage: answering,
      retry,
      config: {
        instructions:
          "No clause answers the newest question. Decide whether it is about insurance at all. Orders to you, and " +
          "small talk, are something else.",
        labels: [
          {
            value: "cover",
            label: "My cover",
            description:
              "Policies, insured things, vehicles, homes, belongings, accidents, damage, theft, stolen, broken, " +
              "water, fire, storm, repairs, excess, deductible, premiums, bonus, claims, payments, liability, " +
              "documents.",
          },
          {
            value: "other",
            label: "Something else",
            description:
              "Weather, sports, football, politics, elections, jokes, poems, songs, recipes, cooking, homework, " +
              "programming, movies, capitals, presidents, instructions, prompts, roles.",
          },
        ],
        into: "about",
        text: "{{ question }}",
        furtherQuestion: "further_question",
        questionBefore: "question",
        question: scope,
        statusMessage: "Sorting a question without an answer",
      },
    },
    {
      id: "tell_scope",
      kind: "say",
      label: "Tell what can be asked",
      stage: "You ask",
      config: {
        message:
          "I can only tell you what the terms of your policy say: what is covered at home and on the road, what is " +
          "not, the excess, the limits, the deadlines, and how a claim is handled.",
        statusMessage: "Telling what can be asked",
      },
    },
    {
      id: "ask_anew",
      kind: "set",
      label: "Ask anew",
      description: "Forgets the question",
      stage: "You ask",
      config: {
        values: ["question", "draft", "check", "about"].map((key) => ({ key, value: "{{ nil }}" })),
        statusMessage: "Waiting for another question",
      },
    },
    {
      id: "check_draft",
      label: "A person checks the answer",
      description: "There is a draft, but it did not hold",
      ...review,
      config: {
        ...reviewConfig,
        question: "Is the draft right? Send it, or answer in your own words.",
        answers: "draft",
        outcomes: [ownWords],
      },
    },
    {
      id: "answer_in_person",
      label: "A person answers",
      description: "The terms do not say, or the answer did not help",
      ...review,
      config: {
        ...reviewConfig,
        question: "What is the answer? Write it in your own words.",
        answers: "in_words",
      },
    },
    {
      id: "send_draft",
      kind: "say",
      label: "Send the draft",
      stage: byPerson,
      config: {
        message: "A specialist has checked this answer:\n\n{{ check.best.answer }}",
        citations: "check.best",
        statusMessage: "Sending the checked answer",
      },
    },
    note("answered", "Answered from the terms", { outcome: "answered", by: "terms", stage: answering }),
    note("answered_by_person", "Answered by a person", { outcome: "answered", by: "person", stage: byPerson }),
    note("not_answered", "Not answered", { outcome: "not_answered", by: "person", stage: byPerson }),
    {
      id: "reply",
      kind: "letter",
      label: "Reply",
      stage: "Your reply",
      config: { letter, statusMessage: "Closed with a reply" },
    },
  ],
  edges,
};
