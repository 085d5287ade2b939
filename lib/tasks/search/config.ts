import { z } from "zod";
import { collectionNameSchema } from "@/lib/engine/definition-kit";
import { passagesType } from "../citations/value-types";
import { statusMessageField } from "../config/config-fields";
import { keyProblems } from "../config/field-types";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { contextKeySchema } from "../schema";
import { templateProblems, templateReads, templateSchema } from "../template";
import { templatePrints } from "../template-types";

const status = "Searching the documents";

const configSchema = z.strictObject({
  collections: described(z.array(collectionNameSchema).min(1).max(10), {
    label: "Collections",
    help: "Where it searches. Collections for staff are searched only in sessions of staff.",
    widget: "collections",
  }),
  query: described(templateSchema(1_000), {
    label: "Search for",
    help: "A question in people's words; it may name values. Words and meaning count, in 1,000 characters at most.",
    widget: "template",
  }),
  withTerms: described(z.boolean().default(false), {
    label: "With insurers' terms",
    help: "Adds the words that terms of insurance use: “deductible” for “excess”, “theft” for “stolen”.",
  }),
  limit: described(z.int().min(1).max(25).default(8), {
    label: "At most",
    help: "How many passages are kept, the best first.",
    unit: "passages",
  }),
  /** The context key for the passages. */
  into: described(contextKeySchema, {
    label: "Kept as",
    help: "The key of the passages. Without hits it is an empty list.",
    widget: "context_key",
  }),
  statusMessage: statusMessageField(status),
});
export type SearchConfig = z.infer<typeof configSchema>;

/** Finds passages of documents. */
export const searchKind = defineConfig<SearchConfig>({
  kind: "search",
  label: "Search documents",
  description: "Finds the passages of documents that fit a question best, by words and by meaning.",
  icon: "search",
  // Documents change.
  replay: "recorded",
  configSchema,
  defaults: () => ({
    collections: ["policy-terms"],
    query: "{{ question }}",
    withTerms: false,
    limit: 8,
    into: "passages",
    statusMessage: status,
  }),
  summarize: ({ collections = [], limit, into = "" }) =>
    `Keeps up to ${limit ?? 8} passages of ${collections.join(" and ")} as ${into.replaceAll("_", " ")}`,
  writes: ({ into }) => ({ [into]: passagesType }),
  reads: ({ query }) => templateReads(query),
  prints: ({ query }) => templatePrints(query),
  check: ({ collections, query, into }) => [
    ...collections.flatMap((name, index) =>
      collections.indexOf(name) < index
        ? [{ message: `the collection “${name}” is there twice.`, path: ["collections", index] }]
        : [],
    ),
    ...templateProblems("search for", query, ["query"]),
    ...keyProblems([into], () => ["into"]),
  ],
});
