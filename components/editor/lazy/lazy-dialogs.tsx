import { useLazyComponent } from "@/components/ui/lazy/use-lazy-component";
import { useEditor, useEditorStore } from "../store/store";

const loadDialogs = () => import("../dialogs/editor-dialogs");

/** The open dialog. Its code is loaded after the page. */
export function LazyDialogs() {
  const store = useEditorStore();
  const isNeeded = useEditor((state) => state.asking !== null);
  const Dialogs = useLazyComponent(loadDialogs, isNeeded, () => {
    store.getState().ask(null);
    store.getState().say("The dialog could not be loaded. Nothing is lost: try again with a connection.");
  });
  return Dialogs && <Dialogs />;
}
