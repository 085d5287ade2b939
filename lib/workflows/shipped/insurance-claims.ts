import type { GraphDefinitionInput } from "@/lib/engine";
import type { FieldSpec } from "@/lib/tasks/schema";

/** Below this amount, in cents, a confirmed claim may be approved without a person. */
const limitCents = 100_000;

const type: FieldSpec = {
  key: "insurance_type",
  label: "Type",
  type: "choice",
  required: true,
  question: "Is this about a car or about an apartment?",
  options: [
    { value: "car", label: "Car" },
    { value: "apartment", label: "Apartment" },
  ],
};
const description: FieldSpec = {
  key: "description",
  label: "What happened",
  type: "long_text",
  required: true,
  description: "What happened and what is damaged.",
  question: "What happened, and what is damaged?",
};
const date: FieldSpec = {
  key: "incident_date",
  label: "When",
  type: "date",
  required: false,
  description: "The day it happened.",
  question: "When did it happen?",
};
const place: FieldSpec = {
  key: "place",
  label: "Where",
  type: "text",
  required: false,
  description: "The place where it happened.",
  question: "Where did it happen?",
};
const amount: FieldSpec = {
  key: "amount_cents",
  label: "Amount",
  type: "money",
  required: true,
  description: "What the damage costs to repair or replace, in US dollars.",
  question: "About how much will it cost to repair or replace, in US dollars? An estimate is fine.",
};

const retry = { maxAttempts: 4, initialDelayMs: 5_000, backoffFactor: 3, maxDelayMs: 120_000 };

/**
 * The insurance claim of the seed: asked, classified, confirmed; approved below the limit, else decided by a person.
 * Labels, points and questions are those of the seed's picture; the conditions behind them say the whole rule.
 */
