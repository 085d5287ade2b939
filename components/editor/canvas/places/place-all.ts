import type { EditorDocument } from "@/lib/workflows/commands/document";
import { cardSize } from "@/lib/workflows/layout/layout-size";
import type { Point } from "./geometry";
import type { Places } from "./moved-parts";
import { placeCards } from "./place-cards";

/**
 * Creates a function that gives every card a place: the place that the document stores, otherwise the place of the
 * layout service (`layoutPlaces`), otherwise a place near a connected card. A place that was given once is reused, so a
 * change of one card does not move another.
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
