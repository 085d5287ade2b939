import { z } from "zod";

/** Characters that end a line in some script or file format. */
const lineBreaks = new Set("\v\f\u0085\u2028\u2029\u001C\u001D\u001E");
/** Characters that separate words or draw only a gap. */
const gaps = new Set("\u001F\u200B\u2800\u3164\uFFA0");
/** The code of a region after a black flag (England, Scotland, Texas). It is a part of a picture, not hidden text. */
const flagTags = /^[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}/u;
const blackFlag = "\u{1F3F4}";
const tag = /[\u{E0000}-\u{E007F}]/u;
/** The mark in the place of hidden or broken text. */
export const hiddenMark = "\uFFFD";
/** More invisible characters without a use in a row are hidden text. */
const maxUseless = 7;

/** Signs before a number in some scripts. They are format characters (Cf), but visible. */
const numberSigns = "\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}";
/** Invisible characters: controls, formats, fillers, selectors. Tabs and line feeds are text. */
const invisible = new RegExp(`(?:(?![\\t\\n${numberSigns}])[\\p{Cc}\\p{Cf}\\p{DI}\\p{Zl}\\p{Zp}\u2800])+`, "gu");

const scripts = (names: string): RegExp =>
  new RegExp(
    `(?=[\\p{L}\\p{M}])[${names
      .split(" ")
      .map((name) => `\\p{scx=${name}}`)
      .join("")}]`,
    "u",
  );
/** Scripts with joiners and non-joiners: Persian, Devanagari and related ones. */
const joining = scripts(
  "Arab Syrc Mand Nkoo Mong Phag Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Java Bali",
);
/** Scripts without spaces: a zero-width space tells where a line may break. */
const spaceless = scripts("Thai Laoo Khmr Mymr Tibt Java Bali");
const mongolian = scripts("Mong");
const hieroglyph = scripts("Egyp");
const letter = /[\p{L}\p{M}]/u;
const emoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;
const jamo = /[\u1100-\u115E\u1161-\u11FF\uA960-\uA97F\uD7B0-\uD7FF]/;

/** Whether an invisible character has a use between the visible ones before and after it. */
function isUseful(character: string, before: string, after: string): boolean {
  if (character === "\u200B") return spaceless.test(before) && spaceless.test(after);
  if (character === "\u200C") return joining.test(before);
  if (character === "\u200D") return joining.test(before) || (emoji.test(before) && emoji.test(after));
  if (character === "\u115F" || character === "\u1160") return jamo.test(before) || jamo.test(after);
  // A selector after a digit is only used in a keycap (1️⃣).
  if (character === "\uFE0F" && /[\d#*]/.test(before)) return after === "\u20E3";
  if (character === "\uFE0E" || character === "\uFE0F") return emoji.test(before);
  if (/[\uFE00-\uFE0D]/.test(character)) return /[\p{Lo}\p{S}]/u.test(before);
  if (/[\u{E0100}-\u{E01EF}]/u.test(character)) return /\p{Ideographic}/u.test(before);
  if (/[\u180B-\u180F]/.test(character)) return mongolian.test(before);
  if (/[\u{13430}-\u{1343F}]/u.test(character)) return hieroglyph.test(before);
  return character === "\u034F" && letter.test(before) && letter.test(after);
}

/** Whether two adjacent characters may be read as one number: `640` and `2`, `1.` and `000`. */
const areOneNumber = (before: string, after: string): boolean =>
  /\p{N}/u.test(before)
    ? after !== "" && !/\s/.test(after)
    : /\p{N}/u.test(after) && before !== "" && !/[\s\p{Sc}\p{Ps}+-]/u.test(before);

/** The text for a run of invisible characters between two visible ones ("" at the ends of a text). */
function replaceInvisible(run: string, before: string, after: string): string {
  const tags = before === blackFlag ? (flagTags.exec(run)?.[0] ?? "") : "";
  const characters = Array.from(run.slice(tags.length));
  let text = tags;
  let last = before;
  let useless = 0;
  let isHiding = false;
  for (const [index, character] of characters.entries()) {
    if (lineBreaks.has(character)) text += "\n";
    else if (isUseful(character, last, characters[index + 1] ?? after) && !text.endsWith(character)) {
      text += character;
      // An emoji may have a joiner after its selector. All other characters need only one.
      if (character !== "\uFE0F") last = "";
    } else if (gaps.has(character)) text += " ";
    else if (tag.test(character)) isHiding = true;
    else useless += 1;
  }
  if (isHiding || useless > maxUseless) text += hiddenMark;
  return text === "" && areOneNumber(before, after) ? " " : text;
}

/** Visible characters: letters, digits, punctuation, symbols. The mark of hidden text is none. */
const visible = /(?![\p{DI}\u2800\u{13441}\u{13442}\u{1D159}\uFFFC\uFFFD])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether a text has no visible character. */
export const isBlank = (text: string): boolean => !visible.test(text);

/**
 * A text from a person as it is stored: well-formed, trimmed, without invisible characters that no script needs.
 * Separators become a line break or a space, and a removal never joins two numbers. Hidden text leaves a mark
 * (U+FFFD), which `findSuspicion` reads. A text without a visible character is "".
 */
export function cleanText(text: string): string {
  const cleaned = text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(invisible, (run, at: number, whole: string) => {
      const before = whole.slice(Math.max(0, at - 2), at);
      const after = whole.codePointAt(at + run.length);
      return replaceInvisible(
        run,
        Array.from(before).at(-1) ?? "",
        after === undefined ? "" : String.fromCodePoint(after),
      );
    })
    .trim();
  return isBlank(cleaned) ? "" : cleaned;
}

/** A schema for text from a person: cleaned, at most `max` characters, possibly empty. */
export const personText = (max: number) =>
  z
    .string()
    .transform(cleanText)
    .pipe(z.string().max(max, `At most ${max.toLocaleString("en-US")} characters, please.`));

/** A search text: cleaned, with the wildcards of SQL escaped. Undefined when it is empty. */
export const searchWords = (text: string | undefined): string | undefined =>
  cleanText(text ?? "")
    .slice(0, 100)
    .replace(/[%_\\]/g, "\\$&") || undefined;
