import type { GraphDefinitionInput } from "@/lib/engine";
import { amount, category, day, facts, letter, purpose, receipt } from "./expense-fields";
import { edge, is, valuesOf } from "./parts";
import { retry } from "./retry";

const limit = { setting: "receipt_limit" };
const financeLimit = { setting: "finance_limit" };
/** Employees get back what they paid for the company: by rule with a receipt, else decided by one or two people. */
export const expenseApproval: GraphDefinitionInput = {
  id: "expense-approval",
  name: "Expense approval",
  description: "Get back what you paid for the company. Small expenses with a receipt are approved at once.",
  startedBy: ["claimant", "reviewer", "designer"],
  sessionWord: { one: "expense", many: "expenses" },
  startTaskId: "tell_expense",
  settings: [
    {
      key: "receipt_limit",
      label: "Limit with a receipt",
      type: "money",
      value: 7_500,
      help: "A confirmed expense below this amount is approved by the rule when there is a receipt.",
    },
    {
      key: "finance_limit",
      label: "Finance limit",
      type: "money",
      value: 200_000,
      help: "From this amount on the finance team decides after the manager.",
    },
    {
      key: "review_time",
      label: "Time to decide",
      type: "duration",
      value: "P2D",
      help: "Within this time a manager decides, and after that the finance team.",
    },
    { key: "keep_receipts", label: "How long receipts are kept", type: "duration", value: "P180D" },
  ],
  tasks: [
    {
      id: "tell_expense",
      kind: "talk",
      label: "Tell the expense",
      description: "What was bought\nWhat kind of cost",
      stage: "You tell us",
      retry,
      config: {
        greeting: "Hello. What did you buy, and what was it for? Tell me the amount and the day too, if you know them.",
        instructions:
          "You help an employee to hand in an expense. You find out what was bought and for which work it was. " +
          "Be brief and plain.",
        fields: [purpose, category],
        statusMessage: "Finding out what was bought",
      },
    },
    {
      id: "tell_payment",
      kind: "talk",
      label: "Tell the payment",
      description: "Amount, day, receipt",
      stage: "You tell us",
      retry,
      config: {
        instructions:
          "You help an employee to hand in an expense. You find out what was paid, when, and whether there is a " +
          "receipt.",
        fields: [amount, day, receipt],
        statusMessage: "Finding out what was paid",
      },
    },
    {
      id: "confirm_expense",
      kind: "confirm",
      label: "Confirm",
      description: "The employee reads the facts and says yes",
      stage: "You confirm",
      question: "Receipt and small?",
      retry,
      config: {
        instructions: "The employee looks at the facts of an expense and may correct them.",
        fields: facts,
        statusMessage: "Waiting for the employee to confirm",
      },
    },
    {
      id: "approve_by_rule",
      kind: "set",
      label: "Approve by the rule",
      stage: "We check",
      config: {
        values: valuesOf({ outcome: "approved", decided_by: "rule" }),
        statusMessage: "Approved by the rule: a receipt, and a small amount",
      },
    },
    {
      id: "manager_review",
      kind: "review",
      label: "Manager decides",
      description: "Asks whether the company pays",
      question: "Approved?",
      stage: "Your manager decides, if needed",
      config: {
        queue: "expenses",
        question: "Was this needed for work, and is the amount right?",
        fields: facts,
        dueIn: { setting: "review_time" },
        outcomes: [{ id: "finance_decides", label: "Let finance decide", needsReason: true }],
        reasons: [
          {
            when: { field: "amount_cents", op: "gte", value: limit },
            text: "Amount is at least {{ settings.receipt_limit | money }}",
          },
          { when: { field: "has_receipt", op: "ne", value: true }, text: "There is no receipt" },
          { when: is("category", "other"), text: "Another kind of cost" },
          { when: is("asked_for_person", true), text: "The employee asked for a person" },
        ],
        documents: [{ name: "Receipt" }, { name: "Invoice" }, { name: "List of who took part" }],
        announcement:
          "Your manager looks at the expense {{ reference }} now. You get an answer within " +
          "{{ settings.review_time | duration }}. You do not have to do anything; you may add information here.",
        statusMessage: "Waiting for the manager",
      },
    },
    {
      id: "hand_over",
      kind: "set",
      label: "Hand over to finance",
      stage: "Your manager decides, if needed",
      config: { values: valuesOf({ handed_over: true }), statusMessage: "The manager lets finance decide" },
    },
    {
      id: "finance_review",
      kind: "review",
      label: "Finance decides",
      description: "Large amounts, and what a manager leaves to it",
      question: "Approved?",
      stage: "The finance team decides, if needed",
      config: {
        queue: "expenses",
        question: "The manager has approved this expense, or leaves it to you. Is it paid?",
        fields: facts,
        dueIn: { setting: "review_time" },
        reasons: [
          {
            when: { field: "amount_cents", op: "gte", value: financeLimit },
            text: "Amount is at least {{ settings.finance_limit | money }}",
          },
          { when: is("handed_over", true), text: "The manager leaves it to the finance team" },
        ],
        documents: [{ name: "Receipt" }, { name: "Invoice" }],
        announcement:
          "{% if handed_over %}Your manager leaves the decision to the finance team. It decides " +
          "{% else %}Your manager has approved the expense. From {{ settings.finance_limit | money }} on the finance " +
          "team decides too, {% endif %}within {{ settings.review_time | duration }}.",
        statusMessage: "Waiting for the finance team",
      },
    },
    {
      id: "approved_by_manager",
      kind: "set",
      label: "Approved by the manager",
      stage: "Your manager decides, if needed",
      config: {
        values: valuesOf({ outcome: "approved", decided_by: "manager" }),
        statusMessage: "Approved by the manager",
      },
    },
    {
      id: "approved_by_finance",
      kind: "set",
      label: "Approved by finance",
      stage: "The finance team decides, if needed",
      config: {
        values: valuesOf({ outcome: "approved", decided_by: "finance" }),
        statusMessage: "Approved by the finance team",
      },
    },
    {
      id: "answer",
      kind: "letter",
      label: "Answer",
      description: "Outcome, reason, next steps",
      stage: "Your answer",
      config: { letter, statusMessage: "Closed with an answer to the employee" },
    },
  ],
  edges: [
    edge("e1", "tell_expense", "tell_payment"),
    edge("e2", "tell_payment", "confirm_expense"),
    edge("e3", "confirm_expense", "approve_by_rule", "Yes", {
      all: [
        { field: "confirmed_at", op: "exists" },
        is("has_receipt", true),
        { field: "category", op: "in", value: ["travel", "meals", "equipment", "training"] },
        { field: "asked_for_person", op: "missing" },
        { field: "amount_cents", op: "gt", value: 0 },
        { field: "amount_cents", op: "lt", value: limit },
      ],
    }),
    edge("e4", "confirm_expense", "manager_review", "No"),
    edge("e5", "manager_review", "finance_review", "≥ {{ settings.finance_limit }}", {
      all: [is("decision", "approve"), { field: "amount_cents", op: "gte", value: financeLimit }],
    }),
    edge("e6", "manager_review", "approved_by_manager", "Approved", is("decision", "approve")),
    edge("e13", "manager_review", "hand_over", "Left to finance", is("decision", "finance_decides")),
    edge("e14", "hand_over", "finance_review"),
    edge("e7", "manager_review", "answer", "Rejected"),
    edge("e8", "finance_review", "approved_by_finance", "Approved", is("decision", "approve")),
    edge("e9", "finance_review", "answer", "Rejected"),
    edge("e10", "approve_by_rule", "answer"),
    edge("e11", "approved_by_manager", "answer"),
    edge("e12", "approved_by_finance", "answer"),
  ],
};