export const insuranceClaims: GraphDefinitionInput = {
  id: "insurance-claims",
  name: "Insurance claims",
  description:
    "A claimant describes the damage; small claims are approved at once, everything else is decided by a person.",
  startTaskId: "initial_claim_query",
  tasks: [
    {
      id: "initial_claim_query",
      kind: "talk",
      label: "Initial Claim Query",
      description: "Welcome user\nGather basic info\nLLM conversation",
      stage: "Tell us what happened",
      retry,
      config: {
        greeting:
          "Hello, I am here to help you file your claim. What happened, and what is damaged? If you know it, tell me the cost, the day and the place too.",
        instructions:
          "You are a helpful insurance assistant. You welcome people who had an accident or damage at home and find out what happened. Be brief, warm and plain.",
        fields: [description],
        statusMessage: "Finding out what happened",
      },
    },
    {
      id: "insurance_type_classifier",
      kind: "classify",
      label: "Insurance Type Classifier",
      description: "Analyze claim description\nExtract insurance type",
      question: "Insurance Type?",
      stage: "Tell us what happened",
      retry,
      config: {
        instructions: "You are an insurance classifier. Decide which kind of insurance the claim belongs to.",
        labels: [
          {
            value: "car",
            label: "Car",
            description:
              "Vehicles: cars, motorbikes, vans and trucks; traffic accidents, parking damage, windscreens, theft from a vehicle.",
          },
          {
            value: "apartment",
            label: "Apartment",
            description: "Homes: apartments, flats, houses and what is in them; water, fire, burglary, storm.",
          },
        ],
        into: "insurance_type",
        question: "Is this about a car or about an apartment?",
        statusMessage: "Determining insurance type based on claim description",
      },
    },
    {
      id: "car_insurance_details",
      kind: "talk",
      label: "Car Insurance Details",
      description: "Accident details\nCost estimation",
      stage: "Details",
      retry,
      config: {
        instructions:
          "You are a helpful car insurance assistant. You collect what the repair costs and when and where the accident happened. Be brief, warm and plain.",
        fields: [amount, date, place],
        statusMessage: "Collecting car accident details",
      },
    },
    {
      id: "apartment_insurance_details",
      kind: "talk",
      label: "Apartment Insurance Details",
      description: "Property information\nCost estimation",
      stage: "Details",
      retry,
      config: {
        instructions:
          "You are a helpful home insurance assistant. You collect what repair or replacement costs and when and where the damage happened. Be brief, warm and plain.",
        fields: [amount, date, place],
        statusMessage: "Collecting apartment damage details",
      },
    },
    {
      id: "confirm_details",
      kind: "confirm",
      label: "Confirm Details",
      description: "Show what was understood\nWait for the claimant's yes",
      stage: "You confirm",
      retry,
      config: {
        instructions:
          "You are a helpful insurance assistant. The claimant looks at the facts of the claim and may correct them.",
        fields: [type, description, date, place, amount],
        statusMessage: "Waiting for the claimant to confirm the facts",
      },
    },
    {
      id: "smart_claim_validator",
      kind: "screen",
      label: "Smart Claim Validator",
      description: "Apply business rules\nRoute for approval",
      question: "Claim Amount?",
      stage: "We check",
      retry,
      config: { limitCents, hours: 24, statusMessage: "Checking the claim against the rules" },
    },
    {
      id: "auto_approve",
      kind: "set",
      label: "Auto-Approve",
      description: "Update context",
      stage: "We check",
      config: {
        values: [
          { key: "outcome", value: "approved" },
          { key: "decided_by", value: "rule" },
        ],
        statusMessage: "Approved automatically: the amount is below the limit",
      },
    },
    {
      id: "manual_review",
      kind: "review",
      label: "Manual Review Required",
      description: "Wait for human input\nPause workflow",
      question: "Approval Decision?",
      stage: "A specialist decides, if needed",
      config: {
        queue: "claims",
        question: "Should this claim be paid?",
        fields: [type, description, date, place, amount],
        dueInHours: 4,
        reasons: [
          { when: { field: "amount_cents", op: "gte", value: limitCents }, text: "Amount is at least $1,000" },
          {
            when: {
              all: [
                { field: "amount_cents", op: "lt", value: limitCents },
                {
                  any: [
                    { field: "small_claims_count", op: "gt", value: 3 },
                    { field: "small_claims_total_cents", op: "gte", value: limitCents },
                  ],
                },
              ],
            },
            text: "Several small claims within 24 hours",
          },
          { when: { field: "amount_cents", op: "missing" }, text: "Amount is not known" },
        ],
        announcement:
          "A specialist will now look at your claim {{ reference }} and decide. They usually answer within 4 hours. You do not have to do anything; you may add information here at any time.",
        statusMessage: "Waiting for manual approval",
      },
    },
    {
      id: "manual_approval",
      kind: "set",
      label: "Manual Approval",
      description: "Mark as approved\nGenerate decision",
      stage: "A specialist decides, if needed",
      config: {
        values: [
          { key: "outcome", value: "approved" },
          { key: "decided_by", value: "reviewer" },
        ],
        statusMessage: "Approved by a reviewer",
      },
    },
    {
      id: "final_summary",
      kind: "letter",
      label: "Final Summary",
      description: "Generate comprehensive report\nComplete workflow",
      stage: "Your letter",
      config: {
        letter: `Your claim {{ reference }}

{% if outcome == "approved" %}We have approved your claim for {{ amount_cents | money: currency }}.
{% else %}We cannot pay your claim for {{ amount_cents | money: currency }}.
{% endif %}
{% if insurance_type == "car" %}Car{% else %}Apartment{% endif %}: {{ description }}
{% if incident_date %}When: {{ incident_date | day }}
{% endif %}{% if place %}Where: {{ place }}
{% endif %}
{% for correction in corrections %}Corrected by the specialist. {{ correction }}
{% endfor %}
{% if outcome == "approved" %}Why: {% if decided_by == "rule" %}the amount you confirmed is below $1,000 and nothing speaks against paying it.{% else %}a specialist has checked your claim.{% endif %}{% if decision_reason %} They wrote: {{ decision_reason }}{% endif %}

Next steps: we pay {{ amount_cents | money: currency }} to the account of your policy within 5 working days. Keep your receipts for 6 months.
{% else %}Why: {{ decision_reason | default: "a specialist has checked your claim and decided against it." }}

Next steps: nothing more is needed from you now.
{% endif %}
If you disagree, you can appeal within 30 days: name the reference {{ reference }}, and another specialist will look at the claim again.`,
        statusMessage: "Claim closed with a letter to the claimant",
      },
    },
  ],
  edges: [
    { id: "e1", from: "initial_claim_query", to: "insurance_type_classifier" },
    {
      id: "e2",
      from: "insurance_type_classifier",
      to: "car_insurance_details",
      label: "Car",
      condition: { field: "insurance_type", op: "eq", value: "car" },
    },
    { id: "e3", from: "insurance_type_classifier", to: "apartment_insurance_details", label: "Apartment" },
    { id: "e4", from: "car_insurance_details", to: "confirm_details" },
    { id: "e5", from: "apartment_insurance_details", to: "confirm_details" },
    { id: "e6", from: "confirm_details", to: "smart_claim_validator" },
    {
      id: "e7",
      from: "smart_claim_validator",
      to: "auto_approve",
      label: "< $1000",
      condition: {
        all: [
          { field: "confirmed_at", op: "exists" },
          { field: "amount_cents", op: "gt", value: 0 },
          { field: "amount_cents", op: "lt", value: limitCents },
          { field: "small_claims_count", op: "lte", value: 3 },
          { field: "small_claims_total_cents", op: "lt", value: limitCents },
        ],
      },
    },
    { id: "e8", from: "smart_claim_validator", to: "manual_review", label: "≥ $1000" },
    {
      id: "e9",
      from: "manual_review",
      to: "manual_approval",
      label: "'approved'",
      condition: { field: "decision", op: "eq", value: "approve" },
    },
    { id: "e10", from: "manual_review", to: "final_summary", label: "Other response" },
    { id: "e11", from: "auto_approve", to: "final_summary" },
    { id: "e12", from: "manual_approval", to: "final_summary" },
  ],
};
