import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { TextBlock } from "../schema";

/** Blocks that are read without a pause: other requests wait meanwhile. */
const blocksAtOnce = 5_000;

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** The headings and paragraphs of HTML as `mammoth` writes it. A tag of a block ends the text before. */
export async function readHtml(html: string): Promise<TextBlock[]> {
  const blocks: TextBlock[] = [];
  let text = "";
  let level = 0;
  const close = () => {
    const joined = decode(text).replace(/\s+/g, " ").trim();
    if (joined !== "") blocks.push({ text: joined, level, page: null });
    text = "";
  };
  for (const [part] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    if (!part.startsWith("<")) {
      text += part;
      continue;
    }
    const [, slash, name = ""] = /^<(\/?)([a-z0-9]+)/i.exec(part) ?? [];
    if (name === "br") text += " ";
    else if (/^(h[1-6]|p|li|ul|ol|td|th|tr|table|div|blockquote)$/.test(name)) {
      close();
      if (blocks.length % blocksAtOnce === 0) await yieldToOthers();
      level = /^h[1-6]$/.test(name) && !slash ? Number(name.slice(1)) : 0;
    }
  }
  close();
  return blocks;
}

const decode = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{1,6});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
