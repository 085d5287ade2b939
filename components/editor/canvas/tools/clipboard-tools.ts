import type { RunResult } from "@/components/editor/store/editor-state";
import { copyParts } from "@/lib/workflows/commands/clipboard/clip";
import { duplicate, paste } from "@/lib/workflows/commands/clipboard/paste";
import type { Point } from "../places/geometry";
import type { Ground } from "./canvas-tools";
import type { ChangingTools } from "./changing-tools";
import type { SelectingTools } from "./selecting-tools";
import type { ViewTools } from "./view-tools";

const noReading = "The browser does not let a button read the clipboard: press Ctrl+V on the canvas.";
const noWriting = "The browser does not let a button write to the clipboard: press Ctrl+C on the canvas.";

/** Copy, cut, paste and duplicate. What is copied is JSON, so that another workflow and another tab can take it. */
export function clipboardTools(
  { editor, places, tell, announce }: Ground,
  { focus }: SelectingTools,
  { run, remove, selectedParts }: ChangingTools,
  { viewBox }: ViewTools,
) {
  const state = () => editor.getState();

  /** What is selected as text; undefined when there is nothing that can be copied. */
  function clipText(): string | undefined {
    const parts = selectedParts();
    const count = parts.taskIds.length + parts.noteIds.length + parts.groupIds.length;
    if (count === 0) {
      tell("Select tasks, notes or groups to copy them.");
      return undefined;
    }
    const { definition, layout } = state().document;
    // What the document has no place for is copied from where it is drawn.
    return JSON.stringify(copyParts({ definition, layout: { ...layout, positions: { ...places() } } }, parts));
  }

  const copied = () => tell(`Copied ${said(selectedParts())}.`);

  /** Puts the keyboard on what a command has added, which is selected. */
  function goOn(result: RunResult): void {
    if (!result.ok) return;
    const { taskIds, noteIds, groupIds } = result.added;
    const [first] = [...taskIds, ...noteIds, ...groupIds];
    if (first) focus(first);
    announce(`Added ${said(result.added)}.`);
  }

  /** Where a paste goes: beside what was copied when that is in view, else into the middle of the view. */
  function placeFor(text: string): Point | undefined {
    const positions = positionsOf(text);
    const view = viewBox();
    const isSeen = positions.some(
      ({ x, y }) => x >= view.x && y >= view.y && x <= view.x + view.width && y <= view.y + view.height,
    );
    if (isSeen && positions.every(({ id }) => places()[id])) return undefined;
    return { x: view.x + view.width / 3, y: view.y + view.height / 3 };
  }

  function pasteText(text: string): void {
    goOn(run(paste, { clip: text, at: placeFor(text) }));
  }

  return {
    clipText,
    copied,
    pasteText,
    duplicate: () => goOn(run(duplicate, selectedParts())),
    /** By a button: keys use the browser's own copy and paste, which need no permission. */
    async copy(cuts = false): Promise<void> {
      const text = clipText();
      if (text === undefined) return;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        tell(noWriting);
        return;
      }
      copied();
      if (cuts) remove();
    },
    async paste(): Promise<void> {
      const text = await navigator.clipboard.readText().catch(() => undefined);
      if (text === undefined) tell(noReading);
      else pasteText(text);
    },
  };
}

function said({ taskIds, noteIds, groupIds }: Record<"taskIds" | "noteIds" | "groupIds", string[]>): string {
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

/** The places in a clip; none when it is no clip, which the paste command says. */
function positionsOf(text: string): ({ id: string } & Point)[] {
  try {
    const clip = JSON.parse(text) as { positions?: Record<string, Point> } | null;
    return Object.entries(clip?.positions ?? {}).map(([id, { x, y }]) => ({ id, x, y }));
  } catch {
    return [];
  }
}
