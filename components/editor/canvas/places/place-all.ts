import type { EditorDocument } from "@/lib/workflows/commands/document";
import { cardSize } from "@/lib/workflows/layout/layout-size";
import type { Point } from "./geometry";
import type { Places } from "./moved-parts";
import { placeCards } from "./place-cards";

/**
 * Gives every card a place: that of the document, else the one that the layout found (`layoutPlaces`), else one near what the
 * card follows. A place that was found once is kept, so that no card moves because of another one.
 */
export function createPlacer(): (document: EditorDocument, layoutPlaces: Places) => Places {
  let found: Record<string, Point> = {};
  let last: { tasks: unknown; edges: unknown; positions: unknown; layoutPlaces: unknown; places: Places } | undefined;
  return ({ definition: { tasks, edges }, layout: { positions } }, layoutPlaces) => {
    if (
      last?.tasks === tasks &&
      last.edges === edges &&
      last.positions === positions &&
      last.layoutPlaces === layoutPlaces
    ) {
      return last.places;
    }
    const known: Record<string, Point> = { ...layoutPlaces, ...found, ...positions };
    const cards = tasks.map(({ id, label }) => ({ id, ...cardSize(label) }));
    found = { ...found, ...layoutPlaces, ...placeCards({ cards, edges, places: known }) };
    const places = Object.fromEntries(tasks.flatMap(({ id }) => [[id, positions[id] ?? found[id] ?? { x: 0, y: 0 }]]));
    last = { tasks, edges, positions, layoutPlaces, places };
    return places;
  };
}
