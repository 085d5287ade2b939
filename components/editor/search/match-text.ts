import { tagsIn } from "@/components/workflows/words/tags-in";

/** How a text is compared with the query. */
export interface MatchOptions {
  matchesCase: boolean;
  wholeWords: boolean;
}

export const plainMatch: MatchOptions = { matchesCase: false, wholeWords: false };

/** A place of the query in a text. */
export interface Match {
  from: number;
  to: number;
  /** It is inside of a placeholder or a tag of a template, where words are names. */
  isName: boolean;
}

/** Every place of the query in a text, from left to right. They do not overlap. */
export function findMatches(text: string, query: string, options: MatchOptions): Match[] {
  const wanted = query.trim();
  if (wanted === "") return [];
  const [searched, needle] = options.matchesCase ? [text, wanted] : [foldCase(text), foldCase(wanted)];
  const tags = tagsIn(text);
  const found: Match[] = [];
  /** The first tag that does not end before the place. */
  let next = 0;
  for (let at = searched.indexOf(needle); at >= 0; ) {
    const to = at + needle.length;
    if (options.wholeWords && !isWholeWord(text, at, to)) {
      at = searched.indexOf(needle, at + 1);
      continue;
    }
    while ((tags[next]?.to ?? Number.POSITIVE_INFINITY) <= at) next++;
    found.push({ from: at, to, isName: to > (tags[next]?.from ?? Number.POSITIVE_INFINITY) });
    at = searched.indexOf(needle, to);
  }
  return found;
}

/**
 * The text with the query replaced. Names in placeholders and tags of templates stay: they are keys, which are renamed
 * as keys.
 */
export function replaceIn(
  text: string,
  query: string,
  replacement: string,
  options: MatchOptions = plainMatch,
): string {
  const parts: string[] = [];
  let from = 0;
  for (const match of findMatches(text, query, options)) {
    if (match.isName) continue;
    parts.push(text.slice(from, match.from), replacement);
    from = match.to;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(from);
}

/** The text in lower case with the same length, so that an index in it is an index in the text. */
function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (character) => {
    const one = character.toLowerCase();
    return one.length === character.length ? one : character;
  }).join("");
}

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}\p{M}_]/u.test(character);

const isWholeWord = (text: string, from: number, to: number): boolean =>
  !(isLetter(text[from - 1]) && isLetter(text[from])) && !(isLetter(text[to]) && isLetter(text[to - 1]));
