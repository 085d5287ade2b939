import type { Readable } from "node:stream";
import type { JsonValue } from "@/lib/engine";
import { isDeeperThan, isIsoDay, maxMoney } from "@/lib/engine/definition-kit";
import type { SecretMask } from "@/lib/secrets/mask-secrets";
import { stepsOf, valueAt } from "./answer-path";
import { HttpRequestError } from "./exchange/http-error";
import { type ResponseHead, readBody } from "./exchange/read-body";
import { retryAfterMs } from "./exchange/retry-after";
import type { AnswerType, HttpRequestConfig } from "./schema";
import { isAmong } from "./status-codes";

export interface Answer {
  status: number;
  /** By the keys of the config; undefined for one that the answer does not have and that is not required. */
  values: ReadonlyMap<string, JsonValue | undefined>;
}

export interface AnswerLimits {
  maxBytes: number;
  mask: SecretMask;
}

/** Levels of objects and lists in a value; the context keeps 32. */
const deepestValue = 30;
/** Bytes of an unsuccessful answer that its failure may quote from, and the characters that it quotes. */
const quotedBytes = 32_768;
const quotedLength = 200;

/** Takes the values of a successful answer, without secrets. Throws HttpRequestError for any other answer. */
export async function readAnswer(
  { success, response }: HttpRequestConfig,
  head: ResponseHead,
  body: Readable,
  { maxBytes, mask }: AnswerLimits,
): Promise<Answer> {
  const { status } = head;
  if (!isAmong(status, success)) throw await statusError(head, body, mask);
  if (response.length === 0) {
    body.destroy();
    return { status, values: new Map() };
  }
  const { text } = await readBody(head, body, { maxBytes });
  const json = text.trim() === "" ? undefined : parseJson(text, head);
  if (json === undefined && response.some(({ required }) => required))
    throw new HttpRequestError("empty", `The answer (${status}) is empty: its values are missing.`);
  return {
    status,
    values: new Map(
      response.map((field) => [field.into, json === undefined ? undefined : takeValue(json, field, mask)]),
    ),
  };
}

async function statusError(head: ResponseHead, body: Readable, mask: SecretMask): Promise<HttpRequestError> {
  const { status } = head;
  const retryable = status >= 500 || status === 429 || status === 408;
  const quote = await quoteOf(head, body, mask);
  const says = quote === "" ? "" : ` It says: “${quote}”`;
  return new HttpRequestError("status", `The answer has the status ${status}, which is not a success.${says}`, {
    retryable,
    ...(retryable && { retryAfterMs: retryAfterMs(head.header("retry-after"), new Date()) }),
  });
}

/** The beginning of an answer that is text or JSON. */
async function quoteOf(head: ResponseHead, body: Readable, mask: SecretMask): Promise<string> {
  if (!/json|text\/plain/i.test(head.header("content-type") ?? "")) {
    body.destroy();
    return "";
  }
  try {
    const { text, isCut } = await readBody(head, body, { maxBytes: quotedBytes, mayCut: true });
    const masked = mask.text(text);
    // A secret that was cut in two is not found: it can only be at the end.
    const safe = isCut ? masked.slice(0, Math.max(0, masked.length - mask.longest)) : masked;
    const plain = safe.replace(/[\p{C}\s]+/gu, " ").trim();
    return plain.length > quotedLength ? `${plain.slice(0, quotedLength)}…`.toWellFormed() : plain;
  } catch (error) {
    // What cannot be read is not quoted; the status is the failure.
    if (error instanceof HttpRequestError) return "";
    throw error;
  }
}

function parseJson(text: string, head: ResponseHead): JsonValue {
  let json: JsonValue;
  try {
    json = JSON.parse(text);
  } catch {
    const isPage = /html/i.test(head.header("content-type") ?? "") || text.trimStart().startsWith("<");
    throw new HttpRequestError("not_json", `The answer is ${isPage ? "a web page" : "text"} and not JSON.`);
  }
  return /\d{16}|[eE][+-]?\d{2}/.test(text) && !isDeeperThan(json, deepestValue * 10) ? exactJson(text) : json;
}

