import type { GraphDefinitionInput } from "@/lib/engine";
import { documentEdges, documentTasks } from "./complaint-documents";
import { content, facts, letter, order, problem, since, wish } from "./complaint-fields";
import { edge, is, valuesOf } from "./parts";
import { retry } from "./retry";

/** Complaints of customers: sorted, answered by a person, and by a second one where the first answer is not enough. */
export const complaintHandling: GraphDefinitionInput = {
  id: "complaint-handling",
  name: "Complaint handling",
  description: "Tell us what went wrong. A person answers, and a second person if the answer is not enough.",
  sessionWord: { one: "complaint", many: "complaints" },
  startTaskId: "hear",
  settings: [
    {
      key: "answer_time",
      label: "Time to answer",
      type: "duration",
      value: "P2D",
      help: "Within this time a person answers. The customer is told.",
    },
    {
      key: "second_look_time",
      label: "Time of the second look",
      type: "duration",
      value: "P5D",
      help: "Within this time another person decides when the customer does not accept the answer.",
    },
    { key: "repair_time", label: "Time to put it right", type: "duration", value: "P14D" },
    { key: "ombudsman", label: "Who can be asked after us", type: "text", value: "the consumer ombudsman" },
  ],
  tasks: [
    {
      id: "hear",
      kind: "talk",
      label: "Hear the complaint",
      description: "Lets the customer tell it in their own words",
      stage: "You tell us",
      retry,
      config: {
        greeting: "I am sorry that something went wrong. What is your complaint? Tell it in your own words.",
        instructions:
          "You take down complaints of customers. You are calm and polite, you do not defend the company and you " +
          "promise nothing.",
        fields: [problem],
        statusMessage: "Listening to the complaint",
      },
    },
    {
      id: "sort",
      kind: "classify",
      label: "Sort by topic",
      description: "Delivery, product, billing, service",
      stage: "You tell us",
      retry,
      config: {
        instructions: "You sort complaints of customers by their topic.",
        labels: [
          {
            value: "delivery",
            label: "Delivery",
            description: "Parcels: late, lost, wrong address, courier, shipping, never arrived.",
          },
          {
            value: "product",
            label: "Product",
            description: "The goods: broken, faulty, defective, missing parts, quality, wrong size or colour.",
          },
          {
            value: "billing",
            label: "Billing",
            description: "Invoices and payments: charged twice, wrong price, refund, invoice, subscription.",
          },
          {
            value: "service",
            label: "Service",
            description: "How people were treated: rude, waiting, hotline, support, nobody answers.",
          },
        ],
        into: "topic",
        question: "Is it about the delivery, the product, the billing or the service?",
        statusMessage: "Sorting the complaint",
      },
    },
    {
      id: "details",
      kind: "talk",
      label: "Details",
      description: "Order, since when, what would help",
      stage: "You tell us",
      retry,
      config: {
        instructions:
          "You take down complaints of customers. You ask for the order, since when, and what would put it right.",
        fields: [since, wish, order],
        statusMessage: "Asking for the details",
      },
    },
    {
      id: "confirm_complaint",
      kind: "confirm",
      label: "Confirm",
      description: "The customer reads the complaint and says yes",
      stage: "You confirm",
      question: "Only to note?",
      retry,
      config: {
        instructions: "The customer looks at their complaint and may correct it.",
        fields: facts,
        thanks: "Thank you.",
        statusMessage: "Waiting for the customer to confirm",
      },
    },
    {
      id: "note",
      kind: "set",
      label: "Take note",
      stage: "We look at it",
      config: { values: valuesOf({ outcome: "noted" }), statusMessage: "Noted, no answer is wished" },
    },
    {
      id: "first_look",
      kind: "review",
      label: "First look",
      description: "A person finds out what went wrong",
      stage: "We look at it",
      config: {
        queue: "complaints",
        question: "Is the customer right? Approve to put it right; the reason is your answer to them.",
        fields: facts,
        dueIn: { setting: "answer_time" },
        outcomes: [{ id: "more_documents", label: "More documents", needsReason: true }],
        reasons: [
          { when: is("wish", "refund"), text: "Wants money back" },
          { when: is("topic", "service"), text: "About how the customer was treated" },
          { when: is("asked_for_person", true), text: "The customer asked for a person" },
        ],
        documents: [{ name: "Receipt or invoice" }, { name: "Photos" }, { name: "Our earlier letters or messages" }],
        announcement:
          "A person looks at your complaint {{ reference }} now and answers within " +
          "{{ settings.answer_time | duration }}. You may add something here at any time.",
        statusMessage: "Waiting for the first answer",
      },
    },
    ...documentTasks,
    {
      id: "tell_answer",
      kind: "say",
      label: "Tell the answer",
      stage: "Our answer",
      config: {
        message:
          "We have looked at your complaint. {% if decision == 'approve' %}You are right, and we put it right." +
          "{% else %}We see no fault on our side.{% endif %}" +
          "{% if decision_reason %} Our answer: {{ decision_reason }}{% endif %}",
        statusMessage: "Telling the answer",
      },
    },
    {
      id: "ask_content",
      kind: "talk",
      label: "Satisfied?",
      description: "Asks whether the answer is enough",
      question: "Satisfied?",
      stage: "Our answer",
      retry,
      config: {
        instructions: "You ask the customer whether the answer to their complaint is enough for them.",
        fields: [content],
        statusMessage: "Asking whether the answer is enough",
      },
    },
    {
      id: "second_look",
      kind: "review",
      label: "Second look",
      description: "Another person decides anew",
      stage: "A second look, if needed",
      config: {
        queue: "complaints",
        question: "The customer does not accept the first answer. Is the customer right?",
        fields: facts,
        dueIn: { setting: "second_look_time" },
        reasons: [{ when: is("is_content", false), text: "The first answer was not accepted" }],
        announcement:
          "Another person looks at your complaint now, who has not seen it before. They answer within " +
          "{{ settings.second_look_time | duration }}.",
        statusMessage: "Waiting for the second answer",
      },
    },
    {
      id: "mark_second",
      kind: "set",
      label: "Mark the second look",
      stage: "A second look, if needed",
      question: "Right?",
      config: { values: valuesOf({ second_look: true }), statusMessage: "Decided by a second person" },
    },
    {
      id: "mark_accepted",
      kind: "set",
      label: "Answer accepted",
      stage: "Our answer",
      question: "Was the customer right?",
      config: { values: valuesOf({ accepted: true }), statusMessage: "The customer accepts the answer" },
    },
    {
      id: "resolved",
      kind: "set",
      label: "Resolved",
      stage: "Your letter",
      config: { values: valuesOf({ outcome: "resolved" }), statusMessage: "Put right" },
    },
    {
      id: "not_upheld",
      kind: "set",
      label: "Not upheld",
      stage: "Your letter",
      config: { values: valuesOf({ outcome: "not_upheld" }), statusMessage: "No fault was found" },
    },
    {
      id: "closing_letter",
      kind: "letter",
      label: "Closing letter",
      description: "Answer and next steps",
      stage: "Your letter",
      config: { letter, statusMessage: "Closed with a letter to the customer" },
    },
  ],
  edges: [
    edge("e1", "hear", "sort"),
    edge("e2", "sort", "details"),
    edge("e3", "details", "confirm_complaint"),
    edge("e4", "confirm_complaint", "note", "Yes", {
      all: [is("wish", "noted"), { field: "asked_for_person", op: "missing" }],
    }),
    edge("e5", "confirm_complaint", "first_look", "No"),
    ...documentEdges,
    edge("e6", "first_look", "tell_answer", "Answered"),
    edge("e7", "tell_answer", "ask_content"),
    edge("e8", "ask_content", "second_look", "No", is("is_content", false)),
    edge("e9", "ask_content", "mark_accepted", "Yes"),
    edge("e10", "second_look", "mark_second"),
    edge("e11", "mark_second", "resolved", "Yes", is("decision", "approve")),
    edge("e12", "mark_second", "not_upheld", "No"),
    edge("e13", "mark_accepted", "resolved", "Yes", is("decision", "approve")),
    edge("e14", "mark_accepted", "not_upheld", "No"),
    edge("e15", "note", "closing_letter"),
    edge("e16", "resolved", "closing_letter"),
    edge("e17", "not_upheld", "closing_letter"),
  ],
};
