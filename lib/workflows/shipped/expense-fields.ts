import type { FieldSpec } from "@/lib/tasks/schema";

/** What was bought and for what. */
export const purpose: FieldSpec = {
  key: "purpose",
  label: "Purpose",
  type: "long_text",
  required: true,
  description: "What was bought, and what it was for.",
  question: "What did you buy, and what was it for?",
};
/** The kind of cost. */
export const category: FieldSpec = {
  key: "category",
  label: "Category",
  type: "choice",
  required: true,
  description: "The kind of cost.",
  question: "What kind of cost is it?",
  options: [
    { value: "travel", label: "Travel" },
    { value: "meals", label: "Meals" },
    { value: "equipment", label: "Equipment" },
    { value: "training", label: "Training" },
    { value: "other", label: "Other" },
  ],
};
/** What was paid. */
export const amount: FieldSpec = {
  key: "amount_cents",
  label: "Amount",
  type: "money",
  required: true,
  description: "What you paid, with taxes, in US dollars.",
  question: "How much did you pay in all, in US dollars?",
};
/** The day of the payment. */
export const day: FieldSpec = {
  key: "paid_on",
  label: "Paid on",
  type: "date",
  required: true,
  description: "The day of the payment.",
  question: "On which day did you pay?",
};
/** Whether there is a receipt. */
export const receipt: FieldSpec = {
  key: "has_receipt",
  label: "Receipt",
  type: "yes_no",
  required: true,
  description: "Whether there is a receipt.",
  question: "Do you have a receipt?",
};
/** What the employee confirms and the reviewers see. */
export const facts = [purpose, category, amount, day, receipt];

/** The letter at the end of an expense: a Liquid template. */
export const letter = `Your expense {{ reference }}

{% if outcome == "approved" %}We pay {{ amount_cents | money: currency }} for: {{ purpose }}
{% else %}We do not pay this expense: {{ purpose }}
{% endif %}Paid on {{ paid_on | day }}
{% for correction in corrections %}Corrected by the reviewer. {{ correction }}
{% endfor %}
{% if outcome == "approved" %}Why: {% if decided_by == "rule" -%}
there is a receipt, and the amount is below {{ settings.receipt_limit | money }}.
{%- elsif handed_over %}the finance team has approved it.
{%- elsif decided_by == "finance" %}your manager and the finance team have approved it.
{%- else %}your manager has approved it.{% endif %}{% if decision_reason %} They wrote: {{ decision_reason }}{% endif %}

Next steps: the money comes with your next salary. Keep the receipt for {{ settings.keep_receipts | duration }}.
{% else %}Why: {{ decision_reason | default: "the reviewer has decided against it." }}

Next steps: talk to your manager. With a better explanation or a receipt you can start a new expense and name
{{ reference }}.
{% endif %}`;
