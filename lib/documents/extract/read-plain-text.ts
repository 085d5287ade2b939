import type { TextBlock } from "../schema";
import { longestParagraph, readLines } from "./read-lines";

/** "3.2 Windscreen", "Section 4: Excess": a short numbered line without a full stop at its end. */
const numberedHeading =
  /^((\d{1,3}\.){0,9}\d{1,3}\.?|(section|part|chapter|article) \d{1,3}[.:]?) +\p{Lu}[^.!?]{0,70}$/iu;

/** The paragraphs and numbered headings of text. Lines of a paragraph are joined. `page` is the page of all. */
export async function readPlainText(text: string, page: number | null): Promise<TextBlock[]> {
  const blocks: TextBlock[] = [];
  let lines: string[] = [];
  let length = 0;
  const close = () => {
    const joined = lines.join(" ").replace(/\s+/g, " ").trim();
    if (joined !== "") blocks.push({ text: joined, level: 0, page });
    lines = [];
    length = 0;
  };
  for await (const whole of readLines(text)) {
    const line = whole.trim();
    length += line.length;
    if (line === "" || length > longestParagraph) close();
    if (numberedHeading.test(line)) {
      close();
      blocks.push({ text: line, level: levelOf(line), page });
      continue;
    }
    if (/^([-*\u2022]|\d{1,3}[.)]|\([a-z]\)) /.test(line)) close();
    lines.push(line);
  }
  close();
  return blocks;
}

/** The pages of a PDF, whose lines end where the page did. A word that is split there is put together. */
export async function readPages(pages: readonly string[]): Promise<TextBlock[]> {
  const blocks: TextBlock[][] = [];
  for (const [index, text] of pages.entries())
    blocks.push(await readPlainText(text.replace(/(\p{Ll})-\n(?=\p{Ll})/gu, "$1"), index + 1));
  return blocks.flat();
}

/** "3.2" is below "3". */
const levelOf = (heading: string): number =>
  Math.min(6, (/^[\d.]+/.exec(heading)?.[0].match(/\d+/g)?.length ?? 1) || 1);
