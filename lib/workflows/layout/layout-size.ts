import type { GraphEdge } from "../schema";
import { measureText } from "./layout-text";

/** Pixels. Two cards side by side are legible in the narrowest pane with a graph (a case at 1440 px). */
const card = { width: 224, padding: 10, icon: 32, gap: 8, nameSize: 14, nameLine: 20, summaryLine: 16, nameLines: 2 };
const label = { fontSize: 12, line: 16, maxTextWidth: 208, padding: 8, lines: 6 };
/** The label of an "otherwise" edge. It has space for one reason why a session took the edge. */
const otherwise = { width: 120, lines: 3 };

/** The size of a task's card in pixels. Its height depends on its name. */
export function cardSize(name: string): { width: number; height: number } {
  const nameWidth = card.width - 2 * card.padding - card.icon - card.gap - 2;
  const { lines } = measureText(name, card.nameSize, nameWidth);
  const nameHeight = Math.min(lines, card.nameLines) * card.nameLine;
  return { width: card.width, height: nameHeight + card.summaryLine + 2 * card.padding };
}

/** The size of an edge's label in pixels. */
export function labelSize({
  label: text,
  short = text,
  isOtherwise,
}: Pick<GraphEdge, "label" | "short" | "isOtherwise">): {
  width: number;
  height: number;
} {
  const { width, lines } = measureText(short, label.fontSize, label.maxTextWidth);
  const shownLines = isOtherwise ? otherwise.lines : Math.min(lines, label.lines);
  return {
    width: (isOtherwise ? otherwise.width : width) + label.padding,
    height: shownLines * label.line + 4,
  };
}
