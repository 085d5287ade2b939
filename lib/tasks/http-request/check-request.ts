import type { ConfigProblem } from "@/lib/engine/definition-kit";
import { keyProblems } from "../config/field-types";
import { jsonBody } from "./json-body";
import { fixedParts, requestProblems, secretNames } from "./request-template";
import type { HttpRequestConfig } from "./schema";

type Row = HttpRequestConfig["headers"][number];

/** What is wrong with a request, as far as a browser can know it. */
export function checkRequest(config: HttpRequestConfig): ConfigProblem[] {
  const { url, query, headers, response, statusInto } = config;
  const keys = [...response.map(({ into }) => into), ...(statusInto === undefined ? [] : [statusInto])];
  return [
    ...urlProblems(url),
    ...rowProblems("the parameter", query, "query"),
    ...rowProblems("the header", headers, "headers"),
    ...headers.flatMap((header, index) => headerProblems(header, index, headers)),
    ...bodyProblems(config),
    ...keyProblems(keys, (index) => (index < response.length ? ["response", index, "into"] : ["statusInto"])),
  ];
}

/** The beginning of an address up to its host. What follows the host cannot belong to it. */
const addressStart = /^https?:\/\/(\[[\da-f:.]+\]|[^\s/?#:@\\{}%[\]]+)(:\d{1,5})?(?=[/?]|$)/i;

/** The scheme, host and port that an address begins with; undefined when they are not there as plain text. */
export function originOf(url: string): URL | undefined {
  const start = addressStart.exec(url)?.[0];
  return start !== undefined && URL.canParse(start) ? new URL(start) : undefined;
}

function urlProblems(url: string): ConfigProblem[] {
  const wrong = (message: string): ConfigProblem[] => [{ message: `the address ${message}`, path: ["url"] }];
  const found = requestProblems("the address", url, ["url"], { takesSecrets: false });
  if (found.length > 0) return found;
  if (!/^https?:\/\//i.test(url)) return wrong("has to begin with https:// and the name of a host.");
  const authority = url.slice(url.indexOf("//") + 2).split(/[/?#\\]/)[0] ?? "";
  if (/[{}]/.test(authority))
    return wrong("names its host by a value: the host has to be plain text, with a / after it.");
  if (authority.includes("@")) return wrong("has a name or password before its host: put them into a header.");
  if (!originOf(url)) return wrong("has no host that can be read.");
  if (url.includes("#")) return wrong("has a # part, which is never sent.");
  return /[\s\\]/.test(url.replace(/\{[{%][\s\S]*?[%}]\}/g, ""))
    ? wrong("has a space, a line break or a \\ in its text.")
    : [];
}

const rowProblems = (what: string, rows: readonly Row[], key: "query" | "headers"): ConfigProblem[] =>
  rows.flatMap(({ name, value }, index) =>
    requestProblems(`${what} “${name}”`, value, [key, index, "value"], { takesSecrets: true }),
  );

const headerName = /^[\w!#$%&'*+.^`|~-]+$/;

/** Headers that the request itself sets, or that are about the connection. */
const ownHeaders = new Set(
  (
    "accept-encoding connection content-encoding content-length expect host http2-settings idempotency-key " +
    "keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade via"
  ).split(" "),
);

/** Headers whose values are secret. */
const secretHeaders = new Set(["authorization", "cookie", "x-api-key", "api-key", "x-auth-token"]);

function headerProblems({ name, value }: Row, index: number, all: readonly Row[]): ConfigProblem[] {
  const at = (key: "name" | "value", message: string): ConfigProblem[] => [{ message, path: ["headers", index, key] }];
  const lower = name.toLowerCase();
  if (!headerName.test(name)) return at("name", "a header's name has letters, digits and - only.");
  if (ownHeaders.has(lower)) return at("name", `the header “${name}” is set by GraphFlow.`);
  if (all.findIndex((other) => other.name.toLowerCase() === lower) < index)
    return at("name", `the header “${name}” is there twice.`);
  const plain = (fixedParts(value) ?? []).flatMap((part) => ("text" in part ? [part.text] : []));
  if (/[\r\n]/.test(value) || plain.some((text) => /[^\t\x20-\x7e]/.test(text)))
    return at("value", `the header “${name}” has a line break, or a sign that headers cannot have.`);
  if (secretHeaders.has(lower) && secretNames(value).length === 0)
    return at(
      "value",
      `the header “${name}” is secret: write {{ secrets.NAME }} for it, so that no workflow contains it.`,
    );
  return [];
}

function bodyProblems({ method, body }: HttpRequestConfig): ConfigProblem[] {
  if (body === undefined) return [];
  if (method === "GET")
    return [{ message: "a GET request has no body: use POST, or take the body away.", path: ["body"] }];
  const found = requestProblems("the body", body, ["body"], { takesSecrets: true });
  if (found.length > 0) return found;
  const parts = fixedParts(body);
  return parts && jsonBody(parts, new Map()) === undefined
    ? [{ message: 'the body is not JSON, like {"name": "{{ name }}"}.', path: ["body"] }]
    : [];
}
