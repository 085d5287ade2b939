import { dashes, middleOfLongest, pathAlong } from "@/components/workflows/graph/edge-path";
import { breakText } from "@/lib/workflows/layout/layout-text";
import type { EdgeRoute, GraphEdge } from "@/lib/workflows/schema";
import { drawText, linesIn } from "./draw-text";
import { colours } from "./look";
import { element, escapeText } from "./svg";

const arrowheadId = "arrowhead";
const label = { fontSize: 12, lineHeight: 16, padding: 4 };

/** The arrowhead that the lines end with. */
export const drawArrowheads = (): string =>
  element(
    "defs",
    {},
    element(
      "marker",
      {
        ...{ id: arrowheadId, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 9, markerHeight: 9 },
        ...{ markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" },
      },
      element("path", { d: "M0 0L10 5L0 10z", fill: colours.edge }),
    ),
  );

/** The line of an edge and its sentence. Lines that lead back are dotted. */
export function drawEdge(
  { label: sentence, short = sentence, isBack }: GraphEdge,
  route: EdgeRoute,
): { line: string; label: string } {
  const line = element("path", {
    ...{ d: pathAlong(route.points), fill: "none", stroke: colours.edge, "stroke-width": isBack ? 2 : 1.5 },
    ...(isBack && { "stroke-dasharray": dashes.back, "stroke-linecap": "round" }),
    "marker-end": `url(#${arrowheadId})`,
  });
  return { line, label: short ? drawLabel(short, sentence, route) : "" };
}

/** A shortened sentence has the whole one as its tooltip. */
function drawLabel(text: string, sentence: string, { points, label: box }: EdgeRoute): string {
  const middle = middleOfLongest(points);
  const { x, y, width, height } = box ?? { x: middle.x - 104, y: middle.y - 10, width: 208, height: 20 };
  const maxLines = linesIn(height, label.lineHeight);
  const maxWidth = width - label.padding;
  const lines = Math.min(breakText(text, label.fontSize, maxWidth).length, maxLines);
  const textHeight = lines * label.lineHeight;
  const top = y + (height - textHeight) / 2;
  return element(
    "g",
    {},
    (text === sentence ? "" : element("title", {}, escapeText(sentence))) +
      element("rect", { x, y: top, width, height: textHeight, rx: 4, fill: colours.canvas }) +
      drawText(text, {
        ...{ x: x + width / 2, y: top, maxWidth, maxLines, isCentred: true, fill: colours.inkSoft },
        ...{ fontSize: label.fontSize, lineHeight: label.lineHeight },
      }),
  );
}
