import { htmlNames } from "./html-names";

/** A text, and where its characters are written in the text that it was decoded from. */
export interface Decoded {
  text: string;
  /** Of the character at this index: where it begins there, and where it ends. */
  from(index: number): number;
  to(index: number): number;
}

type Escapes = "json" | "html" | "url" | "quoted";

/** One escape that begins here. Each pattern has a bounded length. */
const patterns: Record<Escapes, string> = {
  // Also those of JavaScript, and the quoted pairs of headers: a backslash before any character.
  json: String.raw`\\(?:u[\da-f]{4}|u\{0{0,6}[\da-f]{1,6}\}|x[\da-f]{2}|[^])`,
  html: String.raw`&(?:#0{0,12}\d{1,7}|#x0{0,12}[\da-f]{1,6}|[a-z]{2,10}\d{0,2};);?`,
  url: "%u[\\da-f]{4}|(?:%[\\da-f]{2}){1,4}",
  // Quoted-printable, which encoded words of headers use too.
  quoted: "(?:=[\\da-f]{2}){1,4}|=\\r?\\n",
};

/**
 * Ways to read a text. Most texts mix the escapes of JSON, HTML and URLs; read alone, one kind leaves what only looks
 * like an escape of another.
 */
const readings: readonly RegExp[] = (
  [["json", "html", "url"], ["json"], ["html"], ["url"], ["quoted"]] satisfies Escapes[][]
).map((kinds) => new RegExp(kinds.map((kind) => patterns[kind]).join("|"), "gi"));

/** Escapes within escapes are read to this depth, and so many texts are made of one at most. */
const deepest = 4;
const mostReadings = 16;

/** The text as it is, and every text that it may be when its escapes are read. */
export function* decodings(text: string): Generator<Decoded> {
  const known = new Set([text]);
  let layer: Decoded[] = [{ text, from: (index) => index, to: (index) => index + 1 }];
  yield* layer;
  for (let depth = 0; depth < deepest && layer.length > 0; depth++) {
    const next: Decoded[] = [];
    for (const one of layer) {
      for (const pattern of readings) {
        if (known.size >= mostReadings) return;
        const read = decode(one, pattern);
        if (!read || known.has(read.text)) continue;
        known.add(read.text);
        next.push(read);
        yield read;
      }
    }
    layer = next;
  }
}

/** Undefined for a text without such an escape. */
function decode({ text, from, to }: Decoded, pattern: RegExp): Decoded | undefined {
  if (text.search(pattern) < 0) return undefined;
  const parts: string[] = [];
  const [starts, ends] = [new Uint32Array(text.length), new Uint32Array(text.length)];
  let [read, length] = [0, 0];
  const putPlain = (end: number): void => {
    parts.push(text.slice(read, end));
    for (; read < end; read++, length++) [starts[length], ends[length]] = [from(read), to(read)];
  };
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const { meant, end } = meaningOf(found[0], found.index);
    pattern.lastIndex = end;
    if (meant === undefined) continue;
    putPlain(found.index);
    parts.push(meant);
    for (const last = length + meant.length; length < last; length++)
      [starts[length], ends[length]] = [from(read), to(end - 1)];
    read = end;
  }
  putPlain(text.length);
  return { text: parts.join(""), from: (index) => starts[index] ?? 0, to: (index) => ends[index] ?? 0 };
}

interface Meaning {
  /** Undefined for what is not an escape. */
  meant: string | undefined;
  /** Where the escape ends. */
  end: number;
}

function meaningOf(written: string, at: number): Meaning {
  const end = at + written.length;
  if (written.startsWith("\\")) return { meant: backslashed(written.slice(1)), end };
  if (written.startsWith("&")) return { meant: entity(written.slice(1).replace(/;$/, "")), end };
  if (/^%u/i.test(written)) return { meant: character(Number.parseInt(written.slice(2), 16)), end };
  if (written.startsWith("=") && written.endsWith("\n")) return { meant: "", end };
  const bytes = written
    .slice(1)
    .split(/[%=]/)
    .map((digits) => Number.parseInt(digits, 16));
  const count = bytesOfFirst(bytes);
  const read = Buffer.from(bytes.slice(0, count)).toString(count > 1 ? "utf8" : "latin1");
  return { meant: read, end: at + 3 * count };
}

/** How many of the bytes are the first character in UTF-8; a byte that is none is one of Latin-1. */
function bytesOfFirst(bytes: readonly number[]): number {
  const [first = 0] = bytes;
  const count = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  const text = Buffer.from(bytes.slice(0, count)).toString("utf8");
  return count === bytes.slice(0, count).length && !text.includes("\ufffd") ? count : 1;
}

const controls: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function backslashed(written: string): string | undefined {
  const code = /^(?:u\{?|x)([\da-f]+)\}?$/i.exec(written)?.[1];
  return code === undefined ? (controls[written] ?? written) : character(Number.parseInt(code, 16));
}

function entity(name: string): string | undefined {
  const [, hex, digits] = /^#(x?)([\da-f]+)$/i.exec(name) ?? [];
  if (digits !== undefined) return character(Number.parseInt(digits, hex ? 16 : 10));
  return htmlNames.get(name) ?? htmlNames.get(name.toLowerCase());
}

const character = (code: number): string | undefined => (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);
