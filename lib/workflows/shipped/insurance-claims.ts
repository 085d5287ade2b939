import type { GraphDefinitionInput } from "@/lib/engine";
import { amount, claimLetter, date, description, place, type } from "./claim-fields";
import { edge, is, valuesOf } from "./parts";
import { retry } from "./retry";

const limit = { setting: "approval_limit" };

/**
 * The insurance claim of the seed: asked, classified, confirmed; approved below the limit, else decided by a person.
 * Labels, points and questions are those of the seed's picture; the conditions behind them say the whole rule.
 */
export const insuranceClaims: GraphDefinitionInput = {
  id: "insurance-claims",
  name: "Insurance claims",
  description:
    "Report damage to your car or your home. Small claims are approved at once, a person decides about the others.",
  collections: ["policy-terms", "general-terms"],
  startTaskId: "initial_claim_query",
  settings: [
    {
      key: "approval_limit",
      label: "Approval limit",
      type: "money",
      value: 100_000,
      help: "A confirmed claim below this amount may be approved without a person, and counts as small.",
    },
    {
      key: "review_time",
      label: "Review time",
      type: "duration",
      value: "PT4H",
      help: "Within this time a specialist decides. The claimant is told.",
    },
  ],
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
          "Hello, I am here to help you file your claim. What happened, and what is damaged? If you know " +
          "it, tell me the cost, the day and the place too.",
        instructions:
          "You are a helpful insurance assistant. You welcome people who had an accident or damage at " +
          "home and find out what happened. Be brief, warm and plain.",
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
              "Vehicles: cars, motorbikes, vans and trucks; traffic accidents, parking damage, " +
              "windscreens, theft from a vehicle.",
          },
          {
            value: "apartment",
            label: "Apartment",
            description: "Homes: apartments, flats, houses and what is in them; water, fire, burglary, storm.",
          },
          {
            value: "other",
            label: "Something else",
            description: "Neither of these: animals, journeys, health, lawsuits.",
            outside: "{{ outside_matter }} are not insured here: we insure cars and homes, and nothing else.",
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
          "You are a helpful car insurance assistant. You collect what the repair costs and when and " +
          "where the accident happened. Be brief, warm and plain.",
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
          "You are a helpful home insurance assistant. You collect what repair or replacement costs and " +
          "when and where the damage happened. Be brief, warm and plain.",
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
      config: { limit, period: "PT24H", statusMessage: "Checking the claim against the rules" },
    },
    {
      id: "auto_approve",
      kind: "set",
      label: "Auto-Approve",
      description: "Update context",
      stage: "We check",
      config: {
        values: valuesOf({ outcome: "approved", decided_by: "rule" }),
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
        dueIn: { setting: "review_time" },
        reasons: [
          {
            when: { field: "amount_cents", op: "gte", value: limit },
            text: "Amount is at least {{ settings.approval_limit | money }}",
          },
          {
            when: {
              all: [
                { field: "amount_cents", op: "lt", value: limit },
                {
                  any: [
                    { field: "small_claims_count", op: "gt", value: 3 },
                    { field: "small_claims_total_cents", op: "gte", value: limit },
                  ],
                },
              ],
            },
            text: "Several small claims within 24 hours",
          },
          { when: { field: "amount_cents", op: "missing" }, text: "Amount is not known" },
          { when: { field: "told_injury", op: "exists" }, text: "Somebody may be hurt" },
          { when: is("insurance_type", "other"), text: "Neither a car nor an apartment" },
          { when: { field: "other_language", op: "exists" }, text: "Partly written in another language" },
          {
            when: { field: "earlier_reference", op: "exists" },
            text: "About the earlier claim {{ earlier_reference }}: it may be an appeal",
          },
          { when: is("asked_for_person", true), text: "The claimant asked for a person" },
        ],
        documents: [
          { name: "Photos of the damage" },
          { name: "Repair estimate or invoice" },
          { name: "Police report" },
          { name: "Contact details of witnesses" },
        ],
        announcement:
          "A specialist will now look at your claim {{ reference }} and decide. They usually answer " +
          "within {{ settings.review_time | duration }}. You do not have to do anything; you may add " +
          "information here at any time.",
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
        values: valuesOf({ outcome: "approved", decided_by: "reviewer" }),
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
        letter: claimLetter,
        statusMessage: "Claim closed with a letter to the claimant",
      },
    },
  ],
  edges: [
    edge("e1", "initial_claim_query", "insurance_type_classifier"),
    edge("e2", "insurance_type_classifier", "car_insurance_details", "Car", is("insurance_type", "car")),
    edge(
      "e3",
      "insurance_type_classifier",
      "apartment_insurance_details",
      "Apartment",
      is("insurance_type", "apartment"),
    ),
    // Not in the seed's picture: every other matter goes to a person, and never counts as an apartment.
    edge("e13", "insurance_type_classifier", "manual_review", "Something else"),
    edge("e4", "car_insurance_details", "confirm_details"),
    edge("e5", "apartment_insurance_details", "confirm_details"),
    edge("e6", "confirm_details", "smart_claim_validator"),
    edge("e7", "smart_claim_validator", "auto_approve", "< {{ settings.approval_limit }}", {
      all: [
        { field: "confirmed_at", op: "exists" },
        { field: "insurance_type", op: "in", value: ["car", "apartment"] },
        { field: "told_injury", op: "missing" },
        { field: "asked_for_person", op: "missing" },
        { field: "outside_matter", op: "missing" },
        { field: "other_language", op: "missing" },
        { field: "earlier_reference", op: "missing" },
        { field: "amount_cents", op: "gt", value: 0 },
        { field: "amount_cents", op: "lt", value: limit },
        { field: "small_claims_count", op: "lte", value: 3 },
        { field: "small_claims_total_cents", op: "lt", value: limit },
      ],
    }),
    edge("e8", "smart_claim_validator", "manual_review", "≥ {{ settings.approval_limit }}"),
    edge("e9", "manual_review", "manual_approval", "'approved'", is("decision", "approve")),
    edge("e10", "manual_review", "final_summary", "Other response"),
    edge("e11", "auto_approve", "final_summary"),
    edge("e12", "manual_approval", "final_summary"),
  ],
};
