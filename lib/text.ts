import { z } from "zod";

/** Control and format characters hide or turn other text, or cannot be stored; line breaks and emoji joiners are text. */
const unseen = /(?![\t\n\u200D])[\p{Cc}\p{Cf}]/gu;

/** What people write, as it is stored: well-formed, without characters that nobody sees, trimmed. */
export const cleanText = (text: string): string => text.toWellFormed().replace(unseen, "").trim();

/** Text from a person: cleaned, then not longer than `max`; what is left may be nothing. */
export const personText = (max: number) =>
  z
    .string()
    .transform(cleanText)
    .pipe(z.string().max(max, `At most ${max.toLocaleString("en-US")} characters, please.`));

/** Words to search for: cleaned, and with SQL's wildcards taken literally. Undefined when nothing is left. */
export const searchWords = (text: string | undefined): string | undefined =>
  cleanText(text ?? "")
    .slice(0, 100)
    .replace(/[%_\\]/g, "\\$&") || undefined;
