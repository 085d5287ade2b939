import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { pageQuerySchema } from "@/lib/paging/schema";
import { draftViewSchema } from "@/lib/workflows/schema";
import {
  comparisonQuerySchema,
  comparisonSchema,
  restoreBodySchema,
  versionListSchema,
  versionViewSchema,
} from "@/lib/workflows/versions/schema";
import {
  migrationGroupsSchema,
  migrationQuerySchema,
  movedSessionsSchema,
  moveSessionsBodySchema,
} from "./migration-schema";
import { json, operation, pathName, problems } from "./openapi-parts";

const readProblems = problems(401, 403, 404, 422, 429, 503);

interface Reading {
  operationId: string;
  summary: string;
  query?: z.ZodObject;
  path?: z.ZodObject;
  answer: z.ZodType;
}

const reading = ({ operationId, summary, query, path = pathName, answer }: Reading): ZodOpenApiOperationObject => ({
  operationId,
  summary,
  requestParams: { path, ...(query && { query }) },
  responses: { "200": { description: "Found", ...json(answer) }, ...readProblems },
});

/** Versions of workflows: list, read, compare, restore, and move sessions between them. */
export const versionPaths: ZodOpenApiPathsObject = {
  "/api/v1/workflows/{id}/versions": {
    get: reading({
      operationId: "listVersions",
      summary: "The versions of a workflow, newest first, with the sessions on each (designer)",
      query: pageQuerySchema,
      answer: versionListSchema,
    }),
  },
  "/api/v1/workflows/{id}/versions/{number}": {
    get: reading({
      operationId: "readVersion",
      summary: "A version with its definition (designer)",
      path: z.strictObject({ id: z.string(), number: z.string() }),
      answer: versionViewSchema,
    }),
  },
  "/api/v1/workflows/{id}/comparison": {
    get: reading({
      operationId: "compareVersions",
      summary: "What is different between two versions, in sentences (designer)",
      query: comparisonQuerySchema,
      answer: comparisonSchema,
    }),
  },
  "/api/v1/workflows/{id}/restore": {
    post: operation({
      operationId: "restoreVersion",
      summary:
        "Make the draft what a version was; 409 when the draft has changed or has unpublished changes (designer)",
      body: restoreBodySchema,
      answer: draftViewSchema,
      path: pathName,
    }),
  },
  "/api/v1/workflows/{id}/migration": {
    get: reading({
      operationId: "previewSessions",
      summary: "Which open sessions can be moved to a version, and which cannot (designer, admin)",
      query: migrationQuerySchema,
      answer: migrationGroupsSchema,
    }),
    post: operation({
      operationId: "moveSessions",
      summary: "Move the next open sessions to a version; repeat with next_cursor (designer, admin)",
      body: moveSessionsBodySchema,
      answer: movedSessionsSchema,
      path: pathName,
    }),
  },
};
