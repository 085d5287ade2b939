import type { GraphEdge } from "../schema";
import { measureText } from "./layout-text";

/** Pixels. Two cards beside each other can be read in the narrowest pane that shows a graph (a case at 1440 px). */
const card = { width: 224, padding: 10, icon: 32, gap: 8, nameSize: 14, nameLine: 20, summaryLine: 16, nameLines: 2 };
const label = { fontSize: 12, line: 16, maxTextWidth: 208, padding: 8, lines: 6 };
/** What was true when a session went on without a condition; the rest of it is said elsewhere. */
const otherwise = { width: 120, lines: 3 };

/** The size of a task's card: as high as its name takes. Pixels. */
export function cardSize(name: string): { width: number; height: number } {
  const room = card.width - 2 * card.padding - card.icon - card.gap - 2;
  const { lines } = measureText(name, card.nameSize, room);
  const nameHeight = Math.min(lines, card.nameLines) * card.nameLine;
  return { width: card.width, height: nameHeight + card.summaryLine + 2 * card.padding };
}

/** The box of an edge's sentence; "otherwise" has room for what was true when a session took it. Pixels. */
export function labelSize({
  label: text,
  short = text,
  isOtherwise,
}: Pick<GraphEdge, "label" | "short" | "isOtherwise">): {
  width: number;
  height: number;
} {
  const { width, lines } = measureText(short, label.fontSize, label.maxTextWidth);
  const shown = isOtherwise ? otherwise.lines : Math.min(lines, label.lines);
  return {
    width: (isOtherwise ? otherwise.width : width) + label.padding,
    height: shown * label.line + 4,
  };
}
