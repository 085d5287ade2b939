import { useRef } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";
import type { OutlineAction } from "./outline-actions";

export interface OpenMenu {
  id: string;
  name: string;
  /** Where it opens, in pixels of the window. */
  x: number;
  y: number;
}

interface OutlineMenuProps {
  menu: OpenMenu;
  actions: readonly OutlineAction[];
  onClose: () => void;
}

/** What can be done with one item of the outline. */
export function OutlineMenu({ menu, actions, onClose }: OutlineMenuProps) {
  const chosen = useRef<OutlineAction | null>(null);
  // The focus goes back to the item first: what the action opens gives it back there.
  const closed = (event: Event) => {
    event.preventDefault();
    document.querySelector<HTMLElement>(`[data-item="${CSS.escape(menu.id)}"]`)?.focus();
    chosen.current?.run();
  };
  return (
    <DropdownMenu open onOpenChange={(open) => !open && onClose()}>
      <DropdownMenuTrigger asChild>
        <span aria-hidden className="fixed size-0" style={{ left: menu.x, top: menu.y }} />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        aria-label={`Actions for ${menu.name}`}
        onCloseAutoFocus={closed}
        className="min-w-60"
      >
        <DropdownMenuLabel className="max-w-72 truncate">{menu.name}</DropdownMenuLabel>
        {actions.map((action) => (
          <DropdownMenuItem
            key={action.name}
            onSelect={() => {
              chosen.current = action;
            }}
            className={action.isDanger && "text-attention"}
          >
            <span className="grow">{action.name}</span>
            {action.keys && <Kbd className="max-lg:hidden">{action.keys}</Kbd>}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
