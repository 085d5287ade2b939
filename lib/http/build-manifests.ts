import { readFileSync } from "node:fs";
import { z } from "zod";
import { patternOf } from "@/lib/http/refuse-early";
import { processState } from "@/lib/process-state";

// The lists that Next.js wrote when it built this application.

const read = (name: string): unknown => JSON.parse(readFileSync(`.next/server/${name}`, "utf8"));
const actionsSchema = z.object({
  node: z.record(z.string(), z.object({ workers: z.record(z.string(), z.unknown()) })),
});
const pathsSchema = z.record(z.string(), z.string());

const actions = () =>
  processState("server-actions", () => {
    const { node } = actionsSchema.parse(read("server-reference-manifest.json"));
    return new Map(Object.entries(node).map(([id, { workers }]) => [id, new Set(addressesOf(Object.keys(workers)))]));
  });
const pages = () =>
  processState("pages", () => addressesOf(Object.keys(pathsSchema.parse(read("app-paths-manifest.json")))));

/** The addresses of the pages in a list of Next.js's: "app/(desk)/claims/[sessionId]/page" is "/claims/[sessionId]". */
export const addressesOf = (names: string[]): string[] =>
  names
    .map((name) => name.replace(/^(app)?\/?/, "/"))
    .filter((name) => name.endsWith("/page") && !name.startsWith("/_"))
    .map((name) => name.slice(0, -"/page".length).replace(/\/[(@][^/]*/g, ""));

/** Which of these addresses a path is: "/claims/new" rather than "/claims/[sessionId]". */
export const matchAddress = (addresses: string[], path: string): string | undefined =>
  addresses
    .filter((address) => patternOf(address).test(path))
    .sort((one, other) => one.split("[").length - other.split("[").length)[0];

/** Whether this build has a page at a path. */
export const hasPage = (path: string): boolean => matchAddress(pages(), path) !== undefined;

/** Whether this build has a server action with this id. Next.js finds it from every page when a script calls it. */
export const isAction = (id: string): boolean => actions().has(id);

/** Whether the page at a path has a server action with this id, as a form without a script needs it. */
export function isActionOfPage(id: string, path: string): boolean {
  const address = matchAddress(pages(), path);
  return address !== undefined && (actions().get(id)?.has(address) ?? false);
}
