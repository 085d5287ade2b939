import type { TextBlock } from "../schema";
import { longestParagraph, readLines } from "./read-lines";

/** A line between two parts: three marks at least. Repeated groups of many marks would use up the stack. */
const rule = /^ {0,3}[-*_](?: *[-*_]){2}[-*_ ]*$/;

/** The headings, paragraphs, list items and table rows of Markdown, without its marks. */
export async function readMarkdown(text: string): Promise<TextBlock[]> {
  const blocks: TextBlock[] = [];
  let lines: string[] = [];
  let length = 0;
  let fence: string | undefined;
  const close = () => {
    const paragraph = withoutMarks(lines.join(" "));
    if (paragraph !== "") blocks.push({ text: paragraph, level: 0, page: null });
    lines = [];
    length = 0;
  };
  for await (const line of readLines(withoutComments(withoutFrontMatter(text)))) {
    length += line.length;
    if (length > longestParagraph) close();
    const mark = /^ {0,3}(```|~~~)/.exec(line)?.[1];
    if (mark && (fence === undefined || fence === mark)) {
      close();
      fence = fence === undefined ? mark : undefined;
      continue;
    }
    if (fence !== undefined) {
      lines.push(line);
      continue;
    }
    const heading = /^ {0,3}(#{1,6}) +(.*)$/.exec(line.trimEnd());
    const underline = /^ {0,3}(=+|-+) *$/.exec(line)?.[1];
    if (heading) {
      close();
      pushHeading(blocks, withoutClosingMarks(heading[2] ?? ""), heading[1]?.length ?? 1);
    } else if (underline && lines.length === 1) {
      const [title = ""] = lines;
      lines = [];
      pushHeading(blocks, title, underline.startsWith("=") ? 1 : 2);
    } else if (line.trim() === "" || rule.test(line)) close();
    else if (/^\s*([-*+]|\d{1,9}[.)]) +/.test(line)) {
      close();
      lines.push(line.replace(/^\s*([-*+]|\d{1,9}[.)]) +/, ""));
    } else if (/^\s*\|/.test(line)) {
      close();
      if (!/^[\s|:-]+$/.test(line))
        lines.push(
          line
            .split("|")
            .map((cell) => cell.trim())
            .filter(Boolean)
            .join(" | "),
        );
      close();
    } else lines.push(line.replace(/^ {0,3}> ?/, "").trim());
  }
  close();
  return blocks;
}

function pushHeading(blocks: TextBlock[], title: string, level: number): void {
  const text = withoutMarks(title);
  if (text !== "") blocks.push({ text, level, page: null });
}

/** Settings between lines of dashes at the top of a file are not text. */
const withoutFrontMatter = (text: string): string => {
  const end = text.startsWith("---\n") ? text.indexOf("\n---\n", 3) : -1;
  return end < 0 ? text : text.slice(end + 5);
};

/** "Theft ##" is "Theft". */
function withoutClosingMarks(title: string): string {
  let end = title.length;
  while (title[end - 1] === "#") end -= 1;
  return end === 0 || title[end - 1] === " " ? title.slice(0, end).trimEnd() : title;
}

/** Text without `<!-- comments -->`; one that does not end goes on to the end of the text. */
function withoutComments(text: string): string {
  let kept = "";
  let at = 0;
  for (let start = text.indexOf("<!--"); start >= 0; start = text.indexOf("<!--", at)) {
    kept += text.slice(at, start);
    const end = text.indexOf("-->", start + 4);
    if (end < 0) return kept;
    at = end + 3;
  }
  return kept + text.slice(at);
}

/** Emphasis, code and links as plain words. */
const withoutMarks = (text: string): string =>
  text
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/(\*\*|__|~~|`)/g, "")
    .replace(/(^|[\s(])[*_](?=\S)|(?<=\S)[*_](?=[\s).,;:!?]|$)/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
