import type { GraphDefinitionInput } from "@/lib/engine";
import type { FieldSpec } from "@/lib/tasks/schema";
import { edge, is, valuesOf } from "./parts";
import { retry } from "./retry";

const question: FieldSpec = {
  key: "question",
  label: "Question",
  type: "long_text",
  required: true,
  description: "What the new colleague would like to know.",
  question: "What would you like to know?",
};
const firstDay: FieldSpec = {
  key: "first_day",
  label: "First day",
  type: "date",
  required: true,
  future: true,
  description: "The first working day.",
  question: "When is, or was, your first day with us?",
};
const helped: FieldSpec = {
  key: "helped",
  label: "Answered",
  type: "yes_no",
  required: true,
  description: "Whether the answer was enough.",
  question: "Does that answer your question? With “no” a colleague answers it. You can also ask another one.",
};
const topic: FieldSpec = {
  key: "topic",
  label: "Topic",
  type: "choice",
  required: false,
  options: [
    { value: "time_off", label: "Time off" },
    { value: "pay", label: "Pay" },
    { value: "equipment", label: "Equipment" },
    { value: "other", label: "Something else" },
  ],
};

/** A task that gives the handbook's answer on a topic. */
const answer = (id: string, label: string, message: string) => ({
  id,
  kind: "say",
  label,
  stage: "The handbook answers",
  config: { message, statusMessage: "Answering from the handbook" },
});

const letter = `Your question {{ reference }}

You asked: {% if earlier_questions %}{{ earlier_questions }}
{% endif %}{{ question }}

{% if decided_by == "colleague" %}{% if outcome == "answered" %}A colleague answers: {{ decision_reason |
default: "yes, that is so." }}
{% else %}We cannot answer this. {{ decision_reason }}
{% endif %}{% else %}The handbook has answered it; you find the answer above.
{% endif %}
Ask again whenever you like. Welcome to the team!`;

