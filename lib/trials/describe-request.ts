import type { JsonValue } from "@/lib/engine";
import { stepsOf } from "@/lib/tasks/http-request/answer-path";
import type { HttpRequest } from "@/lib/tasks/http-request/exchange/send-request";
import { secretNames } from "@/lib/tasks/http-request/request-template";
import type { AnswerType, HttpRequestConfig } from "@/lib/tasks/http-request/schema";
import type { SystemRequest } from "./schema";

/** The secrets of a request by their names, each with a text that says its name. */
export function namedSecrets({ query, headers, body }: HttpRequestConfig): ReadonlyMap<string, string> {
  const templates = [...query.map(({ value }) => value), ...headers.map(({ value }) => value), body ?? ""];
  return new Map(templates.flatMap(secretNames).map((name) => [name, `***${name}***`]));
}

/** A request as a designer reads it, with an answer that fits. */
export function describeRequest(
  { response }: HttpRequestConfig,
  { method, url, headers, body }: Omit<HttpRequest, "idempotencyKey">,
  { taskPath, label }: { taskPath: string; label: string },
): SystemRequest {
  return {
    taskPath,
    taskLabel: label,
    method,
    url: url.href,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    body: body ?? null,
    expects: response.map(({ from, into, type, required }) => ({ from, into, type, required })),
    example: JSON.stringify(exampleOf(response), null, 2),
  };
}

const examples: Record<AnswerType, JsonValue> = {
  text: "text",
  number: 1,
  money: 100,
  cents: 10_000,
  yes_no: true,
  date: "2026-01-15",
  time: "2026-01-15T09:30:00Z",
  list: [],
  object: {},
};

/** An answer that has every value at its path. */
const exampleOf = (response: HttpRequestConfig["response"]): JsonValue =>
  response.reduce<JsonValue>((whole, { from, type }) => withValue(whole, stepsOf(from) ?? [], examples[type]), {});

function withValue(whole: JsonValue, [step, ...rest]: readonly string[], value: JsonValue): JsonValue {
  if (step === undefined) return value;
  if (/^\d+$/.test(step)) {
    const items = Array.isArray(whole) ? [...whole] : [];
    const index = Number(step);
    return Array.from({ length: Math.min(20, Math.max(items.length, index + 1)) }, (_, at) =>
      at === index ? withValue(items[at] ?? {}, rest, value) : (items[at] ?? {}),
    );
  }
  const object = typeof whole === "object" && whole !== null && !Array.isArray(whole) ? whole : {};
  return { ...object, [step]: withValue(object[step] ?? {}, rest, value) };
}
