/** A word with more letters is one unknown token, as in BERT. It also bounds the search for its pieces. */
const maxWordLength = 100;
/** Tokens of one text that count; the model from which the table was made read no more. */
const maxTokens = 254;

/** Splits text into the pieces of BERT's uncased vocabulary (WordPiece). */
export class Tokenizer {
  readonly #ids: ReadonlyMap<string, number>;
  readonly #unknown: number;

  /** `vocabulary` has one token a line; the number of the line, from 0, is the token's id. */
  constructor(vocabulary: string) {
    this.#ids = new Map(vocabulary.split("\n").map((token, id) => [token.trimEnd(), id]));
    this.#unknown = this.#ids.get("[UNK]") ?? 0;
  }

  /** The ids of the tokens of a text, at most 254. */
  tokenize(text: string): number[] {
    const ids: number[] = [];
    for (const [word] of plainText(text).matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)) {
      if (ids.length >= maxTokens) break;
      ids.push(...this.#piecesOf(word));
    }
    return ids.slice(0, maxTokens);
  }

  /** The longest piece that the vocabulary has, then the longest of the rest; a word without such pieces is unknown. */
  #piecesOf(word: string): number[] {
    if (word.length > maxWordLength) return [this.#unknown];
    const pieces: number[] = [];
    for (let start = 0; start < word.length; ) {
      let end = word.length;
      let id: number | undefined;
      for (; end > start && id === undefined; end--)
        id = this.#ids.get((start > 0 ? "##" : "") + word.slice(start, end));
      if (id === undefined) return [this.#unknown];
      pieces.push(id);
      start = end + 1;
    }
    return pieces;
  }
}

/** Lower case without accents. */
const plainText = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
