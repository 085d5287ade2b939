import { breakText } from "@/lib/workflows/layout/layout-text";
import { element, escapeText } from "./svg";

interface TextBox {
  x: number;
  /** The top of the first line. */
  y: number;
  maxWidth: number;
  maxLines: number;
  fontSize: number;
  lineHeight: number;
  fill: string;
  isStrong?: boolean;
  /** Around `x`, instead of from it. */
  isCentred?: boolean;
}

/** A text in lines of at most a width. What has no space ends in an ellipsis; the whole text is its tooltip then. */
export function drawText(text: string, box: TextBox): string {
  const { x, y, maxWidth, maxLines, fontSize, lineHeight, fill, isStrong, isCentred } = box;
  const lines = text.split("\n").flatMap((line) => breakText(line, fontSize, maxWidth).map((part) => part.text.trim()));
  const isCut = lines.length > maxLines;
  const shown = lines.slice(0, maxLines);
  if (isCut) shown[maxLines - 1] = shortened(shown[maxLines - 1] ?? "", fontSize, maxWidth);
  // The letters of a line stand a little above its middle.
  const baseline = y + lineHeight / 2 + fontSize * 0.36;
  const look = {
    ...{ x, fill, "font-size": fontSize, "unicode-bidi": "plaintext" },
    ...(isStrong && { "font-weight": 600 }),
    ...(isCentred && { "text-anchor": "middle" }),
  };
  const texts = shown.map((line, index) =>
    line === ""
      ? ""
      : element(
          "text",
          { ...look, y: baseline + index * lineHeight, ...fitted(line, fontSize, maxWidth) },
          escapeText(line),
        ),
  );
  return isCut ? element("g", {}, element("title", {}, escapeText(text)) + texts.join("")) : texts.join("");
}

/** A fuller line than this could leave its box in a wide font. */
const fullFrom = 0.8;

/** The width that a nearly full line gets in every font. Only the widths of Latin letters are known well enough. */
function fitted(line: string, fontSize: number, maxWidth: number): Record<string, string | number> {
  const width = breakText(line, fontSize, Number.POSITIVE_INFINITY)[0]?.width ?? 0;
  if (width < maxWidth * fullFrom || !/^[\x20-\x7e\u00a0-\u024f…]*$/.test(line)) return {};
  return { textLength: Math.min(width, maxWidth), lengthAdjust: "spacingAndGlyphs" };
}

/** The beginning of a line that has space for an ellipsis. */
function shortened(line: string, fontSize: number, maxWidth: number): string {
  const [first] = breakText(line, fontSize, maxWidth - fontSize);
  return `${first?.text.trimEnd() ?? ""}…`;
}

/** How many lines of a text have space in a height. */
export const linesIn = (height: number, lineHeight: number): number => Math.max(1, Math.floor(height / lineHeight));
