import { loadLiquid } from "#liquid";
import type { EditorStore } from "./store";
import { type EditorProblem, unfinishedProblems } from "./unfinished-texts";

/** The pause in typing before problems are looked for. Milliseconds. */
const checkAfterMs = 120;
/** The pause before what looks for them is loaded again. Milliseconds. */
const loadAgainMs = 5_000;

/** What looks for problems, which comes after the page: nobody waits for it before the first key. */
async function loadCheck() {
  const [{ findProblems }] = await Promise.all([import("./find-problems"), loadLiquid()]);
  return findProblems;
}

/**
 * Looks for the problems of the document, at first and some time after each change of its definition. What is typed and
 * not taken is one at once: nothing is published without it.
 */
export function checkWhileIdle(store: EditorStore): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let loaded: Awaited<ReturnType<typeof loadCheck>> | undefined;
  const check = async (): Promise<void> => {
    try {
      loaded ??= await loadCheck();
    } catch {
      store.setState({ checking: "failed" });
      timer = setTimeout(check, loadAgainMs);
      return;
    }
    const { document, kinds } = store.getState();
    show(loaded(document, kinds));
    store.setState({ checking: "done" });
  };
  const show = (found: readonly EditorProblem[]): void => {
    const { document, kinds, unfinished } = store.getState();
    store.setState({ problems: [...unfinishedProblems(unfinished, document.definition, kinds), ...found] });
  };
  store.getState().unfinished.listen(() => show(store.getState().problems.filter((problem) => !problem.isUnfinished)));
  // The page is drawn first.
  timer = setTimeout(check);
  store.subscribe((state, before) => {
    if (state.document.definition === before.document.definition) return;
    clearTimeout(timer);
    timer = setTimeout(check, checkAfterMs);
  });
}
