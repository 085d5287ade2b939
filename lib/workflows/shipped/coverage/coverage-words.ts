import type { JsonObject } from "@/lib/engine";
import type { FieldSpec, ReviewOutcome } from "@/lib/tasks/schema";

// The texts of the coverage answers. They tell what the terms say, and never promise that something is paid.

/** What the person asks. */
export const question: FieldSpec = {
  key: "question",
  label: "Question",
  type: "long_text",
  required: true,
  description: "What the person would like to know about their cover.",
  question: "What would you like to know about your cover?",
};

/** Asked after an answer. */
export const helped: FieldSpec = {
  key: "helped",
  label: "Answered",
  type: "yes_no",
  required: true,
  description: "Whether the answer was enough.",
  question: "Does that answer your question? With “no” a person answers it. You can also ask another one.",
};

/** Asked when no clause answers the question, and it is not clear what it is about. */
export const scope =
  "I have found nothing in the terms that answers this. I can tell you what your policy says about your home, your " +
  "car, your belongings, the excess and how a claim is handled. Is your question about your cover, or about " +
  "something else?";

/** The reviewer writes the answer, in place of the draft. */
export const ownWords: ReviewOutcome = {
  id: "own_words",
  label: "Answer in my words",
  tone: "neutral",
  needsReason: true,
};

/** Why a person is asked. */
export const reasons: JsonObject[] = [
  { when: { field: "asked_for_person", op: "eq", value: true }, text: "Asked for a person" },
  { when: { field: "helped", op: "eq", value: false }, text: "The answer did not help" },
  { when: { field: "about", op: "eq", value: "cover" }, text: "No clause answers it" },
  {
    when: {
      all: [
        { field: "check.verdict", op: "eq", value: "give_up" },
        { field: "check.best.answerable", op: "eq", value: true },
      ],
    },
    text: "The draft did not hold when it was checked",
  },
];

/** Said when a person is asked. */
export const announcement =
  "I pass your question {{ reference }} on to a person. They answer within {{ settings.answer_time | duration }}, " +
  "here in this conversation. You do not have to do anything; you may add information here.";

/** The last message of a question. */
export const letter = `Your question {{ reference }}

{% if question %}You asked: {% if earlier_questions %}{{ earlier_questions }}
{% endif %}{{ question }}

{% endif %}{% if outcome == "not_answered" %}We cannot answer this. {{ decision_reason }}
{% elsif decided_by == "person" %}{% if decision_reason %}A specialist answers: {{ decision_reason }}
{% else %}You find the answer above.
{% endif %}{% else %}You find the answer above, with the clauses that it quotes.
{% endif %}
This tells you what the terms of your policy say. Whether something is paid is decided on a claim. Ask again whenever \
you like.`;
