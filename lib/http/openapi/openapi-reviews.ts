import type { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { bodyProblems, json, operation, pathId, pathName, problems } from "./openapi-parts";
import {
  absenceBody,
  approvalSchema,
  createdSchema,
  decisionBody,
  decisionSchema,
  noteBody,
  queueAnswerSchema,
  queueBody,
  reviewDetailSchema,
  reviewListSchema,
  reviewQuerySchema,
  snoozeBody,
} from "./review-schema";

const listReviews: ZodOpenApiOperationObject = {
  operationId: "listReviews",
  summary: "The reviews of the reviewer's queues",
  requestParams: { query: reviewQuerySchema },
  responses: {
    "200": { description: "A page of reviews, the most urgent first", ...json(reviewListSchema) },
    ...problems(401, 403, 422, 429, 503),
  },
};

const readReview: ZodOpenApiOperationObject = {
  operationId: "readReview",
  summary: "A review with its form and everything that a decision needs",
  requestParams: { path: pathId },
  responses: {
    "200": { description: "The review", ...json(reviewDetailSchema) },
    ...problems(401, 403, 404, 429, 503),
  },
};

const decideReview: ZodOpenApiOperationObject = {
  operationId: "decideReview",
  summary: "Decide a review, at once",
  requestParams: { path: pathId },
  requestBody: { required: true, ...json(decisionBody) },
  responses: {
    "200": { description: "The decision", ...json(decisionSchema) },
    "202": { description: "The approval is stored; more people have to approve", ...json(approvalSchema) },
    ...problems(...bodyProblems),
  },
};

/** An operation on one review that answers with the review. */
const change = (operationId: string, summary: string, body: z.ZodType | null = null): ZodOpenApiOperationObject =>
  operation({ operationId, summary, body, answer: reviewDetailSchema });

/** The paths of reviews. */
export const reviewPaths: ZodOpenApiPathsObject = {
  "/api/v1/reviews": { get: listReviews },
  "/api/v1/reviews/{id}": { get: readReview },
  "/api/v1/reviews/{id}/decision": { post: decideReview },
  "/api/v1/reviews/{id}/claim": { post: change("claimReview", "Claim an unassigned review") },
  "/api/v1/reviews/{id}/release": { post: change("releaseReview", "Give up a review") },
  "/api/v1/reviews/{id}/snooze": { post: change("snoozeReview", "Hide a review until a time", snoozeBody) },
  "/api/v1/reviews/{id}/note": {
    post: {
      operationId: "noteReview",
      summary: "Write a note for colleagues",
      requestParams: { path: pathId },
      requestBody: { required: true, ...json(noteBody) },
      responses: { "201": { description: "The note", ...json(createdSchema) }, ...problems(...bodyProblems) },
    },
  },
  "/api/v1/absences": {
    post: {
      operationId: "addAbsence",
      summary: "Say when you are away, and who gets your cases then",
      requestBody: { required: true, ...json(absenceBody) },
      responses: { "201": { description: "The absence", ...json(createdSchema) }, ...problems(...bodyProblems) },
    },
  },
  "/api/v1/absences/{id}": {
    delete: operation({
      operationId: "removeAbsence",
      summary: "Take an absence of yours back",
      body: null,
      answer: createdSchema,
    }),
  },
  "/api/v1/queues/{id}": {
    get: {
      operationId: "readQueue",
      summary: "The lead, the limits and the due time of a queue (admin)",
      requestParams: { path: pathName },
      responses: {
        "200": { description: "The settings", ...json(queueAnswerSchema) },
        ...problems(401, 403, 404, 422, 429, 503),
      },
    },
    put: operation({
      operationId: "saveQueue",
      summary: "Replace the lead, the limits and the due time of a queue; 409 with those that stand (admin)",
      body: queueBody,
      answer: queueAnswerSchema,
      path: pathName,
    }),
  },
};
