import type { GraphDefinition } from "@/lib/engine";
import { resolveSettings } from "@/lib/engine/definition-kit";
import type { CanvasGroup, CanvasNote } from "@/lib/workflows/commands/document";
import { describeCard } from "@/lib/workflows/describing/describe-card";
import { valueFormat } from "@/lib/workflows/describing/describe-words";
import { cardSize } from "@/lib/workflows/layout/layout-size";
import type { Places } from "../places/moved-parts";
import { drawText, linesIn } from "./draw-text";
import { iconShapes } from "./icon-shapes";
import { colours, toneColours } from "./look";
import { element, escapeText } from "./svg";

/** Pixels, as the card on the canvas has them. */
const card = { padding: 10, icon: 32, shape: 20, gap: 8, radius: 8 };
const name = { fontSize: 14, lineHeight: 20 };
const summary = { fontSize: 12, lineHeight: 16 };

/** The cards of the tasks, in the order of the definition. */
export function drawCards(definition: GraphDefinition, places: Places): string[] {
  const { tasks } = resolveSettings(definition, valueFormat);
  return tasks.map((task) => {
    const words = describeCard(task, definition.startTaskId);
    const { width, height } = cardSize(task.label);
    const { x, y } = places[task.id] ?? { x: 0, y: 0 };
    const textAt = x + card.padding + card.icon + card.gap;
    const maxWidth = x + width - card.padding - textAt;
    const nameLines = Math.max(1, Math.round((height - summary.lineHeight - 2 * card.padding) / name.lineHeight));
    const top = y + card.padding;
    const text = { x: textAt, maxWidth, fill: colours.ink };
    return element(
      "g",
      {},
      [
        element("title", {}, escapeText(`${words.label || task.id}: ${words.kindLabel}`)),
        element("rect", { x, y, width, height, rx: card.radius, fill: colours.surface, stroke: colours.line }),
        drawIcon(words.icon, x + card.padding, y + (height - card.icon) / 2),
        drawText(words.label || task.id, { ...text, ...name, y: top, maxLines: nameLines, isStrong: true }),
        drawText(words.summary, {
          ...{ ...text, ...summary, fill: colours.inkSoft, maxLines: 1 },
          y: top + nameLines * name.lineHeight,
        }),
        words.isStart ? drawStart(x, y) : "",
      ].join(""),
    );
  });
}

function drawIcon(icon: string, x: number, y: number): string {
  const inset = (card.icon - card.shape) / 2;
  const shapes = Object.hasOwn(iconShapes, icon) ? iconShapes[icon] : iconShapes["circle-dot"];
  const scale = card.shape / 24;
  const look = { fill: "none", stroke: colours.inkSoft, "stroke-width": 2, "stroke-linecap": "round" };
  return (
    element("rect", { x, y, width: card.icon, height: card.icon, rx: 6, fill: colours.sunken }) +
    element(
      "g",
      { transform: `translate(${x + inset} ${y + inset}) scale(${scale})`, ...look, "stroke-linejoin": "round" },
      shapes,
    )
  );
}

/** The badge "Start" on the upper border of a card. */
function drawStart(x: number, y: number): string {
  const [width, height] = [42, 18];
  const box = { x: x + 8, y: y - height / 2, width, height, rx: height / 2 };
  const text = { ...summary, maxWidth: width, maxLines: 1, fill: colours.accent, isCentred: true };
  return (
    element("rect", { ...box, fill: colours.accentSoft, stroke: colours.canvas }) +
    drawText("Start", { ...text, x: box.x + width / 2, y: box.y + 1 })
  );
}

/** A note of a designer. */
export function drawNote({ x, y, width, height, text, tone }: CanvasNote): string {
  const { fill, stroke } = toneColours[tone];
  const padding = 8;
  const look = { ...name, fill: colours.ink, maxWidth: width - 2 * padding };
  return element(
    "g",
    {},
    element("rect", { x, y, width, height, rx: card.radius, fill, stroke, "stroke-opacity": 0.4 }) +
      drawText(text, {
        ...{ ...look, x: x + padding, y: y + padding },
        maxLines: linesIn(height - 2 * padding, name.lineHeight),
      }),
  );
}

/** The named frame behind tasks. */
export function drawGroup({ x, y, width, height, label, tone }: CanvasGroup): string {
  const { stroke, text } = toneColours[tone];
  const frame = { x, y, width, height, rx: card.radius, fill: stroke, "fill-opacity": 0.05 };
  return element(
    "g",
    {},
    element("rect", { ...frame, stroke, "stroke-width": 2, "stroke-dasharray": "6 4" }) +
      drawText(label, {
        ...{ ...summary, x: x + 8, y: y + 4, maxWidth: width - 16, maxLines: 1 },
        ...{ fill: text, isStrong: true },
      }),
  );
}
