import type { Principal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { findStartable, readWord, type StartableWorkflow } from "@/lib/workflows/find-startable";

/** The list of a person's own sessions, and what they may add to it. */
export interface OwnList {
  /**
   * "My claims"; "My cases" when they have, or may start, sessions of several words. Questions count once one was
   * asked: "My claims and questions".
   */
  title: string;
  /** Lower case: "claims". */
  many: string;
  startable: StartableWorkflow[];
  /** Whether the person has such a list at all: claimants always, others with a session or a workflow to start. */
  isShown: boolean;
}

/** What the person's own sessions are called, and which workflows they may start. */
export async function findOwnList(person: Principal): Promise<OwnList> {
  const [startable, own] = await Promise.all([
    findStartable(person),
    prisma.$queryRaw<{ word: unknown; isQuestion: boolean }[]>`
      SELECT DISTINCT v.definition -> 'sessionWord' AS word,
        coalesce(v.definition ->> 'startedWith' = 'ask', false) AS "isQuestion"
      FROM workflow_version v
      WHERE v.id IN (SELECT workflow_version_id FROM session WHERE claimant_id = ${person.userId}::uuid)`,
  ]);
  const wordsOf = (isQuestion: boolean) =>
    own.filter((one) => one.isQuestion === isQuestion).map(({ word }) => readWord(word).many);
  const others = startable
    .filter(({ startedWith }) => startedWith !== "ask")
    .map(({ sessionWord }) => sessionWord.many);
  const many = listWord(new Set([...others, ...wordsOf(false)]), new Set(wordsOf(true)));
  const isShown = person.roles.includes("claimant") || startable.length + own.length > 0;
  return { title: `My ${many}`, many, startable, isShown };
}

function listWord(words: ReadonlySet<string>, questions: ReadonlySet<string>): string {
  const [word, ...others] = [...words];
  const [question, ...otherQuestions] = [...questions];
  if (others.length > 0 || otherQuestions.length > 0) return "cases";
  if (question === undefined || question === word) return word ?? "claims";
  return word === undefined ? question : `${word} and ${question}`;
}
