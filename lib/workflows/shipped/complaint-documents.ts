import type { GraphDefinitionInput } from "@/lib/engine";
import { documents, facts } from "./complaint-fields";
import { edge, is } from "./parts";
import { retry } from "./retry";

/** The way of a complaint for which the first look asks the customer for more documents. */
export const documentTasks: GraphDefinitionInput["tasks"] = [
  {
    id: "tell_missing",
    kind: "say",
    label: "Say what is missing",
    stage: "We look at it",
    config: {
      message: "Before we can answer, we need more from you. {{ decision_reason }}",
      statusMessage: "Asking for more documents",
    },
  },
  {
    id: "ask_documents",
    kind: "talk",
    label: "More documents",
    description: "The customer sends them or writes what they say",
    stage: "We look at it",
    retry,
    config: {
      instructions: "You ask a customer for the documents that a colleague needs to answer their complaint.",
      fields: [documents],
      statusMessage: "Waiting for documents of the customer",
    },
  },
  {
    id: "documents_look",
    kind: "review",
    label: "Look at the documents",
    description: "A person decides with them",
    stage: "We look at it",
    config: {
      queue: "complaints",
      question: "The customer has answered. Is the customer right? The reason is your answer to them.",
      fields: [...facts, documents],
      dueIn: { setting: "answer_time" },
      reasons: [{ when: { field: "documents", op: "exists" }, text: "The customer has sent what was missing" }],
      announcement: "Thank you. A person looks at it and answers within {{ settings.answer_time | duration }}.",
      statusMessage: "Waiting for the answer with the documents",
    },
  },
];

/** Its edges. They lead from the first look to its answer. */
export const documentEdges: GraphDefinitionInput["edges"] = [
  edge("e18", "first_look", "tell_missing", "More documents", is("decision", "more_documents")),
  edge("e19", "tell_missing", "ask_documents"),
  edge("e20", "ask_documents", "documents_look"),
  edge("e21", "documents_look", "tell_answer"),
];
