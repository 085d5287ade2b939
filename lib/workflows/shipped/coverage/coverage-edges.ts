import type { GraphDefinitionInput } from "@/lib/engine";
import { edge, is } from "../parts";

/** The edges of the coverage answers. */
export const edges: GraphDefinitionInput["edges"] = [
  edge("e1", "ask", "answer_in_person", "Wants a person", is("asked_for_person", true)),
  edge("e2", "ask", "look_up", "A question"),
  edge("e3", "look_up", "answer"),
  edge("e4", "answer", "check_answer"),
  edge("e5", "check_answer", "tell_answer", "It holds", is("check.verdict", "pass")),
  edge("e6", "check_answer", "sort_question", "No clause answers it", {
    all: [is("draft.answerable", false), { field: "check.best.answerable", op: "missing" }],
  }),
  edge("e7", "check_answer", "answer", "Once more", is("check.verdict", "retry")),
  edge("e8", "check_answer", "check_draft", "A draft that did not hold", is("check.best.answerable", true)),
  edge("e25", "check_answer", "sort_question", "No draft"),
  edge("e9", "tell_answer", "ask_helped"),
  edge("e10", "ask_helped", "answered", "Yes", is("helped", true)),
  edge("e26", "ask_helped", "take_further", "Another question", { field: "further_question", op: "exists" }),
  edge("e27", "take_further", "look_up"),
  edge("e11", "ask_helped", "answer_in_person", "No"),
  edge("e28", "sort_question", "take_further", "Another question", { field: "further_question", op: "exists" }),
  edge("e12", "sort_question", "tell_scope", "Something else", {
    all: [is("about", "other"), { field: "asked_for_person", op: "missing" }],
  }),
  edge("e13", "sort_question", "answer_in_person", "Cover"),
  edge("e14", "tell_scope", "ask_anew"),
  edge("e15", "ask_anew", "ask"),
  edge("e16", "check_draft", "send_draft", "Sent", is("decision", "approve")),
  edge("e17", "check_draft", "answered_by_person", "In their own words", is("decision", "own_words")),
  edge("e18", "check_draft", "not_answered", "Not answered"),
  edge("e19", "send_draft", "answered_by_person"),
  edge("e20", "answer_in_person", "answered_by_person", "Answered", is("decision", "approve")),
  edge("e21", "answer_in_person", "not_answered", "Not answered"),
  edge("e22", "answered", "reply"),
  edge("e23", "answered_by_person", "reply"),
  edge("e24", "not_answered", "reply"),
];
