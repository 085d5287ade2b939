import type { PartIds } from "@/lib/workflows/commands/parts";
import type { CanvasContext } from "./canvas-context";
import type { ViewTools } from "./view-tools";

/** React Flow draws a card some frames after the view has moved to it. Focus is given up after this many frames. */
const maxFrames = 60;

/** Selecting parts and moving the keyboard focus. */
export function createFocusTools({ editor, canvas, host }: CanvasContext, { reveal }: ViewTools) {
  function select(parts: Partial<PartIds>): void {
    editor.getState().select(parts);
    const [taskId] = parts.taskIds ?? [];
    if (taskId) canvas.setState({ cursorId: taskId });
  }

  /** The element of a card, a note or a group; null while it is not drawn. */
  const elementOf = (id: string): HTMLElement | null =>
    host()?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`) ?? null;

  /** Focuses a card, a note or a group as soon as it is drawn. */
  function focus(id: string): void {
    reveal([id]);
    let framesLeft = maxFrames;
    const attempt = (): void => {
      const element = elementOf(id);
      if (element) element.focus({ preventScroll: true });
      else if (framesLeft-- > 0) requestAnimationFrame(attempt);
    };
    attempt();
  }

  /** The card that Tab focuses: the last focused one, otherwise the start task. Undefined without tasks. */
  function cursor(): string | undefined {
    const { definition } = editor.getState().document;
    const { cursorId } = canvas.getState();
    if (definition.tasks.some(({ id }) => id === cursorId)) return cursorId ?? undefined;
    return definition.tasks.find(({ id }) => id === definition.startTaskId)?.id ?? definition.tasks[0]?.id;
  }

  /** Makes a task the cursor. Ids of notes and groups are ignored. */
  function moveCursor(id: string): void {
    const isTask = editor.getState().document.definition.tasks.some((task) => task.id === id);
    if (isTask) canvas.setState({ cursorId: id });
  }

  /**
   * Focuses what had the focus before a panel of the canvas opened: the outline or the inspector. On the canvas that is
   * the cursor.
   */
  function focusBack(before: Element | null): void {
    const isElsewhere = before?.isConnected && before !== document.body && !host()?.contains(before);
    const id = cursor();
    if (isElsewhere && before instanceof HTMLElement) before.focus();
    else if (id) focus(id);
  }

  return { select, elementOf, focus, focusBack, cursor, moveCursor };
}

export type FocusTools = ReturnType<typeof createFocusTools>;
