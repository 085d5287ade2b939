import { checkGraph, findWarnings, type GraphProblem } from "@/lib/engine";
import type { KindRulesMap } from "@/lib/engine/definition-kit";
import type { EditorDocument } from "@/lib/workflows/commands/document";

/** The problems that block publishing. */
export const findProblems = ({ definition }: EditorDocument, kinds: KindRulesMap): GraphProblem[] =>
  definition.tasks.length === 0
    ? [{ code: "start", message: "The workflow has no task yet: add the first one." }]
    : checkGraph(definition, kinds);

/** The problems that block publishing, and without any the warnings. */
export function checkDocument(document: EditorDocument, kinds: KindRulesMap) {
  const problems = findProblems(document, kinds);
  return { problems, warnings: problems.length > 0 ? [] : findWarnings(document.definition, kinds) };
}
