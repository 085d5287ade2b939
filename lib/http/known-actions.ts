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
