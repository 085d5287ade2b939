import type { FieldSpec } from "@/lib/tasks/schema";

/** The complaint in the words of the customer. */
export const problem: FieldSpec = {
  key: "problem",
  label: "Your complaint",
  type: "long_text",
  required: true,
  description: "What the customer complains about.",
  question: "What is your complaint?",
};
/** The order or contract. */
export const order: FieldSpec = {
  key: "order_number",
  label: "Order number",
  type: "text",
  required: false,
  description: "The number of the order or the contract.",
  question: "What is the number of your order or contract?",
};
/** The day on which the problem began. */
export const since: FieldSpec = {
  key: "since",
  label: "Since",
  type: "date",
  required: true,
  description: "The day on which the problem began.",
  question: "Since which day have you had this problem?",
};
/** What would put it right. */
export const wish: FieldSpec = {
  key: "wish",
  label: "What should we do",
  type: "choice",
  required: true,
  description: "What would put it right.",
  question: "What would put it right for you?",
  options: [
    { value: "refund", label: "Money back" },
    { value: "replacement", label: "Replacement" },
    { value: "explanation", label: "An explanation" },
    { value: "noted", label: "Only take note" },
  ],
};
/** Whether the answer is enough. */
export const content: FieldSpec = {
  key: "is_content",
  label: "Satisfied with the answer",
  type: "yes_no",
  required: true,
  description: "Whether the customer accepts the answer.",
  question: "Are you satisfied with this answer? With “no” another person looks at your complaint.",
};
/** What the customer sends when a person asks for it. */
export const documents: FieldSpec = {
  key: "documents",
  label: "Documents",
  type: "long_text",
  required: true,
  description: "What the documents of the customer say.",
  question: "Please write here what it says; files cannot be sent here.",
};
/** What it is about. */
const topic: FieldSpec = {
  key: "topic",
  label: "Topic",
  type: "choice",
  required: false,
  options: [
    { value: "delivery", label: "Delivery" },
    { value: "product", label: "Product" },
    { value: "billing", label: "Billing" },
    { value: "service", label: "Service" },
  ],
};

/** What the customer confirms and the reviewer sees. */
export const facts = [problem, topic, order, since, wish];

/** The letter at the end of a complaint: a Liquid template. */
export const letter = `Your complaint {{ reference }}

{% if outcome == "noted" %}Thank you for telling us. We have taken note of it, and the team concerned reads it.
{% elsif outcome == "resolved" %}You were right to complain, and we put it right: {% if wish == "refund" -%}
you get your money back.
{%- elsif wish == "replacement" %}you get a replacement.
{%- else %}here is our explanation.{% endif %}
{% else %}We have looked at it and see no fault on our side. We are sorry that you are not satisfied.
{% endif %}
You wrote: {{ problem }}
{% if order_number %}Order: {{ order_number }}
{% endif %}
{% if decision_reason %}Our answer: {{ decision_reason }}
{% endif %}
{% if second_look %}Two people have looked at your complaint, independently of each other.
{% endif %}
{% if outcome == "resolved" %}Next steps: we write to you within {{ settings.repair_time | duration }}.
{% elsif outcome == "not_upheld" %}Next steps: you may turn to {{ settings.ombudsman }}, free of charge.
{% endif %}`;
