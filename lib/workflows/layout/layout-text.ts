/**
 * The widths of the printable ASCII characters in Inter semibold, as a browser measures them, in thousandths of the
 * font size. The regular weight is narrower, so both weights fit a box for semibold text.
 */
const asciiWidths = [
  ...[252, 321, 523, 644, 650, 1004, 663, 326, 373, 373, 540, 673, 319, 465, 319, 379, 660, 423, 623, 636, 666, 612],
  ...[640, 576, 640, 640, 319, 329, 673, 673, 673, 543, 999, 728, 659, 737, 722, 605, 588, 749, 746, 277, 580, 703],
  ...[565, 922, 759, 769, 645, 773, 652, 650, 660, 736, 728, 1020, 720, 713, 652, 373, 379, 373, 481, 469, 351, 574],
  ...[624, 583, 624, 591, 389, 625, 612, 262, 262, 569, 262, 900, 612, 609, 624, 624, 397, 549, 353, 612, 587, 839],
  ...[569, 588, 566, 455, 359, 455, 673],
];
const isInvisible = /[\p{M}\p{Cf}]/u;
/** Characters as wide as they are high. A line may break before and after each of them. */
const isFullWidth =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF01-\uFF60]/u;
const isPicture = /\p{Extended_Pictographic}/u;
const isCapital = /\p{Lu}/u;

/** The width of a character in thousandths of the font size. Outside ASCII it is an upper estimate, as fonts differ. */
function widthOf(character: string): number {
  const ascii = asciiWidths[(character.codePointAt(0) ?? 0) - 32];
  if (ascii !== undefined) return ascii;
  if (isInvisible.test(character)) return 0;
  if (isPicture.test(character)) return 1_400;
  if (isFullWidth.test(character)) return 1_000;
  return isCapital.test(character) ? 880 : 760;
}

/** The width of a text on one line, in pixels. */
const widthOfText = (text: string, fontSize: number): number =>
  ([...text].reduce((sum, character) => sum + widthOf(character), 0) * fontSize) / 1_000;

/** The pieces between which a line may break: words with the space after them, and single full-width characters. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let word = "";
  for (const character of text) {
    const isPiece = isFullWidth.test(character);
    if (isPiece && word) pieces.push(word);
    word = isPiece ? character : word + character;
    if (isPiece || character === " ") {
      pieces.push(word);
      word = "";
    }
  }
  return word ? [...pieces, word] : pieces;
}

/** One line of a text, and how much of the width it may take. Pixels. */
interface TextLine {
  text: string;
  width: number;
}

/** The lines of a text as a browser breaks it with `overflow-wrap: anywhere`. Sizes are in pixels. */
export function breakText(text: string, fontSize: number, maxWidth: number): TextLine[] {
  let line: TextLine = { text: "", width: 0 };
  const lines = [line];
  let used = 0;
  const startLine = (width = 0): void => {
    line = { text: "", width };
    lines.push(line);
    used = 0;
  };
  const place = (piece: string, width: number): void => {
    if (used > 0 && used + width > maxWidth) startLine();
    used += width;
    line.text += piece;
    line.width = Math.max(line.width, Math.min(used, maxWidth));
  };
  for (const piece of piecesOf(text)) {
    const width = widthOfText(piece.trimEnd(), fontSize);
    if (width > maxWidth) {
      // A word that is longer than a line starts on a new line and is broken there.
      if (used > 0) startLine(maxWidth);
      for (const character of piece) place(character, widthOfText(character, fontSize));
    } else {
      place(piece, width);
      used += widthOfText(piece, fontSize) - width;
    }
  }
  return lines;
}

/** The number of lines of a text, and the width of the longest one in whole pixels. */
export function measureText(text: string, fontSize: number, maxWidth: number): { width: number; lines: number } {
  const lines = breakText(text, fontSize, maxWidth);
  return { width: Math.ceil(Math.max(...lines.map(({ width }) => width))), lines: lines.length };
}
