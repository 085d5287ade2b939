import { type GraphDefinition, graphDefinitionSchema } from "@/lib/engine";
import { complaintHandling } from "./complaint-handling";
import { coverAdvisor } from "./cover-advisor";
import { coverageAnswers } from "./coverage/coverage-answers";
import { expenseApproval } from "./expense-approval";
import { insuranceClaims } from "./insurance-claims";
import { onboardingQuestions } from "./onboarding-questions";

/** A complete workflow that a designer can begin a new one with. */
export interface WorkflowTemplate {
  id: string;
  name: string;
  description: string;
  definition: GraphDefinition;
}

/** The templates, in the order in which they are offered. */
export const templates: readonly WorkflowTemplate[] = [
  insuranceClaims,
  expenseApproval,
  complaintHandling,
  onboardingQuestions,
  coverageAnswers,
  coverAdvisor,
].map((input) => {
  const definition = graphDefinitionSchema.parse(input);
  const { id, name, description } = definition;
  return { id, name, description, definition };
});
