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
  const spans = shown.map((line, index) =>
    element("tspan", { x, y: baseline + index * lineHeight }, escapeText(line) || "&#160;"),
  );
  const attributes = {
    fill,
    "font-size": fontSize,
    "font-weight": isStrong ? 600 : undefined,
    "text-anchor": isCentred ? "middle" : undefined,
    "unicode-bidi": "plaintext",
  };
  return element("text", attributes, (isCut ? element("title", {}, escapeText(text)) : "") + spans.join(""));
}

/** The beginning of a line that has space for an ellipsis. */
function shortened(line: string, fontSize: number, maxWidth: number): string {
  const [first] = breakText(line, fontSize, maxWidth - fontSize);
  return `${first?.text.trimEnd() ?? ""}…`;
}

/** How many lines of a text have space in a height. */
export const linesIn = (height: number, lineHeight: number): number => Math.max(1, Math.floor(height / lineHeight));
