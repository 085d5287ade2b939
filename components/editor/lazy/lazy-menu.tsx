import { useLazyComponent } from "@/components/ui/lazy/use-lazy-component";
import { useEditorStore } from "../store/store";
import type { ActionMenuProps } from "./action-menu";

const loadMenu = () => import("./action-menu");

/** A menu. Its code is loaded after the page. */
export function LazyMenu({ menu }: { menu: ActionMenuProps | null }) {
  const store = useEditorStore();
  const Menu = useLazyComponent(loadMenu, menu !== null, () => {
    store.getState().say("The menu could not be loaded. Try again with a connection; the keys work without it.");
    menu?.onClose();
  });
  return menu && Menu && <Menu {...menu} />;
}
