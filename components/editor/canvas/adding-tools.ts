import { taskKinds } from "@/lib/tasks/kinds";
import { addTask, insertOnEdge } from "@/lib/workflows/commands/add-task";
import { connect, moveEdgeEnd, whyNotConnect } from "@/lib/workflows/commands/connect";
import { addGroup, addNote } from "@/lib/workflows/commands/layout-parts";
import { cardSize } from "@/lib/workflows/layout-size";
import type { PaletteTarget } from "./canvas-state";
import type { Ground } from "./canvas-tools";
import type { ChangingTools } from "./changing-tools";
import { BoxIndex, boxAround, centerOf, type Point } from "./geometry";
import { freeBox, placeCards } from "./place-cards";
import type { SelectingTools } from "./selecting-tools";
import { toGrid } from "./snap-cards";
import type { ViewTools } from "./view-tools";

const noteSize = { width: 208, height: 112 };
const frameMargin = 32;

/** Adding tasks, edges, notes and groups. */
export function addingTools(ground: Ground, selecting: SelectingTools, { run }: ChangingTools, view: ViewTools) {
  const { editor, canvas, host, places, tell } = ground;
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
    const taken = new BoxIndex(view.boxes().values());
    if (at) return { x: toGrid(at.x - size.width / 2), y: toGrid(at.y - size.height / 2) };
    const edge = state().document.definition.edges.find(({ id }) => id === edgeId);
    const ends = edge && [edge.from, edge.to].flatMap((id) => view.boxes().get(id) ?? []);
    if (!after && !ends?.length) {
      const { x, y } = view.centerOfView();
      return freeBox({ x: toGrid(x - size.width / 2), y: toGrid(y - size.height / 2), ...size }, taken);
    }
    if (ends && ends.length > 1) {
      const { x, y } = centerOf(boxAround(ends));
      return freeBox({ x: toGrid(x - size.width / 2), y: toGrid(y - size.height / 2), ...size }, taken);
    }
    const edges = [{ from: after?.taskId ?? edge?.from ?? "", to: "new" }];
    const cards = [...view.boxes()].map(([id, { width, height }]) => ({ id, width, height }));
    const all = Object.fromEntries([...view.boxes()].map(([id, { x, y }]) => [id, { x, y }]));
    return placeCards({ cards: [...cards, { id: "new", ...size }], edges, places: all }).new ?? { x: 0, y: 0 };
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
        config: config.defaults(),
      };
      const { x, y } = placeFor(target, task.label);
      const added = target.edgeId
        ? run(insertOnEdge, { edgeId: target.edgeId, task: task as never, at: { x, y } })
        : run(addTask, { task: task as never, at: { x, y }, after: target.after });
      if (!added) return;
      canvas.setState({ palette: null });
      const id = state().document.definition.tasks.at(-1)?.id;
      if (!id) return;
      selecting.goTo(id);
      tell(`Added ${task.label}.`);
    },
    addNote(): void {
      const { x, y } = view.centerOfView();
      const wish = { x: toGrid(x - noteSize.width / 2), y: toGrid(y - noteSize.height / 2), ...noteSize };
      const box = freeBox(wish, new BoxIndex(view.boxes().values()));
      if (!run(addNote, { text: "", ...box })) return;
      const id = state().document.layout.notes.at(-1)?.id;
      if (id) selecting.select({ noteIds: [id] });
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
      if (!run(addGroup, { label: "", ...frame })) return;
      const id = state().document.layout.groups.at(-1)?.id;
      if (id) selecting.select({ groupIds: [id] });
    },
    /** Asks for the task that an edge is to lead to: a new one, or the one that is selected. */
    choose(end: "from" | "to" = "to"): void {
      const { selection } = state();
      const [edgeId] = selection.edgeIds;
      const from = selection.taskIds[0] ?? selecting.cursor();
      if (edgeId) canvas.setState({ choosing: { edgeId, end } });
      else if (from) canvas.setState({ choosing: { from } });
    },
    /** Why there can be no such edge; undefined when there can. */
    whyNot: (from: string, to: string) => whyNotConnect(state().document, from, to),
    connect(from: string, to: string): void {
      if (!run(connect, { from, to })) return;
      const edge = state().document.definition.edges.at(-1);
      if (edge) selecting.select({ edgeIds: [edge.id] });
      tell("Connected.");
    },
    moveEnd(edgeId: string, end: "from" | "to", taskId: string): void {
      if (run(moveEdgeEnd, { edgeId, end, taskId })) tell("The edge leads elsewhere now.");
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
