import type { EditorStore } from "../store/store";
import { withCommands } from "./with-commands";

/** The last copy of this tab. It is pasted where the browser does not let a page read the clipboard. */
const storageKey = "graphflow:clip";

/** Copies a task as JSON, as the canvas does: another workflow or tab can paste it. Returns whether it is copied. */
export async function copyTask(store: EditorStore, taskId: string): Promise<boolean> {
  let isCopied = false;
  await withCommands(store, async ({ copyParts }) => {
    const { document, say } = store.getState();
    const name = document.definition.tasks.find(({ id }) => id === taskId)?.label || taskId;
    const text = JSON.stringify(copyParts(document, { taskIds: [taskId] }));
    const isKept = keepClip(text);
    const isWritten = await writeClipboard(text);
    isCopied = isWritten || isKept;
    if (isWritten) say(`Copied “${name}”.`);
    else if (isKept) say(`Copied “${name}” for this tab: the browser keeps the page from the clipboard.`);
    else say("Nothing was copied: the browser does not let the page write to the clipboard.");
  });
  return isCopied;
}

/** Adds what was copied, and focuses its first task. */
export const pasteParts = (store: EditorStore): Promise<void> =>
  withCommands(store, async ({ paste }) => {
    const text = (await readClipboard()) ?? readKeptClip();
    const { run, say, focusInOutline } = store.getState();
    if (text === null) {
      say("There is nothing to paste: copy a task first.");
      return;
    }
    const result = run(paste, { clip: text });
    if (result.ok && result.added.taskIds[0]) focusInOutline(result.added.taskIds[0]);
  });

/** Undefined when the browser does not let the page read it. A page without HTTPS has no clipboard at all. */
async function readClipboard(): Promise<string | undefined> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return undefined;
  }
}

async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function keepClip(text: string): boolean {
  try {
    sessionStorage.setItem(storageKey, text);
    return true;
  } catch {
    return false;
  }
}

function readKeptClip(): string | null {
  try {
    return sessionStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
