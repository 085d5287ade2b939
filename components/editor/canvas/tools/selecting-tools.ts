import type { PartIds } from "@/lib/workflows/commands/parts";
import { orderGraph } from "@/lib/workflows/layout/layout-order";
import type { Ground } from "./canvas-tools";
import type { ViewTools } from "./view-tools";
import { type Direction, walkFrom } from "./walk-edges";

/** Frames that a card may take to be drawn after the view has moved to it. */
const maxFrames = 60;

/** Choosing what the next act is about, and where the keyboard is. */
export function selectingTools({ editor, canvas, host, places, announce }: Ground, { reveal }: ViewTools) {
  const state = () => editor.getState();

  function select(parts: Partial<PartIds>): void {
    state().select(parts);
    const [taskId] = parts.taskIds ?? [];
    if (taskId) canvas.setState({ cursorId: taskId });
  }

  /** The element of a card, a note or a group; null while it is not drawn. */
  const elementOf = (id: string): HTMLElement | null =>
    host()?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`) ?? null;

  /** Puts the keyboard on a card, a note or a group, as soon as it is drawn. */
  function focus(id: string): void {
    reveal([id]);
    let left = maxFrames;
    const attempt = (): void => {
      const element = elementOf(id);
      if (element) element.focus({ preventScroll: true });
      else if (left-- > 0) requestAnimationFrame(attempt);
    };
    attempt();
  }

  function go(taskId: string, extends_: boolean): void {
    const { selection } = state();
    select(extends_ ? { ...selection, taskIds: [...new Set([...selection.taskIds, taskId])] } : { taskIds: [taskId] });
    canvas.setState({ cursorId: taskId });
    focus(taskId);
  }

  /** The card that the keyboard is on, or would be. */
  function cursor(): string | undefined {
    const { definition } = state().document;
    const { cursorId } = canvas.getState();
    if (definition.tasks.some(({ id }) => id === cursorId)) return cursorId ?? undefined;
    return definition.tasks.find(({ id }) => id === definition.startTaskId)?.id ?? definition.tasks[0]?.id;
  }

  /** Lets the inspector show a task, or the edge that is selected. */
  function inspect(taskId = cursor()): void {
    const [edgeId] = state().selection.edgeIds;
    if (edgeId) state().inspect({ edgeId, focuses: true });
    else if (taskId) state().inspect({ taskId, focuses: true });
  }

  /** The tasks in the order they are read. */
  function taskIds(): string[] {
    const { definition } = state().document;
    const known = new Set(definition.tasks.map(({ id }) => id));
    const edges = definition.edges.filter(({ from, to }) => known.has(from) && known.has(to));
    return orderGraph({ ...definition, edges }).taskIds;
  }

  /** Selects and lets go of what React Flow says of its nodes and edges. */
  function selectChanged(changes: readonly { type: string; id?: string; selected?: boolean }[]): void {
    const chosen = changes.filter(({ type }) => type === "select");
    if (chosen.length === 0) return;
    const { selection, document } = state();
    const { definition, layout } = document;
    const isChosen = new Map(chosen.map(({ id, selected }) => [id, selected === true]));
    const next = (parts: readonly { id: string }[], before: string[]) => [
      ...before.filter((id) => isChosen.get(id) !== false),
      ...parts.flatMap(({ id }) => (isChosen.get(id) && !before.includes(id) ? [id] : [])),
    ];
    select({
      taskIds: next(definition.tasks, selection.taskIds),
      edgeIds: next(definition.edges, selection.edgeIds),
      noteIds: next(layout.notes, selection.noteIds),
      groupIds: next(layout.groups, selection.groupIds),
    });
  }

  return {
    select,
    selectChanged,
    focus,
    elementOf,
    cursor,
    /** The keys go on from this card. */
    moveCursor(id: string): void {
      if (state().document.definition.tasks.some((task) => task.id === id)) canvas.setState({ cursorId: id });
    },
    /** Selects the card that the keyboard is on, or lets go of it. */
    toggleCursor(): void {
      const id = cursor();
      if (!id) return;
      const { selection } = state();
      const rest = selection.taskIds.filter((one) => one !== id);
      const isSelected = rest.length < selection.taskIds.length;
      select({ ...selection, taskIds: isSelected ? rest : [...rest, id] });
      canvas.setState({ cursorId: id });
    },
    /** Closes what is open, else lets go of the selection. */
    stepOut(): void {
      const { palette, isSearching, isFraming } = canvas.getState();
      if (palette || isSearching || isFraming) {
        canvas.setState({ palette: null, isSearching: false, isFraming: false });
      } else select({});
    },
    /** Lets the words of a selected note or group be typed, or the inspector show what is selected. */
    inspectOrEdit(): void {
      const { noteIds, groupIds } = state().selection;
      const [id] = [...noteIds, ...groupIds];
      if (id) elementOf(id)?.querySelector<HTMLElement>("[data-edit-text]")?.click();
      else inspect();
    },
    inspect,
    /** Selects a task, brings it into view and puts the keyboard on it. */
    goTo: (taskId: string) => go(taskId, false),
    selectAll(): void {
      const { definition, layout } = state().document;
      const ids = (parts: readonly { id: string }[]) => parts.map(({ id }) => id);
      select({ taskIds: ids(definition.tasks), noteIds: ids(layout.notes), groupIds: ids(layout.groups) });
    },
    /** Moves along an edge or to a card beside; `extends_` keeps what is selected. */
    walk(direction: Direction, extends_ = false): void {
      const from = cursor();
      if (!from) return;
      const { startTaskId, edges } = state().document.definition;
      const to = walkFrom(from, direction, { startTaskId, edges, taskIds: taskIds(), places: places() });
      if (to) go(to, extends_);
      else announce(noWay[direction]);
    },
    /** The first or the last task in reading order. */
    goToEnd(end: "first" | "last"): void {
      const id = taskIds().at(end === "first" ? 0 : -1);
      if (id) go(id, false);
    },
    /** Selects the edges out of a task one after the other, so that keys can change them. */
    selectNextEdge(): void {
      const { document, selection } = state();
      const selected = document.definition.edges.find(({ id }) => id === selection.edgeIds[0]);
      const from = selected?.from ?? cursor();
      const edges = document.definition.edges.filter((edge) => edge.from === from);
      const next = edges[(selected ? edges.indexOf(selected) + 1 : 0) % edges.length];
      if (next) select({ edgeIds: [next.id] });
      else announce("Nothing follows this task yet.");
    },
    /** Selects the notes and groups one after the other. */
    selectNextNote(): void {
      const { document, selection } = state();
      const { notes, groups } = document.layout;
      const all = [...notes, ...groups].map(({ id }) => id);
      const current = selection.noteIds[0] ?? selection.groupIds[0];
      const next = all[(current === undefined ? 0 : all.indexOf(current) + 1) % all.length];
      if (next === undefined) announce("There are no notes or groups.");
      else {
        select(notes.some(({ id }) => id === next) ? { noteIds: [next] } : { groupIds: [next] });
        focus(next);
      }
    },
  };
}

const noWay: Record<Direction, string> = {
  next: "Nothing follows this task.",
  previous: "Nothing comes before this task.",
  left: "There is no task to the left.",
  right: "There is no task to the right.",
};

export type SelectingTools = ReturnType<typeof selectingTools>;
