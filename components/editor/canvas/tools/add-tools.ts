import { taskKinds } from "@/lib/tasks/kinds";
import { addTask, insertOnEdge } from "@/lib/workflows/commands/add-task";
import { addGroup, addNote } from "@/lib/workflows/commands/layout-parts";
import type { PaletteTarget } from "../canvas-state";
import { type Box, boxAround } from "../places/geometry";
import { toGrid } from "../places/snap-cards";
import type { CanvasContext } from "./canvas-context";
import type { NavigationTools } from "./navigation-tools";
import { placeNear, placeNewTask } from "./place-new-part";
import type { ViewTools } from "./view-tools";

/** Pixels. */
const noteSize = { width: 208, height: 112 };
const emptyGroupSize = { width: 320, height: 192 };
/** Pixels between the border of a group and the parts in it. The name of the group needs more at the top. */
const groupMargin = 32;
const groupTopMargin = 40;

/** Adding tasks, notes and groups. */
export function createAddTools(context: CanvasContext, { goTo }: NavigationTools, view: ViewTools) {
  const { editor, canvas, announce } = context;
  const state = () => editor.getState();

  return {
    /** Adds a task of a kind, selects it and focuses it. */
    add(kind: string, target: PaletteTarget): void {
      const config = Object.hasOwn(taskKinds, kind) ? taskKinds[kind] : undefined;
      if (!config) return;
      const { document } = state();
      const label = uniqueLabel(config.label, document.definition.tasks);
      const task = { kind, label, config: config.defaults(document.definition) as Record<string, unknown> };
      const { x, y } = placeNewTask(document, view, target, label);
      const result = target.edgeId
        ? state().run(insertOnEdge, { edgeId: target.edgeId, task, at: { x, y } })
        : state().run(addTask, { task, at: { x, y }, after: target.after });
      if (!result.ok) return;
      canvas.setState({ palette: null });
      const [id] = result.added.taskIds;
      if (id) goTo(id);
      announce(`Added ${label}.`);
    },
    /** Adds an empty note in the middle of the view. */
    addNote(): void {
      const { x, y } = view.centerOfView();
      const preferred = { x: x - noteSize.width / 2, y: y - noteSize.height / 2, ...noteSize };
      const place = placeNear(state().document, view, preferred);
      state().run(addNote, { text: "", ...noteSize, x: place.x, y: place.y });
    },
    /** Adds a group around the selected parts. Without a selection it is in the middle of the view. */
    addGroup(): void {
      const { taskIds, noteIds } = state().selection;
      const boxes = view.boxes();
      const selected = [...taskIds, ...noteIds].flatMap((id) => boxes.get(id) ?? []);
      state().run(addGroup, { label: "", ...groupBox(selected.length > 0 ? boxAround(selected) : emptyGroupBox()) });
    },
  };

  function emptyGroupBox(): Box {
    const { x, y } = view.centerOfView();
    return { x: x - emptyGroupSize.width / 2, y: y - emptyGroupSize.height / 2, ...emptyGroupSize };
  }
}

/** The box of a group around its content, on the grid. */
function groupBox(content: Box): Box {
  const left = toGrid(content.x - groupMargin);
  const top = toGrid(content.y - groupTopMargin);
  return {
    x: left,
    y: top,
    width: toGrid(content.x + content.width + groupMargin - left),
    height: toGrid(content.y + content.height + groupMargin - top),
  };
}

/** "Say", or "Say 2" when a task is called "Say" already. */
function uniqueLabel(label: string, tasks: readonly { label: string }[]): string {
  const used = new Set(tasks.map((task) => task.label));
  let unique = label;
  for (let count = 2; used.has(unique); count++) unique = `${label} ${count}`;
  return unique;
}
