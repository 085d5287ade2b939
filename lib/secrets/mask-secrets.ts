import type { JsonValue } from "@/lib/engine";
import { decodings } from "./decode-escapes";

/** What stands in place of a secret. */
const maskText = "•••";

/** Shorter secrets are not used: masking them would change words that only look like them. */
export const shortestSecret = 8;
/** Shorter parts of an encoded secret are not masked: they occur in other texts by chance. */
const shortestPart = 6;

/** Replaces secrets in texts and in JSON. */
export interface SecretMask {
  text(text: string): string;
  json(value: JsonValue): JsonValue;
  /** Whether the text contains a secret in any of its forms. */
  finds(text: string): boolean;
  /** The length of the longest form of a secret that is expected. */
  readonly longest: number;
}

/** Characters of an escape of one character: `\\\\u0070`, `&amp;#x70;`, `%255Cu0070`. */
const longestEscape = 12;

/**
 * A mask for these secrets: as they are, in base64 (also as a part of a longer text) and in hexadecimal, in capital or
 * small letters, with any of their characters escaped as JSON, HTML, URLs and headers do it, also several times.
 */
export function maskFor(secrets: Iterable<string>): SecretMask {
  const usable = [...secrets].filter((one) => one.length >= shortestSecret);
  const patterns = [
    ...longestFirst(usable.flatMap(formsOf)).map(patternOf),
    ...longestFirst(usable.flatMap(encodedForms)).map(brokenPatternOf),
  ];
  const pattern = patterns.length > 0 ? new RegExp(patterns.join("|"), "gi") : undefined;
  const text = (one: string): string => (pattern ? masked(one, placesOf(pattern, one)) : one);
  const json = (value: JsonValue): JsonValue => {
    if (typeof value === "string") return text(value);
    if (typeof value === "number") return text(String(value)) === String(value) ? value : maskText;
    if (Array.isArray(value)) return value.map(json);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [text(key), json(inner)]));
  };
  return {
    text,
    json,
    finds: (one) => text(one) !== one,
    longest: longestEscape * Math.max(0, ...usable.map(({ length }) => length)),
  };
}

const longestFirst = (forms: string[]): string[] =>
  [...new Set(forms)].filter((form) => form.length >= shortestPart).toSorted((a, b) => b.length - a.length);

type Place = [from: number, to: number];

/** Where the text has secrets, in whatever way it is read. */
function placesOf(pattern: RegExp, text: string): Place[] {
  const places: Place[] = [];
  for (const read of decodings(text))
    for (const { 0: form, index } of read.text.matchAll(pattern))
      places.push([read.from(index), read.to(index + form.length - 1)]);
  return places.toSorted(([one], [other]) => one - other);
}

/** Replaces these places, which are sorted. Places that overlap become one. */
function masked(text: string, places: readonly Place[]): string {
  const parts: string[] = [];
  let read = 0;
  for (const [from, to] of places) {
    if (from >= read) parts.push(text.slice(read, from), maskText);
    read = Math.max(read, to);
  }
  return [...parts, text.slice(read)].join("");
}

function formsOf(secret: string): string[] {
  const wellFormed = secret.toWellFormed();
  const encoded = encodeURIComponent(wellFormed);
  const strict = encoded.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  const urls = [encoded, strict, encodeURIComponent(encoded), encoded.replaceAll("%20", "+")];
  const json = JSON.stringify(wellFormed).slice(1, -1);
  // A secret may look like an escape itself: then it is found as what that means.
  const meanings = [...decodings(secret)].map(({ text }) => text);
  // Headers are read as Latin-1, whatever was sent; a system that passes them on may do so again.
  const misread = Buffer.from(wellFormed).toString("latin1");
  const misreadTwice = Buffer.from(misread).toString("latin1");
  return [...meanings, json, ...urls, misread, misreadTwice];
}

/** The forms that some systems break into lines. */
function encodedForms(secret: string): string[] {
  const bytes = Buffer.from(secret.toWellFormed());
  const parts = [0, 1, 2].flatMap((offset) => base64Part(bytes, offset));
  return [bytes.toString("base64"), bytes.toString("base64url"), ...parts, bytes.toString("hex")];
}

/** The characters of a base64 text that come from these bytes alone, when so many other bytes stand before them. */
function base64Part(bytes: Buffer, offset: number): string[] {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  // The first characters depend on the bytes before, the last ones on those after.
  const from = Math.ceil((offset * 8) / 6);
  const to = Math.floor((whole.length * 8) / 6);
  const part = whole.toString("base64").slice(from, to);
  const forUrls = part.replaceAll("+", "-").replaceAll("/", "_");
  return [part, forUrls, encodeURIComponent(part)];
}

/** A form finds its text also where spaces are written as plus signs, or plus signs were read as spaces. */
const patternOf = (form: string): string => escapePattern(form).replaceAll(/\\\+| /g, "[+ ]");

/** The form in lines of any length, which may be indented. */
const brokenPatternOf = (form: string): string => [...form].map(patternOf).join(String.raw`(?:\r?\n[ \t]{0,8})?`);

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
