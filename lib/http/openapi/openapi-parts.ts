import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { problemSchema } from "./api-schema";

/** A body or an answer in JSON. */
export const json = (schema: z.ZodType) => ({ content: { "application/json": { schema } } });

const problemTitles = {
  400: "The request could not be read",
  401: "No credentials, or bad ones",
  403: "Not allowed for this person",
  404: "Not found, or another person's",
  409: "Something else happened first; what stands is in the problem",
  413: "Larger than 64 KB, 2 MB for a workflow, or 10 MB for a document",
  415: "Not application/json",
  422: "Some fields need attention",
  429: "Too many requests; see Retry-After",
  503: "Busy or not available, nothing is lost; see Retry-After",
} as const;

/** The refusals that an operation may give. */
export function problems(...statuses: (keyof typeof problemTitles)[]): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    statuses.map((status) => [
      `${status}`,
      { description: problemTitles[status], content: { "application/problem+json": { schema: problemSchema } } },
    ]),
  );
}

/** Those of an operation that takes a body. */
export const bodyProblems = [400, 401, 403, 404, 409, 413, 415, 422, 429, 503] as const;
export const pathId = z.strictObject({ id: z.uuid() });
export const pathName = z.strictObject({ id: z.string() });

interface OperationParts {
  operationId: string;
  summary: string;
  body: z.ZodType | null;
  answer: z.ZodType;
  /** The parameters of the path; by default the id of a session. */
  path?: z.ZodObject | null;
}

/** An operation that changes one session or workflow, with its body and its answer. */
export const operation = ({
  operationId,
  summary,
  body,
  answer,
  path = pathId,
}: OperationParts): ZodOpenApiOperationObject => ({
  operationId,
  summary,
  ...(path && { requestParams: { path } }),
  ...(body && { requestBody: { required: true, ...json(body) } }),
  responses: { "200": { description: "Done", ...json(answer) }, ...problems(...bodyProblems) },
});
