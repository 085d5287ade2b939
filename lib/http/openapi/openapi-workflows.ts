import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { presenceAnswerSchema, presenceBodySchema } from "@/lib/presence/schema";
import { trialBodySchema, trialViewSchema } from "@/lib/trials/schema";
import {
  changeWorkflowBodySchema,
  createdWorkflowSchema,
  exportFormats,
  exportQuerySchema,
  importedWorkflowSchema,
  newWorkflowBodySchema,
  workflowItemSchema,
  workflowListSchema,
  workflowQuerySchema,
} from "@/lib/workflows/list/schema";
import {
  discardDraftBodySchema,
  draftViewSchema,
  impactQuerySchema,
  impactViewSchema,
  layoutAnswerSchema,
  layoutBodySchema,
  publishDraftBodySchema,
  publishedDraftSchema,
  saveDraftBodySchema,
  savedDraftSchema,
} from "@/lib/workflows/schema";
import { bodyProblems, json, operation, pathName, problems } from "./openapi-parts";
import { versionPaths } from "./openapi-versions";
import { taskKindsSchema } from "./task-kind-schema";

const listWorkflows: ZodOpenApiOperationObject = {
  operationId: "listWorkflows",
  summary: "The workflows by name, in pages (designer)",
  requestParams: { query: workflowQuerySchema },
  responses: {
    "200": { description: "A page", ...json(workflowListSchema) },
    ...problems(401, 403, 422, 429, 503),
  },
};

const readWorkflow: ZodOpenApiOperationObject = {
  operationId: "readWorkflow",
  summary: "One workflow, as the list has it (designer)",
  requestParams: { path: pathName },
  responses: {
    "200": { description: "The workflow", ...json(workflowItemSchema) },
    ...problems(401, 403, 404, 429, 503),
  },
};

const importWorkflow: ZodOpenApiOperationObject = {
  operationId: "importWorkflow",
  summary: "A new draft from an exported file; 400 or 422 with everything that is wrong in it (designer)",
  requestBody: {
    required: true,
    content: { "application/json": { schema: { type: "object", description: "The file as it was exported." } } },
  },
  responses: {
    "201": { description: "Imported", ...json(importedWorkflowSchema) },
    ...problems(400, 401, 403, 413, 415, 422, 429, 503),
  },
};

const exportWorkflow: ZodOpenApiOperationObject = {
  operationId: "exportWorkflow",
  summary: "The draft or a version as a file: JSON, Mermaid or SVG (designer)",
  requestParams: { path: pathName, query: exportQuerySchema },
  responses: {
    "200": {
      description: "The file",
      content: Object.fromEntries(
        Object.values(exportFormats).map(({ type }) => [type.split(";")[0], { schema: { type: "string" as const } }]),
      ),
    },
    ...problems(401, 403, 404, 422, 429, 503),
  },
};

const createWorkflow: ZodOpenApiOperationObject = {
  operationId: "createWorkflow",
  summary: "A workflow to be edited and published: empty, from a template, or a copy (designer)",
  requestBody: { required: true, ...json(newWorkflowBodySchema) },
  responses: { "201": { description: "Created", ...json(createdWorkflowSchema) }, ...problems(...bodyProblems) },
};

const readDraft: ZodOpenApiOperationObject = {
  operationId: "readDraft",
  summary: "The draft of a workflow; where none is stored, its newest version (designer)",
  requestParams: { path: pathName },
  responses: { "200": { description: "The draft", ...json(draftViewSchema) }, ...problems(401, 403, 404, 429, 503) },
};

const readImpact: ZodOpenApiOperationObject = {
  operationId: "readImpact",
  summary: "What publishing the draft would mean for open sessions (designer)",
  requestParams: { path: pathName, query: impactQuerySchema },
  responses: {
    "200": { description: "The impact", ...json(impactViewSchema) },
    ...problems(401, 403, 404, 409, 422, 429, 503),
  },
};

const listTaskKinds: ZodOpenApiOperationObject = {
  operationId: "listTaskKinds",
  summary: "Every kind of task with the JSON Schema of its settings (designer)",
  responses: { "200": { description: "The kinds", ...json(taskKindsSchema) }, ...problems(401, 403, 429, 503) },
};

/** What designers do with workflows over HTTP. The names of these bodies are the editor's own. */
export const workflowPaths: ZodOpenApiPathsObject = {
  "/api/v1/workflows": { get: listWorkflows, post: createWorkflow },
  "/api/v1/workflows/import": { post: importWorkflow },
  "/api/v1/workflows/{id}": {
    get: readWorkflow,
    patch: operation({
      operationId: "changeWorkflow",
      summary: "Rename, archive or unarchive it; its id stays (designer)",
      body: changeWorkflowBodySchema,
      answer: workflowItemSchema,
      path: pathName,
    }),
  },
  "/api/v1/workflows/{id}/export": { get: exportWorkflow },
  "/api/v1/workflows/{id}/draft": {
    get: readDraft,
    put: operation({
      operationId: "saveDraft",
      summary: "Save the draft; 409 with the draft that stands when it began from another revision (designer)",
      body: saveDraftBodySchema,
      answer: savedDraftSchema,
      path: pathName,
    }),
    delete: operation({
      operationId: "discardDraft",
      summary: "Make the draft what is published again (designer)",
      body: discardDraftBodySchema,
      answer: draftViewSchema,
      path: pathName,
    }),
  },
  "/api/v1/workflows/{id}/publish": {
    post: operation({
      operationId: "publishDraft",
      summary:
        "Publish the draft; 422 with its problems, 409 with the newest version when that is not its base (designer)",
      body: publishDraftBodySchema,
      answer: publishedDraftSchema,
      path: pathName,
    }),
  },
  "/api/v1/workflows/{id}/impact": { get: readImpact },
  "/api/v1/workflows/{id}/layout": {
    post: operation({
      operationId: "layoutWorkflow",
      summary: "Where its tasks would lie; stores nothing (designer)",
      body: layoutBodySchema,
      answer: layoutAnswerSchema,
      path: pathName,
    }),
  },
  "/api/v1/workflows/{id}/test-run": {
    post: operation({
      operationId: "testRunDraft",
      summary: "Begin a test run of the draft, or go on with one; stores, sends and decides nothing (designer)",
      body: trialBodySchema,
      answer: trialViewSchema,
      path: pathName,
    }),
  },
  ...versionPaths,
  "/api/v1/task-kinds": { get: listTaskKinds },
  "/api/presence": {
    post: operation({
      operationId: "markPresent",
      summary: "Say that a place is open in a tab; hear who is there",
      body: presenceBodySchema,
      answer: presenceAnswerSchema,
      path: null,
    }),
  },
};
