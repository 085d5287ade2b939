import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { passageViewSchema } from "@/lib/documents/schema";
import { sessionRecordSchema } from "@/lib/sessions/reading/schema";
import { maxKeyLength } from "../idempotent-request";
import {
  cancelBodySchema,
  doneSchema,
  executeAnswerSchema,
  executeBodySchema,
  forkAnswerSchema,
  forkBodySchema,
  goToTaskBodySchema,
  migrationAnswerSchema,
  migrationBodySchema,
  migrationPreviewSchema,
  pastStateSchema,
  recommendAnswerSchema,
  recommendBodySchema,
  stateQuerySchema,
} from "./api-schema";
import { bodyProblems, json, operation, pathId, pathName, problems } from "./openapi-parts";

const idempotent = {
  header: z.object({
    "Idempotency-Key": z.string().max(maxKeyLength).optional().meta({
      description: "The same key and body give the same answer once.",
    }),
  }),
};

const execute: ZodOpenApiOperationObject = {
  operationId: "execute",
  summary: "Say something to a session, or start one",
  requestParams: idempotent,
  requestBody: { required: true, ...json(executeBodySchema) },
  responses: { "200": { description: "The answer", ...json(executeAnswerSchema) }, ...problems(...bodyProblems) },
};

const recommend: ZodOpenApiOperationObject = {
  operationId: "recommend",
  summary: "What the policy's terms say about a wish, with the clauses",
  requestParams: idempotent,
  requestBody: { required: true, ...json(recommendBodySchema) },
  responses: { "200": { description: "The answer", ...json(recommendAnswerSchema) }, ...problems(...bodyProblems) },
};

const readSession: ZodOpenApiOperationObject = {
  operationId: "readSession",
  summary: "A session with its context, its conversation and its steps (its claimant, and staff)",
  requestParams: { path: pathId },
  responses: { "200": { description: "The session", ...json(sessionRecordSchema) }, ...problems(401, 404, 429, 503) },
};

const readPassage: ZodOpenApiOperationObject = {
  operationId: "readPassage",
  summary: "The passage that a citation names, also of an earlier version or a retracted document",
  requestParams: { path: pathId },
  responses: { "200": { description: "The passage", ...json(passageViewSchema) }, ...problems(401, 404, 429, 503) },
};

const readState: ZodOpenApiOperationObject = {
  operationId: "readPastState",
  summary: "A session as it stood after a step (staff)",
  requestParams: { path: pathId, query: stateQuerySchema },
  responses: {
    "200": { description: "The state", ...json(pastStateSchema) },
    ...problems(401, 403, 404, 422, 429, 503),
  },
};

/** Starting sessions, talking in them, and reading them. */
export const sessionPaths: ZodOpenApiPathsObject = {
  "/execute": { post: execute },
  "/recommend": { post: recommend },
  "/session/{id}": { get: readSession },
  "/api/passages/{id}": { get: readPassage },
};

/** What staff do with sessions: read a past state, fork, end, retry and move them. */
export const sessionControlPaths: ZodOpenApiPathsObject = {
  "/api/v1/sessions/{id}/state": { get: readState },
  "/api/v1/sessions/{id}/fork": {
    post: operation({
      operationId: "forkSession",
      summary: "Start a new session from a step of this one (admin)",
      body: forkBodySchema,
      answer: forkAnswerSchema,
    }),
  },
  "/api/v1/sessions/{id}/cancel": {
    post: operation({
      operationId: "cancelSession",
      summary: "End a session for good (admin)",
      body: cancelBodySchema,
      answer: doneSchema,
    }),
  },
  "/api/v1/sessions/{id}/stop": {
    post: operation({
      operationId: "stopTurn",
      summary: "Stop the reply that is being made (its claimant)",
      body: null,
      answer: doneSchema,
    }),
  },
  "/api/v1/sessions/{id}/retry": {
    post: operation({
      operationId: "retrySession",
      summary: "Run a failed session, or one that was set aside, again (admin)",
      body: null,
      answer: doneSchema,
    }),
  },
  "/api/v1/sessions/{id}/task": {
    post: operation({
      operationId: "goToTask",
      summary: "Let a failed session go on at an earlier task, or at the review that its way leads to (admin)",
      body: goToTaskBodySchema,
      answer: doneSchema,
    }),
  },
  "/api/v1/sessions/{id}/migration": {
    post: operation({
      operationId: "migrateSession",
      summary: "Move a session to another version (admin)",
      body: migrationBodySchema,
      answer: migrationAnswerSchema,
    }),
  },
  "/api/v1/workflows/{id}/migration-preview": {
    post: operation({
      operationId: "previewMigration",
      summary: "Which sessions can move to a version, and which cannot (admin)",
      body: migrationBodySchema,
      answer: migrationPreviewSchema,
      path: pathName,
    }),
  },
};
