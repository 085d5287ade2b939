import type { FieldSpec } from "@/lib/tasks/schema";

/** Car, apartment or something else. */
export const type: FieldSpec = {
  key: "insurance_type",
  label: "Type",
  type: "choice",
  required: true,
  question: "Is this about a car or about an apartment?",
  options: [
    { value: "car", label: "Car" },
    { value: "apartment", label: "Apartment" },
    { value: "other", label: "Something else" },
  ],
};
/** What happened, in the claimant's words. */
export const description: FieldSpec = {
  key: "description",
  label: "What happened",
  type: "long_text",
  required: true,
  description: "What happened and what is damaged.",
  question: "What happened, and what is damaged?",
};
/** The day of the damage. */
export const date: FieldSpec = {
  key: "incident_date",
  label: "When",
  type: "date",
  required: false,
  description: "The day it happened.",
  question: "When did it happen?",
};
/** The place of the damage. */
export const place: FieldSpec = {
  key: "place",
  label: "Where",
  type: "text",
  required: false,
  description: "The place where it happened.",
  question: "Where did it happen?",
};
/** What the damage costs. */
export const amount: FieldSpec = {
  key: "amount_cents",
  label: "Amount",
  type: "money",
  required: true,
  description: "What the damage costs to repair or replace, in US dollars.",
  question: "About how much will it cost to repair or replace, in US dollars? An estimate is fine.",
};

const approvedBecause = [
  '{% if decided_by == "rule" %}the amount you confirmed is below {{ settings.approval_limit | money }}',
  " and nothing speaks against paying it.{% else %}a specialist has checked your claim.{% endif %}",
  "{% if decision_reason %} They wrote: {{ decision_reason }}{% endif %}",
].join("");

const appeal =
  "If you disagree, you can appeal within 30 days: name the reference {{ reference }} in a new claim, and a person " +
  "looks at the decision again.";

/** The letter at the end of a claim: a Liquid template. */
export const claimLetter = `Your claim {{ reference }}

{% if outcome == "approved" %}We have approved your claim for {{ amount_cents | money: currency }}.
{% else %}We cannot pay your claim{% if amount_cents %} for {{ amount_cents | money: currency }}{% endif %}.
{% endif %}
{% if insurance_type == "car" %}Car: {% elsif insurance_type == "apartment" %}Apartment: {% endif %}{{ description }}
{% if incident_date %}When: {{ incident_date | day }}
{% endif %}{% if place %}Where: {{ place }}
{% endif %}
{% for correction in corrections %}Corrected by the specialist. {{ correction }}
{% endfor %}
{% if outcome == "approved" %}Why: ${approvedBecause}

Next steps: we pay this amount to the account of your policy within 5 working days. Keep your receipts for 6 months.
{% else %}Why: {{ decision_reason | default: "a specialist has checked your claim and decided against it." }}

Next steps: nothing more is needed from you now.
{% endif %}
${appeal}`;
