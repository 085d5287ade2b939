import { readFileSync } from "node:fs";
import { z } from "zod";
import { patternOf } from "@/lib/http/refuse-early";
import { processState } from "@/lib/process-state";

// The lists that Next.js wrote when it built this application.

const read = (name: string): unknown => JSON.parse(readFileSync(`.next/server/${name}`, "utf8"));
const actionsSchema = z.object({ node: z.record(z.string(), z.unknown()) });
const pathsSchema = z.record(z.string(), z.string());

/** The ids of this build's server actions. */
export const knownActions = (): ReadonlySet<string> =>
  processState(
    "server-actions",
    () => new Set(Object.keys(actionsSchema.parse(read("server-reference-manifest.json")).node)),
  );

const pagePatterns = () =>
  processState("page-patterns", () => readPagePatterns(pathsSchema.parse(read("app-paths-manifest.json"))));

/** The paths of the pages in Next.js's list: "/claims/[sessionId]/page", folders in brackets left out of addresses. */
export const readPagePatterns = (paths: Record<string, string>): RegExp[] =>
  Object.keys(paths)
    .filter((path) => path.endsWith("/page") && !path.startsWith("/_"))
    .map((path) => path.slice(0, -"/page".length).replace(/\/[(@][^/]*/g, ""))
    .map(patternOf);

/** Whether this build has a page at a path. */
export const hasPage = (path: string): boolean => pagePatterns().some((pattern) => pattern.test(path));
