type Attributes = Record<string, string | number | undefined>;

/** Characters that XML does not allow, in any form. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const notAllowed = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** A text of people, as it may stand in an SVG document. */
export const escapeText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(notAllowed, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/** An element with its attributes. `content` is markup; texts in it are escaped. */
export function element(name: string, attributes: Attributes, content?: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(typeof value === "number" ? numberOf(value) : String(value))}"`)
    .join("");
  return content === undefined ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** At most two decimals. */
const numberOf = (value: number): string => String(Math.round(value * 100) / 100);
