import type { JsonValue } from "@/lib/engine";

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
  /** The length of the longest form of a secret. */
  readonly longest: number;
}

/**
 * A mask for these secrets: as they are, URL-encoded, HTML-escaped, in base64 (also as a part of a longer text) and in
 * hexadecimal, in capital or small letters.
 */
export function maskFor(secrets: Iterable<string>): SecretMask {
  const forms = [...new Set([...secrets].filter((one) => one.length >= shortestSecret).flatMap(formsOf))]
    .filter((form) => form.length >= shortestPart)
    .toSorted((a, b) => b.length - a.length);
  const pattern = forms.length > 0 ? new RegExp(forms.map(escapePattern).join("|"), "gi") : undefined;
  const text = (one: string): string => (pattern ? one.replace(pattern, maskText) : one);
  const json = (value: JsonValue): JsonValue => {
    if (typeof value === "string") return text(value);
    if (typeof value === "number") return text(String(value)) === String(value) ? value : maskText;
    if (Array.isArray(value)) return value.map(json);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [text(key), json(inner)]));
  };
  return { text, json, finds: (one) => text(one) !== one, longest: forms[0]?.length ?? 0 };
}

function formsOf(secret: string): string[] {
  const wellFormed = secret.toWellFormed();
  const bytes = Buffer.from(wellFormed);
  const encoded = encodeURIComponent(wellFormed);
  const strict = encoded.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  const urls = [encoded, strict, encodeURIComponent(encoded), encoded.replaceAll("%20", "+")];
  const whole = [bytes.toString("base64"), bytes.toString("base64url")];
  const base64 = [...whole, ...[0, 1, 2].flatMap((offset) => base64Part(bytes, offset))];
  const json = JSON.stringify(wellFormed).slice(1, -1);
  return [secret, json, json.replaceAll("/", "\\/"), ...urls, ...base64, escapeHtml(wellFormed), bytes.toString("hex")];
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

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? "&#39;");

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
