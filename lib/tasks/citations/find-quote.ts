/** Signs that mean the same: quotation marks of all kinds, and the angle brackets that a fence replaces. */
const sameSigns = new Map<string, string>([
  ...[..."“”„‟«»＂"].map((sign): [string, string] => [sign, '"']),
  ...[..."‘’‚‛`´′"].map((sign): [string, string] => [sign, "'"]),
  ["‹", "<"],
  ["›", ">"],
]);

/** A text with single spaces and plain quotation marks, and where each of its characters stood. */
function normalized(text: string): { text: string; places: number[] } {
  const places: number[] = [];
  let result = "";
  let isAfterSpace = true;
  for (let place = 0; place < text.length; place++) {
    const sign = text[place] ?? "";
    const isSpace = /\s/.test(sign);
    if (isSpace && isAfterSpace) continue;
    isAfterSpace = isSpace;
    result += isSpace ? " " : (sameSigns.get(sign) ?? sign);
    places.push(place);
  }
  return { text: result, places };
}

const isWordSign = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
const fewestWords = 3;
const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/**
 * The words of a text that a quote repeats, as they stand there; undefined when they do not. Only spaces and the forms
 * of quotation marks may differ. A quote has three words at least, or the whole text, and begins and ends with whole
 * words: a part of a word may say the opposite.
 */
export function findQuote(quote: string, text: string): string | undefined {
  const whole = normalized(text);
  const sought = normalized(quote).text.trim();
  const bare = /^(["'])(.*)\1$/su.exec(sought)?.[2]?.trim();
  return quoteIn(sought, whole, text) ?? (bare === undefined ? undefined : quoteIn(bare, whole, text));
}

/** Half a character at an end would cut one of the text, and the database takes none. */
const cutsCharacter = (text: string): boolean => /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(text);

function quoteIn(sought: string, whole: ReturnType<typeof normalized>, text: string): string | undefined {
  if (countWords(sought) < Math.min(fewestWords, Math.max(1, countWords(text)))) return undefined;
  if (cutsCharacter(sought)) return undefined;
  for (let at = whole.text.indexOf(sought); at >= 0; at = whole.text.indexOf(sought, at + 1)) {
    const end = at + sought.length;
    const cutsStart = isWordSign(sought[0]) && isWordSign(whole.text[at - 1]);
    const cutsEnd = isWordSign(sought.at(-1)) && isWordSign(whole.text[end]);
    if (!cutsStart && !cutsEnd) return text.slice(whole.places[at], (whole.places[end - 1] ?? 0) + 1);
  }
  return undefined;
}
