import { readFileSync } from "node:fs";
import { z } from "zod";
import { processState } from "@/lib/process-state";

const manifestSchema = z.object({ node: z.record(z.string(), z.unknown()) });

/** The ids of this build's server actions, from the list that Next.js wrote when it was built. */
export const knownActions = (): ReadonlySet<string> =>
  processState("server-actions", () => {
    const manifest = manifestSchema.parse(
      JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")),
    );
    return new Set(Object.keys(manifest.node));
  });

const idField = "$ACTION_ID_";
const referenceField = "$ACTION_REF_";

/**
 * Whether a POST to a page calls a server action that there is: one that a script names in `actionId` (the header
 * `next-action`), or those that a form names in its fields.
 */
export function callsKnownAction(actionId: string | null, form: FormData | null, known: ReadonlySet<string>): boolean {
  if (actionId !== null) return known.has(actionId);
  const ids = [...(form?.keys() ?? [])].flatMap((name) => {
    if (name.startsWith(idField)) return [name.slice(idField.length)];
    if (!name.startsWith(referenceField)) return [];
    const description = form?.get(`$ACTION_${name.slice(referenceField.length)}:0`);
    return [/^\{"id":"(\w+)"/.exec(String(description))?.[1] ?? ""];
  });
  return ids.length > 0 && ids.every((id) => known.has(id));
}
