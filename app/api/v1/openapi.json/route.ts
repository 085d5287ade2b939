import { apiDocument } from "@/lib/http/openapi/openapi";

/** The description of the HTTP API (OpenAPI 3.1), open to everybody. */
export function GET(): Response {
  return Response.json(apiDocument());
}
