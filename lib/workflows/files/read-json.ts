import { mostProblems } from "@/lib/engine/definition-kit";

/** Where something begins in a text. Both count from 1. */
export interface Position {
  line: number;
  column: number;
}

type Path = readonly PropertyKey[];

/** A property that an object of the text has several times. JSON.parse would silently keep the last one. */
interface RepeatedKey {
  path: (string | number)[];
  lines: [number, number];
}

/** A JSON text as read: its value, and where its parts are. */
export interface ReadJson {
  value: unknown;
  /** The line of a value; of a path that is not in the text, the line of its nearest outer value. */
  lineOf(path: Path): number;
  /** At most one more than can be listed. */
  repeated: RepeatedKey[];
}

/** A text that is not JSON. */
export class JsonTextError extends Error {
  readonly position: Position;

  /** `message` says what is expected at the position. */
  constructor(message: string, position: Position) {
    super(message);
    this.name = "JsonTextError";
    this.position = position;
  }
}

/** A value in the text, and the values in it by key or index. */
interface Place {
  at: number;
  value?: unknown;
  parts?: Map<string, Place> | Place[];
}

const plainWord = /[\w+.-]+/y;
/** A text without escapes. Most texts are, and they need no JSON.parse. */
const plainText = /^[^\\\p{Cc}]*$/u;

const ownKey = { configurable: true, enumerable: true, writable: true };

/** The most levels of nested values. Texts with more are refused before their values are read. */
const maxDepth = 400;

/**
 * Reads a JSON text. Throws JsonTextError for a text that is not JSON. JSON.parse is not used for the whole, because it
 * reports no positions, and because V8 (Node.js 20) can give an object the key `\` for the key `"`.
 */
export function readJson(text: string): ReadJson {
  const scanner = new Scanner(text);
  const root = scanner.scanDocument();
  return {
    value: root.value,
    repeated: scanner.repeated,
    lineOf(path) {
      let place = root;
      for (const key of path) {
        const { parts } = place;
        const part = Array.isArray(parts) ? parts[Number(key)] : parts?.get(String(key));
        if (!part) break;
        place = part;
      }
      return scanner.positionOf(place.at).line;
    },
  };
}

class Scanner {
  readonly repeated: RepeatedKey[] = [];
  readonly #text: string;
  /** Where each line starts. */
  readonly #lines: number[] = [0];
  readonly #path: (string | number)[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#lines.push(at + 1);
  }

  scanDocument(): Place {
    const root = this.#scanValue();
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail("nothing may follow the end of the value");
    return root;
  }

  positionOf(at: number): Position {
    let [low, high] = [0, this.#lines.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lines[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (this.#lines[low] ?? 0) + 1 };
  }

  #fail(expected: string): never {
    throw new JsonTextError(expected, this.positionOf(this.#at));
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.#at += 1;
    }
  }

  #scanValue(): Place {
    this.#skipSpace();
    const place: Place = { at: this.#at };
    const first = this.#text[this.#at];
    if (first === "{") this.#scanObject(place);
    else if (first === "[") this.#scanArray(place);
    else place.value = first === '"' ? this.#scanText() : this.#scanPlain();
    return place;
  }

  #scanObject(place: Place): void {
    const value: Record<string, unknown> = {};
    let parts: Map<string, Place> | undefined;
    let repeated: Set<string> | undefined;
    this.#enter("}", () => {
      this.#skipSpace();
      if (this.#text[this.#at] !== '"') this.#fail('a name in double quotes, such as "label", is expected here');
      const keyAt = this.#at;
      const key = this.#scanText();
      this.#skipSpace();
      if (this.#text[this.#at] !== ":") this.#fail("a colon is expected here");
      this.#at += 1;
      this.#path.push(key);
      parts ??= new Map();
      const known = parts.get(key);
      if (known && this.repeated.length <= mostProblems && !repeated?.has(key)) {
        repeated ??= new Set();
        repeated.add(key);
        const lines: [number, number] = [this.positionOf(known.at).line, this.positionOf(keyAt).line];
        this.repeated.push({ path: [...this.#path], lines });
      }
      const part = this.#scanValue();
      parts.set(key, part);
      // An assignment to __proto__ would set the prototype; JSON.parse gives the object a key of this name.
      if (key !== "__proto__") value[key] = part.value;
      else Object.defineProperty(value, key, { ...ownKey, value: part.value });
      this.#path.pop();
    });
    place.value = value;
    if (parts) place.parts = parts;
  }

  #scanArray(place: Place): void {
    const parts: Place[] = [];
    this.#enter("]", () => {
      this.#path.push(parts.length);
      parts.push(this.#scanValue());
      this.#path.pop();
    });
    place.value = parts.map(({ value }) => value);
    place.parts = parts;
  }

  /** Goes through the parts between the brackets, which commas separate. */
  #enter(close: "}" | "]", scanPart: () => void): void {
    if (this.#path.length > maxDepth) this.#fail("the values are nested too deeply here");
    this.#at += 1;
    this.#skipSpace();
    if (this.#text[this.#at] === close) {
      this.#at += 1;
      return;
    }
    for (;;) {
      scanPart();
      this.#skipSpace();
      const next = this.#text[this.#at];
      if (next !== "," && next !== close) this.#fail(`a comma or ${close} is expected here`);
      this.#at += 1;
      if (next === close) return;
    }
  }

  #scanText(): string {
    const start = this.#at;
    let end = this.#text.indexOf('"', start + 1);
    while (end > 0 && isEscaped(this.#text, end)) end = this.#text.indexOf('"', end + 1);
    if (end < 0) this.#fail("the text that begins here has no closing quote");
    const written = this.#text.slice(start, end + 1);
    if (plainText.test(written)) {
      this.#at = end + 1;
      return written.slice(1, -1);
    }
    try {
      const value = JSON.parse(written) as string;
      this.#at = end + 1;
      return value;
    } catch {
      const fault = written.includes("\n") ? "no closing quote" : "a character that JSON writes with a backslash";
      return this.#fail(`the text that begins here has ${fault}`);
    }
  }

  /** A number, true, false or null. */
  #scanPlain(): number | boolean | null {
    const start = this.#at;
    plainWord.lastIndex = start;
    const [word = ""] = plainWord.exec(this.#text) ?? [];
    this.#at += word.length;
    if (word === "true" || word === "false") return word === "true";
    if (word === "null") return null;
    if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) return Number(word);
    this.#at = start;
    return this.#fail(start < this.#text.length ? "a value is expected here" : "the file ends too early");
  }
}

/** Whether an odd number of backslashes is before the character. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text[before] === "\\") before -= 1;
  return (at - before) % 2 === 0;
}
