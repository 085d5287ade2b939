import { asText, type RequestPart } from "./request-template";

/**
 * A body of JSON. A value inside quotation marks becomes a part of that text; a value elsewhere becomes JSON of its own
 * type. No value can end the text that it stands in, or add an entry. Undefined when the designer's text is not JSON.
 */
export function jsonBody(parts: readonly RequestPart[], secrets: ReadonlyMap<string, string>): string | undefined {
  let json = "";
  let isInText = false;
  let isEscaped = false;
  for (const part of parts) {
    if ("text" in part) {
      json += part.text;
      for (const sign of part.text) {
        if (isEscaped) isEscaped = false;
        else if (isInText && sign === "\\") isEscaped = true;
        else if (sign === '"') isInText = !isInText;
      }
      continue;
    }
    // The \ would change the first sign of the value.
    if (isEscaped) return undefined;
    const value = "secret" in part ? (secrets.get(part.secret) ?? "") : part.value;
    // Spaces keep two numbers from becoming one.
    json += isInText ? JSON.stringify(asText(value)).slice(1, -1) : ` ${JSON.stringify(value ?? null)} `;
  }
  try {
    JSON.parse(json);
    return json;
  } catch {
    return undefined;
  }
}
