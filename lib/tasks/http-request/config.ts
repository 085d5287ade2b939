import type { ValueType } from "@/lib/engine/definition-kit";
import { defineConfig } from "../kind-config";
import { templatePrints } from "../template-types";
import { checkRequest, originOf } from "./check-request";
import { requestReads, withoutSecrets } from "./request-template";
import { type AnswerType, type HttpRequestConfig, httpRequestSchema, requestStatus } from "./schema";

/** What the context holds for each type of an answer's value. */
const valueTypes: Record<AnswerType, ValueType> = {
  text: { type: "text" },
  number: { type: "number" },
  money: { type: "number", unit: "money" },
  cents: { type: "number", unit: "money" },
  yes_no: { type: "yes_no" },
  date: { type: "date" },
  time: { type: "time" },
  list: { type: "list", of: { type: "any" } },
  object: { type: "object" },
};

/** The templates of a request. */
const templatesOf = ({ url, query, headers, body }: HttpRequestConfig): string[] => [
  url,
  ...[...query, ...headers].map(({ value }) => value),
  ...(body === undefined ? [] : [body]),
];

/** Asks another system by HTTP, and takes values from its answer. */
export const httpRequestKind = defineConfig<HttpRequestConfig>({
  kind: "http_request",
  label: "Request to another system",
  description: "Reads from another system by HTTP, or sends it something, and notes values of its answer.",
  icon: "webhook",
  replay: "effect",
  configSchema: httpRequestSchema,
  defaults: () => ({
    method: "GET",
    url: "https://api.example.com/claims/{{ reference }}",
    query: [],
    headers: [],
    response: [],
    success: "200-299",
    timeout: "PT20S",
    statusMessage: requestStatus,
  }),
  summarize: ({ method, url, response }) => {
    const place = originOf(String(url))?.host ?? "another system";
    const keys = (Array.isArray(response) ? response : []).map(({ into }) => String(into).replaceAll("_", " "));
    return `${method === "POST" ? "Sends to" : "Asks"} ${place}${keys.length > 0 ? `, notes ${keys.join(", ")}` : ""}`;
  },
  writes: ({ response, statusInto }) => ({
    ...Object.fromEntries(response.map(({ into, type }) => [into, valueTypes[type]])),
    ...(statusInto !== undefined && { [statusInto]: { type: "number" } }),
  }),
  reads: (config) => templatesOf(config).flatMap(requestReads),
  // Outside its texts the body writes objects and lists as JSON.
  prints: ({ body: _body, ...config }) => templatesOf(config).map(withoutSecrets).flatMap(templatePrints),
  check: checkRequest,
});
