import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import {
  collectionItemSchema,
  collectionListSchema,
  cutBodySchema,
  deletedDocumentSchema,
  documentItemSchema,
  documentListSchema,
  documentViewSchema,
  embeddedSchema,
  newCollectionSchema,
  searchAnswerSchema,
  searchBodySchema,
  takenDocumentSchema,
  uploadQuerySchema,
} from "@/lib/documents/managing/schema";
import { pageQuerySchema } from "@/lib/paging/schema";
import { bodyProblems, json, operation, pathId, problems } from "./openapi-parts";

const pathCollection = z.strictObject({ name: z.string() });
const fileSchema = { type: "string", format: "binary" } as const;
const withProgress =
  "With `Accept: application/x-ndjson` the answer is lines: `{ done, of }` while it goes on, then `{ result }` or " +
  "`{ problem }`.";

const listCollections: ZodOpenApiOperationObject = {
  operationId: "listCollections",
  summary: "The collections of documents by name, in pages (designer, admin)",
  requestParams: { query: pageQuerySchema },
  responses: {
    "200": { description: "A page", ...json(collectionListSchema) },
    ...problems(400, 401, 403, 422, 429, 503),
  },
};

const createCollection: ZodOpenApiOperationObject = {
  operationId: "createCollection",
  summary: "An empty collection (designer, admin)",
  requestBody: { required: true, ...json(newCollectionSchema) },
  responses: { "201": { description: "Created", ...json(collectionItemSchema) }, ...problems(...bodyProblems) },
};

const readCollection: ZodOpenApiOperationObject = {
  operationId: "readCollection",
  summary: "One collection, as the list has it (designer, admin)",
  requestParams: { path: pathCollection },
  responses: {
    "200": { description: "The collection", ...json(collectionItemSchema) },
    ...problems(401, 403, 404, 429, 503),
  },
};

const listDocuments: ZodOpenApiOperationObject = {
  operationId: "listDocuments",
  summary: "The newest version of each document of a collection, in pages (designer, admin)",
  requestParams: { path: pathCollection, query: pageQuerySchema },
  responses: {
    "200": { description: "A page", ...json(documentListSchema) },
    ...problems(400, 401, 403, 404, 422, 429, 503),
  },
};

const addDocument: ZodOpenApiOperationObject = {
  operationId: "addDocument",
  summary: "Publish a file, as a new version when a document of its name is there (designer, admin)",
  description: `The file is the body, with its name in \`?name=\`, or the field \`file\` of a form. ${withProgress}`,
  requestParams: { path: pathCollection, query: uploadQuerySchema.partial() },
  requestBody: {
    required: true,
    content: {
      "application/octet-stream": { schema: fileSchema },
      "multipart/form-data": { schema: { type: "object", properties: { file: fileSchema }, required: ["file"] } },
    },
  },
  responses: {
    "201": { description: "Published, or unchanged", ...json(takenDocumentSchema) },
    ...problems(400, 401, 403, 404, 409, 413, 422, 429, 503),
  },
};

const readDocument: ZodOpenApiOperationObject = {
  operationId: "readDocument",
  summary: "A version of a document, with its passages in pages (designer, admin)",
  requestParams: { path: pathId, query: pageQuerySchema },
  responses: {
    "200": { description: "The document", ...json(documentViewSchema) },
    ...problems(400, 401, 403, 404, 422, 429, 503),
  },
};

const readFile: ZodOpenApiOperationObject = {
  operationId: "readDocumentFile",
  summary: "The file of a document as it was uploaded (designer, admin)",
  requestParams: { path: pathId },
  responses: {
    "200": { description: "The file", content: { "application/octet-stream": { schema: fileSchema } } },
    ...problems(401, 403, 404, 409, 429, 503),
  },
};

const cutDocument: ZodOpenApiOperationObject = {
  operationId: "cutDocument",
  summary: "Cut the stored file of a document again, as a new version (designer, admin)",
  description: withProgress,
  requestParams: { path: pathId },
  requestBody: { required: true, ...json(cutBodySchema) },
  responses: {
    "201": { description: "Published, or unchanged", ...json(takenDocumentSchema) },
    ...problems(...bodyProblems),
  },
};

/** Documents that answers are quoted from, and the search in them. */
export const documentPaths: ZodOpenApiPathsObject = {
  "/api/v1/search": {
    post: operation({
      operationId: "search",
      summary: "The passages that fit a question best, of what the sender may read",
      body: searchBodySchema,
      answer: searchAnswerSchema,
      path: null,
    }),
  },
  "/api/v1/collections": { get: listCollections, post: createCollection },
  "/api/v1/collections/{name}": { get: readCollection },
  "/api/v1/collections/{name}/documents": { get: listDocuments, post: addDocument },
  "/api/v1/collections/{name}/embedding": {
    post: {
      ...operation({
        operationId: "embedCollection",
        summary: "Embed a collection again with the current model (designer, admin)",
        body: null,
        answer: embeddedSchema,
        path: pathCollection,
      }),
      description: `A second request continues where the first one ended. ${withProgress}`,
    },
  },
  "/api/v1/documents/{id}": {
    get: readDocument,
    delete: operation({
      operationId: "deleteDocument",
      summary: "Delete a version that is not published and that nothing cites (designer, admin)",
      body: null,
      answer: deletedDocumentSchema,
    }),
  },
  "/api/v1/documents/{id}/file": { get: readFile },
  "/api/v1/documents/{id}/cut": { post: cutDocument },
  "/api/v1/documents/{id}/retract": {
    post: operation({
      operationId: "retractDocument",
      summary: "Retract a document: searches no longer find it, and what cites it stays readable (designer, admin)",
      body: null,
      answer: documentItemSchema,
    }),
  },
};
