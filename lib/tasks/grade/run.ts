import { z } from "zod";
import { type Context, NextAction, type TaskExecution, type TaskResult } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { problemsOfComposed } from "../citations/check-composed";
import { fitPassages } from "../citations/fit-passages";
import { passagesAt } from "../citations/passages-at";
import { passagesPrompt } from "../citations/passages-prompt";
import { type Composed, composedSchema, type Graded, gradedSchema, type Passage } from "../citations/schema";
import { defineKind } from "../define-kind";
import { askModel, type ModelWish } from "../model/ask-model";
import { fenced, fenceRule, renderFenced, renderTemplate, unfenced } from "../template";
import { type GradeConfig, gradeKind } from "./config";

/**
 * Checks an answer by code, then lets a model compare it with its passages. A model call that fails is a failed step:
 * no answer passes without its check.
 */
export const grade = defineKind(gradeKind, {
  asksModel: true,

  async run(config, context, execution, { graph, timeoutMs }): Promise<TaskResult> {
    const settings = settingValues(graph);
    const passages = passagesAt(config.passages, context);
    const question = renderFenced(config.question, context, settings);
    const composed = composedAt(config.composed, context);
    const { usage, ...mark } = await markOf(
      { composed, passages, question, instructions: renderTemplate(config.instructions, context, settings) },
      execution,
      { model: config.model, timeoutMs },
    );
    context.set(config.into, verdictOf(config, context, composed, mark));
    return {
      nextAction: NextAction.ContinueAndExecute,
      statusMessage: config.statusMessage,
      ...(usage && { usage }),
    };
  },
});

function composedAt(path: string, context: Context): Composed {
  const { success, data } = composedSchema.safeParse(context.read(path));
  if (!success) throw new Error(`The value “${path}” is not an answer from passages.`);
  return data;
}

interface Mark {
  score: number;
  criticism: string;
  /** Its quotes are true and it promises nothing: it may be shown. */
  isFounded: boolean;
}

interface Marked {
  composed: Composed;
  passages: readonly Passage[];
  question: string;
  instructions: string;
}

async function markOf(
  { composed, passages: found, question, instructions: own }: Marked,
  execution: TaskExecution,
  wish: ModelWish,
): Promise<Mark & { usage?: TaskResult["usage"] }> {
  const unfounded = (criticism: string): Mark => ({ score: 0, criticism, isFounded: false });
  if (!composed.answerable) return unfounded("The passages did not answer the question: look for others.");
  const problems = problemsOfComposed(composed, found, unfenced(question));
  if (problems.length > 0) return unfounded(`${problems.join("; ")}.`);
  const instructions = [own, fenceRule, rules].join("\n\n");
  const isCited = ({ id }: Passage) => composed.citations.some(({ passage }) => passage === id);
  const cited = found.filter(isCited);
  const others = found.filter((passage) => !isCited(passage));
  const passages = fitPassages([...cited, ...others], [instructions, question, composed.answer], cited.length);
  const { value, usage } = await askModel(execution, wish, {
    name: "grade",
    schema: gradeSchema,
    instructions,
    messages: [{ role: "user", content: promptOf(composed, passages, question) }],
    isWhole: true,
  });
  const { supported, score, criticism } = value;
  // What the passages do not say is not good, however well it reads.
  return { score: supported ? score : Math.min(score, 0.3), criticism: storable(criticism), isFounded: true, usage };
}

const rules = [
  "You check an answer. Compare each sentence with the passage that it cites. An answer that leaves out a limit or an",
  "exclusion, turns the meaning of a quote round, or answers another question is not good. You approve, decide and",
  "promise nothing.",
].join(" ");

const gradeSchema = z.object({
  supported: z.boolean().describe("Whether each sentence says what its passage says."),
  score: z.number().min(0).max(1).describe("How well the answer answers the question, 0 to 1."),
  criticism: z.string().describe("What the next answer should do better, in one or two sentences."),
});

const promptOf = ({ answer, citations }: Composed, passages: readonly Passage[], question: string): string =>
  [
    passagesPrompt(passages),
    `Question: ${question}`,
    `Answer: ${fenced(answer)}`,
    `Its sources: ${citations
      .map(({ passage }, index) => `[${index + 1}] is passage ${passages.findIndex(({ id }) => id === passage) + 1}`)
      .join(", ")}.`,
  ].join("\n\n");

const longestCriticism = 1_000;
const storable = (text: string): string =>
  text.replaceAll("\u0000", "").toWellFormed().trim().slice(0, longestCriticism).toWellFormed();

/** The verdict after this attempt. After a pass or a give_up the next attempt is the first of another question. */
function verdictOf(
  { into, passFrom, maxTries }: GradeConfig,
  context: Context,
  composed: Composed,
  mark: Mark,
): Graded {
  const stored = gradedSchema.safeParse(context.read(into)).data;
  const before = stored?.verdict === "retry" ? stored : undefined;
  const tries = (before?.tries ?? 0) + 1;
  const isBest = mark.isFounded && (!before?.best || mark.score > before.bestScore);
  const isPassed = mark.isFounded && mark.score >= passFrom;
  return {
    verdict: isPassed ? "pass" : tries >= maxTries ? "give_up" : "retry",
    criticism: mark.criticism,
    tries,
    best: isBest ? composed : (before?.best ?? null),
    score: mark.score,
    bestScore: isBest ? mark.score : (before?.bestScore ?? 0),
  };
}
