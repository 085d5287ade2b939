import type { GraphDefinition } from "@/lib/engine";
import { orderGraph } from "@/lib/workflows/layout/layout-order";
import type { CanvasContext } from "./canvas-context";
import { type Direction, findNeighbour } from "./find-neighbour";
import type { FocusTools } from "./focus-tools";

const noNeighbourTexts: Record<Direction, string> = {
  next: "Nothing follows this task.",
  previous: "Nothing comes before this task.",
  left: "There is no task to the left.",
  right: "There is no task to the right.",
};

/** Moving the selection and the focus from part to part by keyboard. */
export function createNavigationTools(context: CanvasContext, { select, focus, cursor }: FocusTools) {
  const { editor, canvas, places, announce } = context;
  const state = () => editor.getState();

  /** Selects a task, focuses it and brings it into view. `extend` keeps the current selection. */
  function goTo(taskId: string, extend = false): void {
    const { selection } = state();
    const taskIds = extend ? [...new Set([...selection.taskIds, taskId])] : [taskId];
    select(extend ? { ...selection, taskIds } : { taskIds });
    canvas.setState({ cursorId: taskId });
    focus(taskId);
  }

  return {
    goTo,
    /** Moves along an edge or to a card beside. `extend` keeps the current selection. */
    walk(direction: Direction, extend = false): void {
      const from = cursor();
      if (!from) return;
      const { definition } = state().document;
      const graph = { edges: definition.edges, taskIds: readingOrder(definition), places: places() };
      const to = findNeighbour(from, direction, graph);
      if (to) goTo(to, extend);
      else announce(noNeighbourTexts[direction]);
    },
    /** Goes to the first or the last task in reading order. */
    goToEnd(end: "first" | "last"): void {
      const id = readingOrder(state().document.definition).at(end === "first" ? 0 : -1);
      if (id) goTo(id);
    },
    /** Selects the next outgoing edge of a task, so that keys can change edges. */
    selectNextEdge(): void {
      const { document, selection } = state();
      const selected = document.definition.edges.find(({ id }) => id === selection.edgeIds[0]);
      const from = selected?.from ?? cursor();
      const edges = document.definition.edges.filter((edge) => edge.from === from);
      const next = edges[(selected ? edges.indexOf(selected) + 1 : 0) % edges.length];
      if (next) select({ edgeIds: [next.id] });
      else announce("Nothing follows this task yet.");
    },
    /** Selects the next note or group. */
    selectNextNote(): void {
      const { document, selection } = state();
      const { notes, groups } = document.layout;
      const ids = [...notes, ...groups].map(({ id }) => id);
      const current = selection.noteIds[0] ?? selection.groupIds[0];
      const next = ids[(current === undefined ? 0 : ids.indexOf(current) + 1) % ids.length];
      if (next === undefined) announce("There are no notes or groups.");
      else {
        select(notes.some(({ id }) => id === next) ? { noteIds: [next] } : { groupIds: [next] });
        focus(next);
      }
    },
  };
}

/** Task ids in reading order. Edges of a draft that lack a task are ignored. */
function readingOrder(definition: GraphDefinition): string[] {
  const known = new Set(definition.tasks.map(({ id }) => id));
  const edges = definition.edges.filter(({ from, to }) => known.has(from) && known.has(to));
  return orderGraph({ ...definition, edges }).taskIds;
}

export type NavigationTools = ReturnType<typeof createNavigationTools>;
