import { taskKinds } from "@/lib/tasks/kinds";
import { addTask, insertOnEdge } from "@/lib/workflows/commands/add-task";
import { connect, moveEdgeEnd, whyNotConnect } from "@/lib/workflows/commands/connect";
import { addGroup, addNote } from "@/lib/workflows/commands/layout-parts";
import { cardSize } from "@/lib/workflows/layout/layout-size";
import type { PaletteTarget } from "../canvas-state";
import { type Box, BoxIndex, boxAround, centerOf, type Point } from "../places/geometry";
import { freeBox, gap } from "../places/place-cards";
import { toGrid } from "../places/snap-cards";
import type { Ground } from "./canvas-tools";
import type { ChangingTools } from "./changing-tools";
import type { SelectingTools } from "./selecting-tools";
import type { ViewTools } from "./view-tools";

const noteSize = { width: 208, height: 112 };
const frameMargin = 32;

/** Adding tasks, edges, notes and groups. */
export function addingTools(ground: Ground, selecting: SelectingTools, { run }: ChangingTools, view: ViewTools) {
  const { editor, canvas, host, announce } = ground;
  const state = () => editor.getState();

  const waysOut = (taskId: string) => state().document.definition.edges.filter(({ from }) => from === taskId).length;
  /** Between a task and the one that follows it; beside what follows where there are several. */
  const following = (taskId: string) => ({ taskId, as: waysOut(taskId) > 1 ? ("branch" as const) : ("next" as const) });

  /** Opens the palette for what is selected: an edge, a task, or nothing (the middle of the view). */
  function openPalette(): void {
    const { selection } = state();
    const [edgeId] = selection.edgeIds;
    const taskId = selection.taskIds[0] ?? (host()?.contains(document.activeElement) ? selecting.cursor() : undefined);
    canvas.setState({ palette: edgeId ? { edgeId } : taskId ? { after: following(taskId) } : {} });
  }

  /** A place of the window in pixels of the canvas region. */
  function inRegion({ x, y }: Point): Point {
    const { left = 0, top = 0 } = host()?.getBoundingClientRect() ?? {};
    return { x: x - left, y: y - top };
  }

  /** Where the card of a new task goes. */
  function placeFor({ at, after, edgeId }: PaletteTarget, label: string): Point {
    const size = cardSize(label);
    const all = view.boxes();
    if (at) return { x: toGrid(at.x - size.width / 2), y: toGrid(at.y - size.height / 2) };
    const edge = state().document.definition.edges.find(({ id }) => id === edgeId);
    const ends = edge ? [edge.from, edge.to].flatMap((id) => all.get(id) ?? []) : [];
    const previous = all.get(after?.taskId ?? edge?.from ?? "");
    if (previous && ends.length < 2) return placeBelow(previous, size);
    const { x, y } = ends.length > 1 ? centerOf(boxAround(ends)) : view.centerOfView();
    return placeNear({ x: x - size.width / 2, y: y - size.height / 2, ...size });
  }

  const placeBelow = (previous: Box, size: { width: number; height: number }) =>
    placeNear({ x: previous.x + (previous.width - size.width) / 2, y: previous.y + previous.height + gap.y, ...size });

  /** The nearest free place on the grid; a group is no obstacle. */
  function placeNear(wish: Box): Point {
    const groups = new Set(state().document.layout.groups.map(({ id }) => id));
    const taken = new BoxIndex([...view.boxes()].flatMap(([id, box]) => (groups.has(id) ? [] : [box])));
    return freeBox({ ...wish, x: toGrid(wish.x), y: toGrid(wish.y) }, taken);
  }

  return {
    openPalette,
    openPaletteAfter(taskId: string, at: Point): void {
      canvas.setState({ palette: { after: following(taskId), opensAt: inRegion(at) } });
    },
    /** For a connection that was let go over the empty canvas. */
    openPaletteAt(at: Point, from: string): void {
      canvas.setState({
        palette: {
          after: { taskId: from, as: "branch" },
          at: ground.flow.screenToFlowPosition(at),
          opensAt: inRegion(at),
        },
      });
    },
    /** Adds a task of a kind, selects it and puts the keyboard on it. */
    add(kind: string, target: PaletteTarget): void {
      const config = Object.hasOwn(taskKinds, kind) ? taskKinds[kind] : undefined;
      if (!config) return;
      const task = {
        kind,
        label: freshName(config.label, state().document.definition.tasks),
        config: config.defaults() as Record<string, unknown>,
      };
      const { x, y } = placeFor(target, task.label);
      const added = target.edgeId
        ? run(insertOnEdge, { edgeId: target.edgeId, task, at: { x, y } })
        : run(addTask, { task, at: { x, y }, after: target.after });
      if (!added.ok) return;
      canvas.setState({ palette: null });
      const [id] = added.added.taskIds;
      if (id) selecting.goTo(id);
      announce(`Added ${task.label}.`);
    },
    addNote(): void {
      const { x, y } = view.centerOfView();
      const place = placeNear({ x: x - noteSize.width / 2, y: y - noteSize.height / 2, ...noteSize });
      run(addNote, { text: "", ...noteSize, x: place.x, y: place.y });
    },
    /** A frame around what is selected, or in the middle of the view. */
    addGroup(): void {
      const { taskIds, noteIds } = state().selection;
      const inside = [...taskIds, ...noteIds].flatMap((id) => view.boxes().get(id) ?? []);
      const { x, y } = view.centerOfView();
      const box = inside.length > 0 ? boxAround(inside) : { x: x - 160, y: y - 96, width: 320, height: 192 };
      const left = toGrid(box.x - frameMargin);
      const top = toGrid(box.y - frameMargin - 8);
      const frame = {
        ...{ x: left, y: top, width: toGrid(box.x + box.width + frameMargin - left) },
        height: toGrid(box.y + box.height + frameMargin - top),
      };
      run(addGroup, { label: "", ...frame });
    },
    /** Asks for the task that an edge is to lead to: a new one, or the one that is selected. */
    choose(end: "from" | "to" = "to"): void {
      const { selection } = state();
      const [edgeId] = selection.edgeIds;
      const from = selection.taskIds[0] ?? selecting.cursor();
      if (edgeId) state().ask({ about: "move", edgeId, end, isFromCanvas: true });
      else if (from) state().ask({ about: "connect", taskId: from, isFromCanvas: true });
    },
    /** Why there can be no such edge, or why `edgeId` cannot become one; undefined when it can. */
    whyNot(from: string, to: string, edgeId?: string): string | undefined {
      const { document } = state();
      const edge = document.definition.edges.find(({ id }) => id === edgeId);
      const edges = document.definition.edges.filter((one) => one !== edge);
      return whyNotConnect({ ...document, definition: { ...document.definition, edges } }, from, to, edge?.condition);
    },
    connect(from: string, to: string): void {
      if (run(connect, { from, to }).ok) announce("Connected.");
    },
    moveEnd(edgeId: string, end: "from" | "to", taskId: string): void {
      if (run(moveEdgeEnd, { edgeId, end, taskId }).ok) announce("The edge leads elsewhere now.");
    },
  };
}

/** "Say", "Say 2": a name that no task has. */
function freshName(name: string, tasks: readonly { label: string }[]): string {
  const taken = new Set(tasks.map(({ label }) => label));
  let fresh = name;
  for (let count = 2; taken.has(fresh); count++) fresh = `${name} ${count}`;
  return fresh;
}
