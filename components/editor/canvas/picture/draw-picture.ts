import { countNoun } from "@/lib/words";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import { boundsOf, createRouter } from "../edges/route-all";
import type { Places } from "../places/moved-parts";
import { drawCards, drawGroup, drawNote } from "./draw-cards";
import { drawArrowheads, drawEdge } from "./draw-edge";
import { colours, fontFamily } from "./look";
import { element, escapeText } from "./svg";

/** The space around the graph. Pixels. */
const margin = 24;

/**
 * The graph as an SVG document, as the canvas draws it in its light colours: groups, notes, edges with their sentences,
 * cards. It needs no style sheet and no font of the page.
 */
export function drawPicture(document: EditorDocument, places: Places): string {
  const { definition, layout } = document;
  const routed = createRouter()(document, places);
  const bounds = boundsOf(document, places, routed);
  const [width, height] = [bounds.width + 2 * margin, bounds.height + 2 * margin];
  const [x, y] = [bounds.x - margin, bounds.y - margin];
  const parts = [
    element("title", {}, escapeText(definition.name || "Workflow without a name")),
    element("desc", {}, escapeText(describeSize(definition))),
    drawArrowheads(),
    element("rect", { x, y, width, height, fill: colours.canvas }),
    ...layout.groups.map(drawGroup),
    ...layout.notes.map(drawNote),
    // A label is above every line.
    ...drawEdges(routed),
    ...drawCards(definition, places),
  ];
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: [x, y, width, height].map((value) => Math.round(value * 100) / 100).join(" "),
    width,
    height,
    role: "img",
    "font-family": fontFamily,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("svg", attributes, `\n${parts.join("\n")}\n`)}\n`;
}

function drawEdges({ edges, routes }: ReturnType<ReturnType<typeof createRouter>>): string[] {
  const drawn = edges.flatMap((edge) => {
    const route = routes.get(edge.id);
    return route ? [drawEdge(edge, route)] : [];
  });
  return [...drawn.map(({ line }) => line), ...drawn.map(({ label }) => label)].filter(Boolean);
}

function describeSize({ tasks, edges }: EditorDocument["definition"]): string {
  return `${countNoun(tasks.length, "task")} and ${countNoun(edges.length, "edge")}. Made by GraphFlow.`;
}