/** Questions of new colleagues: the handbook answers some topics, a colleague all others. */
export const onboardingQuestions: GraphDefinitionInput = {
  id: "onboarding-questions",
  name: "Onboarding question line",
  description:
    "New here? Ask about time off, pay, equipment or anything else. A colleague answers what the handbook does not.",
  startedBy: ["claimant", "reviewer", "designer"],
  sessionWord: { one: "question", many: "questions" },
  startTaskId: "ask",
  settings: [
    { key: "vacation_days", label: "Days of vacation a year", type: "number", value: 28 },
    { key: "payday", label: "Payday", type: "text", value: "the 25th of each month" },
    { key: "equipment_place", label: "Where equipment is handed out", type: "text", value: "the help desk on floor 2" },
    {
      key: "answer_time",
      label: "Time to answer",
      type: "duration",
      value: "PT8H",
      help: "Within this time a colleague answers.",
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
        greeting: "Welcome! What would you like to know? Ask in your own words.",
        instructions:
          "You take down the questions of new colleagues. You do not answer them yourself. Be brief and friendly.",
        fields: [question],
        statusMessage: "Taking down the question",
      },
    },
    {
      id: "sort_question",
      kind: "classify",
      label: "Sort by topic",
      description: "Time off, pay, equipment, something else",
      question: "Topic?",
      stage: "You ask",
      retry,
      config: {
        instructions: "You sort the questions of new colleagues by their topic.",
        labels: [
          {
            value: "time_off",
            label: "Time off",
            description: "Vacation, holidays, leave, being sick, absence, parental leave.",
          },
          { value: "pay", label: "Pay", description: "Salary, payday, payslip, bonus, taxes, pension." },
          {
            value: "equipment",
            label: "Equipment",
            description: "Laptop, phone, monitor, keyboard, badge, accounts, passwords, software.",
          },
          { value: "other", label: "Something else", description: "Every other matter." },
        ],
        into: "topic",
        text: "{{ question }}",
        question: "Is it about time off, pay, equipment or something else?",
        statusMessage: "Sorting the question",
      },
    },
    answer(
      "answer_time_off",
      "About time off",
      "You have {{ settings.vacation_days }} days of vacation a year. Ask your manager for days off two weeks " +
        "before. When you are sick, write to your manager before 9 in the morning.",
    ),
    answer(
      "answer_pay",
      "About pay",
      "Your salary is paid on {{ settings.payday }}. The payslip is in your mailbox on the same day.",
    ),
    {
      id: "first_day",
      kind: "talk",
      label: "First day",
      description: "Equipment depends on it",
      stage: "You ask",
      retry,
      config: {
        instructions: "You ask a new colleague for their first day.",
        fields: [firstDay],
        statusMessage: "Asking for the first day",
      },
    },
    answer(
      "answer_equipment",
      "About equipment",
      "Your equipment is ready on {{ first_day | day }} at {{ settings.equipment_place }}. Bring your identity card.",
    ),
    {
      id: "ask_helped",
      kind: "talk",
      label: "Answered?",
      description: "Asks whether that was enough",
      question: "Answered?",
      stage: "The handbook answers",
      retry,
      config: {
        instructions: "You ask a new colleague whether the answer was enough.",
        fields: [helped],
        readsEarlier: false,
        furtherQuestion: "further_question",
        statusMessage: "Asking whether the answer was enough",
      },
    },
    {
      id: "take_further",
      kind: "set",
      label: "Another question",
      description: "It is answered like the first",
      stage: "The handbook answers",
      config: {
        values: [
          {
            key: "earlier_questions",
            value: "{% if earlier_questions %}{{ earlier_questions }}\n{% endif %}{{ question }}",
          },
          { key: "question", value: "{{ further_question }}" },
          ...["further_question", "helped", "topic"].map((key) => ({ key, value: "{{ nil }}" })),
        ],
        statusMessage: "Taking another question",
      },
    },
    {
      id: "answered_by_handbook",
      kind: "set",
      label: "Answered by the handbook",
      stage: "The handbook answers",
      config: {
        values: valuesOf({ outcome: "answered", decided_by: "handbook" }),
        statusMessage: "The handbook has answered",
      },
    },
    {
      id: "colleague",
      kind: "review",
      label: "A colleague answers",
      description: "Writes the answer as the reason",
      question: "Answered?",
      stage: "A colleague answers, if needed",
      config: {
        queue: "people",
        question: "What is the answer? Write it in your own words.",
        answers: "in_words",
        fields: [question, topic, firstDay].map((field) => ({ ...field, required: field.key === "question" })),
        dueIn: { setting: "answer_time" },
        reasons: [
          { when: is("helped", false), text: "The handbook did not answer it" },
          { when: is("topic", "other"), text: "Not in the handbook" },
          { when: is("asked_for_person", true), text: "Asked for a person" },
        ],
        announcement:
          "I have passed your question {{ reference }} on. A colleague answers within " +
          "{{ settings.answer_time | duration }}, here in this conversation.",
        statusMessage: "Waiting for a colleague's answer",
      },
    },
    {
      id: "answered_by_colleague",
      kind: "set",
      label: "Answered by a colleague",
      stage: "A colleague answers, if needed",
      config: {
        values: valuesOf({ outcome: "answered", decided_by: "colleague" }),
        statusMessage: "A colleague has answered",
      },
    },
    {
      id: "not_answered",
      kind: "set",
      label: "Not answered",
      stage: "A colleague answers, if needed",
      config: {
        values: valuesOf({ outcome: "not_answered", decided_by: "colleague" }),
        statusMessage: "It cannot be answered",
      },
    },
    {
      id: "reply",
      kind: "letter",
      label: "Reply",
      stage: "Your reply",
      config: { letter, statusMessage: "Closed with a reply" },
    },
  ],
  edges: [
    edge("e1", "ask", "sort_question"),
    edge("e2", "sort_question", "answer_time_off", "Time off", is("topic", "time_off")),
    edge("e3", "sort_question", "answer_pay", "Pay", is("topic", "pay")),
    edge("e4", "sort_question", "first_day", "Equipment", is("topic", "equipment")),
    edge("e5", "sort_question", "colleague", "Something else"),
    edge("e6", "answer_time_off", "ask_helped"),
    edge("e7", "answer_pay", "ask_helped"),
    edge("e8", "first_day", "answer_equipment", "Known", { field: "first_day", op: "exists" }),
    edge("e9", "first_day", "colleague", "Not known"),
    edge("e10", "answer_equipment", "ask_helped"),
    edge("e11", "ask_helped", "answered_by_handbook", "Yes", is("helped", true)),
    edge("e18", "ask_helped", "take_further", "Another question", { field: "further_question", op: "exists" }),
    edge("e19", "take_further", "sort_question"),
    edge("e12", "ask_helped", "colleague", "No"),
    edge("e13", "answered_by_handbook", "reply"),
    edge("e14", "colleague", "answered_by_colleague", "Answered", is("decision", "approve")),
    edge("e15", "colleague", "not_answered", "Not answered"),
    edge("e16", "answered_by_colleague", "reply"),
    edge("e17", "not_answered", "reply"),
  ],
};
