import type { RunResult } from "@/components/editor/store/editor-state";
import { copyParts } from "@/lib/workflows/commands/clipboard/clip";
import { duplicate, paste } from "@/lib/workflows/commands/clipboard/paste";
import type { Point } from "../places/geometry";
import type { CanvasContext } from "./canvas-context";
import type { EditTools } from "./edit-tools";
import type { FocusTools } from "./focus-tools";
import type { SelectionTools } from "./selection-tools";
import type { ViewTools } from "./view-tools";

const readRefusedText = "The browser does not let a button read the clipboard: press Ctrl+V on the canvas.";
const writeRefusedText = "The browser does not let a button write to the clipboard: press Ctrl+C on the canvas.";

type UsedTools = Pick<
  FocusTools & SelectionTools & EditTools & ViewTools,
  "focus" | "selectedParts" | "run" | "remove" | "viewBox"
>;

/** Copy, cut, paste and duplicate. The clipboard holds JSON, so another workflow or tab can paste it. */
export function createClipboardTools(context: CanvasContext, tools: UsedTools) {
  return { ...createCopyTools(context, tools), ...createPasteTools(context, tools) };
}

function createCopyTools({ editor, places, showNotice }: CanvasContext, { selectedParts, remove }: UsedTools) {
  /** The selected parts as JSON; undefined when the selection has no part that can be copied. */
  function clipText(): string | undefined {
    const parts = selectedParts();
    const count = parts.taskIds.length + parts.noteIds.length + parts.groupIds.length;
    if (count === 0) {
      showNotice("Select tasks, notes or groups to copy them.");
      return undefined;
    }
    const { definition, layout } = editor.getState().document;
    // Cards without a stored place are copied with the place where they are drawn.
    return JSON.stringify(copyParts({ definition, layout: { ...layout, positions: { ...places() } } }, parts));
  }

  const copied = () => showNotice(`Copied ${countParts(selectedParts())}.`);

  /** Copies for a button. Keys use the browser's own copy and paste, which need no permission. */
  async function copy(isCut = false): Promise<void> {
    const text = clipText();
    if (text === undefined) return;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      showNotice(writeRefusedText);
      return;
    }
    copied();
    if (isCut) remove();
  }

  return { clipText, copied, copy };
}

function createPasteTools(context: CanvasContext, { focus, selectedParts, run, viewBox }: UsedTools) {
  const { places, showNotice, announce } = context;

  /** Focuses the first added part. The command has selected the added parts. */
  function focusAdded(result: RunResult): void {
    if (!result.ok) return;
    const { taskIds, noteIds, groupIds } = result.added;
    const [first] = [...taskIds, ...noteIds, ...groupIds];
    if (first) focus(first);
    announce(`Added ${countParts(result.added)}.`);
  }

  /** Where a paste goes: beside the copied parts if they are in view (undefined), otherwise into the view. */
  function pastePoint(text: string): Point | undefined {
    const positions = positionsOf(text);
    const view = viewBox();
    const isInView = ({ x, y }: Point) =>
      x >= view.x && y >= view.y && x <= view.x + view.width && y <= view.y + view.height;
    if (positions.some(isInView) && positions.every(({ id }) => places()[id])) return undefined;
    return { x: view.x + view.width / 3, y: view.y + view.height / 3 };
  }

  function pasteText(text: string): void {
    focusAdded(run(paste, { clip: text, at: pastePoint(text) }));
  }

  return {
    pasteText,
    duplicate: () => focusAdded(run(duplicate, selectedParts())),
    /** Pastes for a button. */
    async paste(): Promise<void> {
      const text = await navigator.clipboard.readText().catch(() => undefined);
      if (text === undefined) showNotice(readRefusedText);
      else pasteText(text);
    },
  };
}

/** "2 tasks, 1 note". */
function countParts({ taskIds, noteIds, groupIds }: Record<"taskIds" | "noteIds" | "groupIds", string[]>): string {
  const parts = [
    [taskIds.length, "task"],
    [noteIds.length, "note"],
    [groupIds.length, "group"],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}${count > 1 ? "s" : ""}`)
    .join(", ");
}

/** The places in a clip; none for other text. The paste command then refuses the text and says why. */
function positionsOf(text: string): ({ id: string } & Point)[] {
  try {
    const clip = JSON.parse(text) as { positions?: Record<string, Point> } | null;
    return Object.entries(clip?.positions ?? {}).map(([id, { x, y }]) => ({ id, x, y }));
  } catch {
    return [];
  }
}
