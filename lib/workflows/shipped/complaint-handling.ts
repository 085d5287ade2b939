import type { GraphDefinitionInput } from "@/lib/engine";
import { documentEdges, documentTasks } from "./complaint-documents";
import { content, facts, letter, order, problem, since, wish } from "./complaint-fields";
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
      config: { values: [{ key: "outcome", value: "noted" }], statusMessage: "Noted, no answer is wished" },
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
          { when: { field: "wish", op: "eq", value: "refund" }, text: "Wants money back" },
          { when: { field: "topic", op: "eq", value: "service" }, text: "About how the customer was treated" },
          { when: { field: "asked_for_person", op: "eq", value: true }, text: "The customer asked for a person" },
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
        reasons: [{ when: { field: "is_content", op: "eq", value: false }, text: "The first answer was not accepted" }],
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
      config: { values: [{ key: "second_look", value: true }], statusMessage: "Decided by a second person" },
    },
    {
      id: "mark_accepted",
      kind: "set",
      label: "Answer accepted",
      stage: "Our answer",
      question: "Was the customer right?",
      config: { values: [{ key: "accepted", value: true }], statusMessage: "The customer accepts the answer" },
    },
    {
      id: "resolved",
      kind: "set",
      label: "Resolved",
      stage: "Your letter",
      config: { values: [{ key: "outcome", value: "resolved" }], statusMessage: "Put right" },
    },
    {
      id: "not_upheld",
      kind: "set",
      label: "Not upheld",
      stage: "Your letter",
      config: { values: [{ key: "outcome", value: "not_upheld" }], statusMessage: "No fault was found" },
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
    { id: "e1", from: "hear", to: "sort" },
    { id: "e2", from: "sort", to: "details" },
    { id: "e3", from: "details", to: "confirm_complaint" },
    {
      id: "e4",
      from: "confirm_complaint",
      to: "note",
      label: "Yes",
      condition: {
        all: [
          { field: "wish", op: "eq", value: "noted" },
          { field: "asked_for_person", op: "missing" },
        ],
      },
    },
    { id: "e5", from: "confirm_complaint", to: "first_look", label: "No" },
    ...documentEdges,
    { id: "e6", from: "first_look", to: "tell_answer", label: "Answered" },
    { id: "e7", from: "tell_answer", to: "ask_content" },
    {
      id: "e8",
      from: "ask_content",
      to: "second_look",
      label: "No",
      condition: { field: "is_content", op: "eq", value: false },
    },
    { id: "e9", from: "ask_content", to: "mark_accepted", label: "Yes" },
    { id: "e10", from: "second_look", to: "mark_second" },
    {
      id: "e11",
      from: "mark_second",
      to: "resolved",
      label: "Yes",
      condition: { field: "decision", op: "eq", value: "approve" },
    },
    { id: "e12", from: "mark_second", to: "not_upheld", label: "No" },
    {
      id: "e13",
      from: "mark_accepted",
      to: "resolved",
      label: "Yes",
      condition: { field: "decision", op: "eq", value: "approve" },
    },
    { id: "e14", from: "mark_accepted", to: "not_upheld", label: "No" },
    { id: "e15", from: "note", to: "closing_letter" },
    { id: "e16", from: "resolved", to: "closing_letter" },
    { id: "e17", from: "not_upheld", to: "closing_letter" },
  ],
};
