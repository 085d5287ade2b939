import type { Context } from "@/lib/engine";
import type { SettingValues } from "../template";
import { originOf } from "./check-request";
import { HttpRequestError } from "./exchange/http-error";
import type { HttpRequest } from "./exchange/send-request";
import { jsonBody } from "./json-body";
import { asText, type RequestPart, requestParts } from "./request-template";
import type { HttpRequestConfig } from "./schema";

/** What the templates of a request are filled with. */
export interface RequestValues {
  context: Context;
  settings: SettingValues;
  secrets: ReadonlyMap<string, string>;
}

/** The request with its values. Throws HttpRequestError for values that it cannot be made with. */
export function buildRequest(
  { method, url, query, headers, body }: HttpRequestConfig,
  values: RequestValues,
): Omit<HttpRequest, "idempotencyKey"> {
  const partsOf = (template: string): RequestPart[] => requestParts(template, values.context, values.settings);
  const address = buildUrl(url, partsOf(url));
  const parameters = query.map(({ name, value }) => {
    const text = partsOf(value).map((part) => plainText(part, values.secrets));
    return `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(text.join("").trim().toWellFormed())}`;
  });
  if (parameters.length > 0) address.search += `${address.search === "" ? "?" : "&"}${parameters.join("&")}`;
  const bodyParts = method === "POST" && body !== undefined ? partsOf(body) : undefined;
  return {
    method,
    url: address,
    headers: Object.fromEntries(
      headers.map(({ name, value }) => [name.toLowerCase(), buildHeader(name, partsOf(value), values.secrets)]),
    ),
    body: bodyParts && buildBody(bodyParts, values.secrets),
    hasSecretBody: bodyParts?.some((part) => "secret" in part) ?? false,
  };
}

const invalid = (message: string): HttpRequestError => new HttpRequestError("request_invalid", message);

/**
 * Values are URL-encoded, so that they add no part to the address. One that is empty, `.` or `..` would change the
 * path all the same.
 */
function buildUrl(template: string, parts: readonly RequestPart[]): URL {
  let text = "";
  let segment = { text: "", hasValue: false };
  for (const part of parts) {
    if ("secret" in part) throw invalid("A secret cannot stand in an address.");
    const isValue = "value" in part;
    const piece = isValue ? encodeURIComponent(asText(part.value).trim()) : part.text;
    const isInPath = !text.includes("?");
    for (const [index, one] of (isInPath ? (piece.split("?", 1)[0] ?? "").split("/") : []).entries()) {
      if (index > 0) {
        checkSegment(segment);
        segment = { text: "", hasValue: false };
      }
      segment = { text: segment.text + one, hasValue: segment.hasValue || isValue };
    }
    text += piece;
  }
  checkSegment(segment);
  const origin = originOf(template);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !origin || url.origin !== origin.origin || url.username || url.password)
    throw invalid("The address of the request cannot be read.");
  url.hash = "";
  return url;
}

function checkSegment({ text, hasValue }: { text: string; hasValue: boolean }): void {
  if (!hasValue) return;
  if (text === "") throw invalid("A value in the path of the address is missing.");
  if (/^(?:\.|%2e){1,2}$/i.test(text)) throw invalid("A value in the path of the address is only dots.");
}

const plainText = (part: RequestPart, secrets: ReadonlyMap<string, string>): string => {
  if ("text" in part) return part.text;
  return "secret" in part ? (secrets.get(part.secret) ?? "") : asText(part.value);
};

/** In a header a value keeps its letters, digits and usual signs; all others are URL-encoded. */
function buildHeader(name: string, parts: readonly RequestPart[], secrets: ReadonlyMap<string, string>): string {
  const text = parts
    .map((part) => {
      const plain = plainText(part, secrets);
      return "value" in part ? plain.replace(/[^\x20-\x7e]+/g, (signs) => encodeURIComponent(signs)) : plain;
    })
    .join("")
    .trim();
  if (/[^\t\x20-\x7e]/.test(text)) throw invalid(`The header “${name}” has a sign that headers cannot have.`);
  return text;
}

function buildBody(parts: readonly RequestPart[], secrets: ReadonlyMap<string, string>): string {
  const json = jsonBody(parts, secrets);
  if (json === undefined) throw invalid("The body of the request is not JSON with these values.");
  return json;
}
