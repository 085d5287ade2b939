import type { Principal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { findStartable, readWord, type StartableWorkflow } from "@/lib/workflows/find-startable";

/** The list of a person's own sessions, and what they may add to it. */
export interface OwnList {
  /** "My claims"; "My cases" when they have, or may start, sessions of several words. */
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
    prisma.$queryRaw<{ word: unknown }[]>`
      SELECT DISTINCT v.definition -> 'sessionWord' AS word
      FROM workflow_version v
      WHERE v.id IN (SELECT workflow_version_id FROM session WHERE claimant_id = ${person.userId}::uuid)`,
  ]);
  const words = [
    ...startable.map(({ sessionWord }) => sessionWord.many),
    ...own.map(({ word }) => readWord(word).many),
  ];
  const [first = "claims", ...others] = new Set(words);
  const many = others.length === 0 ? first : "cases";
  const isShown = person.roles.includes("claimant") || words.length > 0;
  return { title: `My ${many}`, many, startable, isShown };
}
