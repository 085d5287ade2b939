import type { StoreApi } from "zustand";
import { loadLiquid } from "#liquid";
import type { EditorState } from "./editor-state";
import { type EditorProblem, unfinishedProblems } from "./unfinished-texts";

/** The delay between an edit and the check for problems. Milliseconds. */
const checkDelayMs = 120;
/** The delay before a failed load of the checker is retried. Milliseconds. */
const reloadDelayMs = 5_000;

/** Loads the checker after the page, because the first key does not need it. */
async function loadCheck() {
  const [{ checkDocument }] = await Promise.all([import("./find-problems"), loadLiquid()]);
  return checkDocument;
}

/**
 * Checks the document for problems at first, after each pause in editing, and when publishing is asked for. An invalid
 * text becomes a problem at once, so it blocks publishing.
 */
export function checkWhileIdle(store: StoreApi<EditorState>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let loaded: Awaited<ReturnType<typeof loadCheck>> | undefined;
  const check = async (): Promise<void> => {
    try {
      loaded ??= await loadCheck();
    } catch {
      store.setState({ checking: "failed" });
      timer = setTimeout(check, reloadDelayMs);
      return;
    }
    const { document, kinds } = store.getState();
    const { problems, warnings } = loaded(document, kinds);
    show(problems);
    store.setState({ checking: "done", warnings });
  };
  const show = (found: readonly EditorProblem[]): void => {
    const { document, kinds, unfinished } = store.getState();
    store.setState({ problems: [...unfinishedProblems(unfinished, document.definition, kinds), ...found] });
  };
  store
    .getState()
    .unfinished.subscribe(() => show(store.getState().problems.filter((problem) => !problem.isUnfinished)));
  // The first check runs after the first render.
  timer = setTimeout(check);
  store.subscribe((state, before) => {
    // Problems that only the server finds (a host that is not allowed) may be solved without an edit.
    const asksToPublish = state.asking?.about === "publish" && before.asking?.about !== "publish";
    if (state.document.definition === before.document.definition && !asksToPublish) return;
    clearTimeout(timer);
    timer = setTimeout(check, asksToPublish ? 0 : checkDelayMs);
  });
}
