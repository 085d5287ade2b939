import { pool } from "@/lib/db/connections/pool";
import type { RunQuery } from "./find-passages";

// Postgres puts these around a matching word. Texts keep no such characters.
const [begin, end] = ["\u0002", "\u0003"];

/**
 * For each text, its words that match words of the question: as the search matches them, so that "covered" matches
 * "cover". They are written as in the text.
 */
export async function findMatchingWords(
  query: string,
  texts: readonly string[],
  run: RunQuery = (text, values) => pool().query(text, values),
): Promise<string[][]> {
  const plain = (text: string) => text.replaceAll("\0", " ").replaceAll(begin, " ").replaceAll(end, " ").toWellFormed();
  const { rows } = await run<{ marked: string | null }>(
    `WITH wanted AS (
      SELECT to_tsquery('simple', string_agg(quote_literal(lexeme), ' | ')) AS query
      FROM unnest(to_tsvector('english', $1)) AS lexeme(lexeme, positions, weights)
    )
    SELECT ts_headline('english', text, wanted.query, $3) AS marked
    FROM wanted, unnest($2::text[]) WITH ORDINALITY AS t(text, place) ORDER BY place`,
    [plain(query), texts.map(plain), `HighlightAll=true, StartSel=${begin}, StopSel=${end}`],
  );
  return rows.map(({ marked }) => [...new Set(markedWords(marked ?? ""))]);
}

const markedWords = (text: string): string[] =>
  text
    .split(begin)
    .slice(1)
    .flatMap((part) => wordsOf(part.slice(0, Math.max(0, part.indexOf(end)))));

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