/** The JSON with numbers that JavaScript cannot hold exactly as texts. */
const exactJson = (text: string): JsonValue =>
  JSON.parse(text, (_key: string, value: unknown, ...more: unknown[]) => {
    if (typeof value !== "number" || isExact(value)) return value;
    const [context] = more as [{ source?: string }?];
    return context?.source ?? String(value);
  });

const isExact = (number: number): boolean =>
  Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));

function takeValue(
  json: JsonValue,
  { from, type, required }: HttpRequestConfig["response"][number],
  mask: SecretMask,
): JsonValue | undefined {
  const place = from === "" ? "The answer" : `The value “${from}” of the answer`;
  const found = valueAt(json, stepsOf(from) ?? []);
  if (found === undefined || found === null) {
    if (required) throw new HttpRequestError("value_missing", `${place} is missing.`);
    return undefined;
  }
  if (isDeeperThan(found, deepestValue))
    throw new HttpRequestError("value_wrong", `${place} has more than ${deepestValue} levels of objects and lists.`);
  const value = typed(mask.json(found), type);
  if (value === undefined || !isStorable(value))
    throw new HttpRequestError("value_wrong", `${place} is not ${typeWords[type]} that can be kept.`);
  return value;
}

const typeWords: Record<AnswerType, string> = {
  text: "a text",
  number: "a number",
  money: "an amount in dollars",
  cents: "a whole number of cents",
  yes_no: "a yes or no (true or false)",
  date: "a date like 2026-11-15",
  time: "a time like 2026-11-15T09:30:00Z",
  list: "a list",
  object: "an object",
};

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** The value as the context keeps it; undefined when it is of another type. */
function typed(value: JsonValue, type: AnswerType): JsonValue | undefined {
  switch (type) {
    case "text":
      return typeof value === "object" ? undefined : String(value);
    case "number":
      return numberOf(value);
    case "cents":
      return centsOf(numberOf(value));
    case "money": {
      const amount = numberOf(value);
      return amount === undefined ? undefined : centsOf(exactCents(amount));
    }
    case "yes_no":
      return value === true || value === "true" ? true : value === false || value === "false" ? false : undefined;
    case "date": {
      const day = typeof value === "string" && isoTime.test(value) ? value.slice(0, 10) : value;
      return typeof day === "string" && isIsoDay(day) ? day : undefined;
    }
    case "time":
      return typeof value === "string" && isoTime.test(value) && !Number.isNaN(Date.parse(value))
        ? new Date(value).toISOString()
        : undefined;
    case "list":
      return Array.isArray(value) ? value : undefined;
    case "object":
      return typeof value === "object" && !Array.isArray(value) ? value : undefined;
  }
}

function numberOf(value: JsonValue): number | undefined {
  const isNumber = typeof value === "number" || (typeof value === "string" && /^-?\d{1,20}(\.\d{1,20})?$/.test(value));
  const number = isNumber ? Number(value) : Number.NaN;
  return isExact(number) ? number : undefined;
}

/** Dollars as cents; undefined for parts of a cent. */
function exactCents(amount: number): number | undefined {
  const cents = Math.round(amount * 100);
  return Math.abs(cents - amount * 100) < 1e-6 * Math.max(1, Math.abs(amount)) ? cents : undefined;
}

const centsOf = (cents: number | undefined): number | undefined =>
  cents !== undefined && Number.isInteger(cents) && Math.abs(cents) <= maxMoney ? cents : undefined;

/** Whether the database stores the value: no NUL in a text, no `__proto__`, no number without an end. */
function isStorable(value: JsonValue): boolean {
  if (typeof value === "string") return !value.includes("\u0000");
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(
    ([key, inner]) => key !== "__proto__" && !key.includes("\u0000") && isStorable(inner),
  );
}
