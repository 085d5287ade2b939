import { type Context, type GraphDefinition, NextAction, type TaskResult } from "@/lib/engine";
import { type ConfigProblem, settingValues } from "@/lib/engine/definition-kit";
import { env } from "@/lib/env";
import { splitSubject } from "@/lib/reading/topics/follow-up";
import { readTopic } from "@/lib/reading/topics/topic";
import { findCollections } from "@/lib/search/find-collections";
import { findPassages } from "@/lib/search/find-passages";
import { passageSchema } from "../citations/schema";
import { defineKind } from "../define-kind";
import { renderTemplate } from "../template";
import { type SearchConfig, searchKind } from "./config";
import { findAccess, type SearchAccess } from "./find-access";
import { SearchRefusedError } from "./search-refused-error";

/** Finds passages. No hits are an empty list; a collection that is missing or not for this reader is an error. */
export const search = defineKind(searchKind, {
  timeoutMs: () => env.EMBEDDING_TIMEOUT_MS,

  async run(config, context, execution, { graph }): Promise<TaskResult> {
    const access = await findAccess(execution.sessionId, config.collections);
    return searchFor(config, context, { access, graph, signal: execution.signal });
  },

  async checkStored({ collections }, { startedBy }): Promise<ConfigProblem[]> {
    const known = new Map((await findCollections()).map(({ name, audience }) => [name, audience]));
    const isForClaimants = startedBy.includes("claimant");
    return collections.flatMap((name, index) => {
      const path = ["collections", index];
      const audience = known.get(name);
      if (audience === undefined) return [{ message: `there is no collection “${name}” in this installation.`, path }];
      if (audience === "claimants" || !isForClaimants) return [];
      return [
        {
          message: `the collection “${name}” is for staff, and claimants may start this workflow and read it.`,
          path,
        },
      ];
    });
  },
});

interface Searching {
  access: SearchAccess;
  graph: GraphDefinition;
  signal: AbortSignal;
}

/** Searches as a reader with this access. Throws SearchRefusedError. */
export async function searchFor(
  { collections, query, withTerms, limit, into, statusMessage }: SearchConfig,
  context: Context,
  { access, graph, signal }: Searching,
): Promise<TaskResult> {
  refuse(collections, access);
  const question = renderTemplate(query, context, settingValues(graph));
  const terms = withTerms ? readTopic(question).query : "";
  // Clauses about "and abroad?" are rarer among those about its subject: it counts twice.
  const { followUp = "" } = splitSubject(question) ?? {};
  const again = withTerms ? `${followUp} ${readTopic(followUp).query}` : followUp;
  const found = await findPassages(
    { query: `${question} ${terms} ${again}`, audience: access.audience, collections, limit },
    { signal },
  );
  // Without the ranks of the search.
  context.set(into, passageSchema.array().parse(found));
  return { nextAction: NextAction.ContinueAndExecute, statusMessage };
}

function refuse(names: readonly string[], { audience, collections }: SearchAccess): void {
  for (const name of names) {
    const own = collections.get(name);
    if (own === undefined) throw new SearchRefusedError("no_collection", `There is no collection “${name}”.`);
    if (own === "staff" && audience !== "staff") {
      const words = `The collection “${name}” is for staff: it is not searched in a session that a claimant reads.`;
      throw new SearchRefusedError("staff_collection", words);
    }
  }
}
