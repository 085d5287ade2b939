import { checkGraph, type GraphProblem, type KindRulesMap } from "@/lib/engine";
import type { EditorDocument } from "@/lib/workflows/commands/document";

/** Why the document cannot be published. */
export const findProblems = ({ definition }: EditorDocument, kinds: KindRulesMap): GraphProblem[] =>
  definition.tasks.length === 0
    ? [{ code: "start", message: "The workflow has no task yet: add the first one." }]
    : checkGraph(definition, kinds);
