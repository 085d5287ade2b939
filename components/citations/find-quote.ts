/** Where a quote stands in a text: from the first character of it to the one after the last. */
export interface QuotePlace {
  start: number;
  end: number;
}

/**
 * Finds a quote in the text that it is taken from. Line breaks, spaces, capitals and the form of quotation marks may
 * differ. Null when it is not there.
 */
export function findQuote(text: string, quote: string): QuotePlace | null {
  const [all, part] = [simplify(text), simplify(quote)];
  const wanted = part.letters.trim();
  const start = wanted === "" ? -1 : all.letters.indexOf(wanted);
  if (start < 0) return null;
  return { start: all.places[start] ?? 0, end: (all.places[start + wanted.length - 1] ?? 0) + 1 };
}

/** The letters of a text in one form, each with its place in the text. */
function simplify(text: string): { letters: string; places: number[] } {
  let letters = "";
  const places: number[] = [];
  for (let place = 0; place < text.length; place++) {
    const letter = simplifyLetter(text[place] ?? "");
    if (letter === " " && letters.endsWith(" ")) continue;
    letters += letter;
    places.push(place);
  }
  return { letters, places };
}

function simplifyLetter(letter: string): string {
  if (/\s/.test(letter)) return " ";
  if (/[“”„]/.test(letter)) return '"';
  if (/[‘’]/.test(letter)) return "'";
  const small = letter.toLowerCase();
  return small.length === letter.length ? small : letter;
}
