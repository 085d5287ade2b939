import { type MouseEvent, useCallback, useState } from "react";

interface OpenMenu {
  id: string;
  name: string;
  /** The position in pixels of the window. */
  at: { x: number; y: number };
}

const menuWidth = 240;

/** The open menu of an outline item; null while none is open. */
export function useOutlineMenu() {
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const openMenu = useCallback((id: string, event: MouseEvent<HTMLElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const row = event.currentTarget.closest<HTMLElement>("[role=treeitem]");
    const { right, bottom } = event.currentTarget.getBoundingClientRect();
    const isPointed = event.type === "contextmenu" && event.clientX > 0;
    row?.focus();
    const name = row?.dataset.name ?? "";
    const at = isPointed ? { x: event.clientX, y: event.clientY } : { x: right - menuWidth, y: bottom };
    setMenu({ id, name, at });
  }, []);
  const closeMenu = useCallback(() => setMenu(null), []);
  return { menu, openMenu, closeMenu };
}
