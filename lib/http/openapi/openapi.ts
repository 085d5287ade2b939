import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject } from "zod-openapi";
import { documentPaths } from "./openapi-documents";
import { json } from "./openapi-parts";
import { reviewPaths } from "./openapi-reviews";
import { sessionControlPaths, sessionPaths } from "./openapi-sessions";
import { workflowPaths } from "./openapi-workflows";

const describeApi: ZodOpenApiOperationObject = {
  operationId: "describeApi",
  summary: "This document",
  security: [],
  responses: { "200": { description: "OpenAPI 3.1", ...json(z.looseObject({ openapi: z.string() })) } },
};

/** The OpenAPI document of the HTTP API, made from the schemas that the routes parse and answer with. */
export const apiDocument = () =>
  createDocument({
    openapi: "3.1.0",
    info: {
      title: "GraphFlow",
      version: "1",
      description: "Sessions of workflows that people take part in, and their reviews.",
    },
    security: [{ apiKey: [] }, { sessionCookie: [] }],
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key." },
        sessionCookie: { type: "apiKey", in: "cookie", name: "next-auth.session-token" },
      },
    },
    paths: {
      ...sessionPaths,
      ...reviewPaths,
      ...sessionControlPaths,
      ...workflowPaths,
      ...documentPaths,
      "/api/v1/openapi.json": { get: describeApi },
    },
  });
