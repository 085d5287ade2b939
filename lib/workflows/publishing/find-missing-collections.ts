import type { GraphDefinition, GraphProblem } from "@/lib/engine";
import { findCollections } from "@/lib/search/find-collections";

/** The problems of collections that a workflow names and that this installation does not have. */
export async function findMissingCollections({
  collections,
}: Pick<GraphDefinition, "collections">): Promise<GraphProblem[]> {
  if (collections.length === 0) return [];
  const known = (await findCollections()).map(({ name }) => name);
  return collections.flatMap((name, index): GraphProblem[] =>
    known.includes(name)
      ? []
      : [{ code: "config", message: `There is no collection “${name}”.`, path: ["collections", index] }],
  );
}
