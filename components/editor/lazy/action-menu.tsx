import { useRef } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";
import { upperFirst } from "@/lib/words";

/** An entry of an action menu. */
export interface MenuAction {
  name: string;
  /** The keys of the action as they are shown: "Alt+↑". */
  keys?: string;
  isDanger?: boolean;
  run(): void;
}

export interface ActionMenuProps {
  /** The name of the item that the actions change. */
  name: string;
  /** The position of the menu in pixels of the window. */
  at: { x: number; y: number };
  actions: readonly MenuAction[];
  /** Focuses the element that opened the menu. */
  returnFocus: () => void;
  onClose: () => void;
}

/** A menu with the actions of one item. */
export default function ActionMenu({ name, at, actions, returnFocus, onClose }: ActionMenuProps) {
  const chosen = useRef<MenuAction | null>(null);
  // The focus moves first, because a dialog returns the focus to the element that had it.
  const runChosen = (event: Event) => {
    event.preventDefault();
    returnFocus();
    chosen.current?.run();
  };
  return (
    <DropdownMenu open onOpenChange={(open) => !open && onClose()}>
      <DropdownMenuTrigger asChild>
        <span aria-hidden className="fixed size-0" style={{ left: at.x, top: at.y }} />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        aria-label={`Actions for ${name}`}
        onCloseAutoFocus={runChosen}
        className="min-w-60"
      >
        <DropdownMenuLabel className="max-w-72 truncate">{upperFirst(name)}</DropdownMenuLabel>
        {actions.map((action) => (
          <DropdownMenuItem
            key={action.name}
            onSelect={() => {
              chosen.current = action;
            }}
            className={action.isDanger ? "text-attention" : undefined}
          >
            <span className="grow">{action.name}</span>
            {action.keys && <Kbd className="max-lg:hidden">{action.keys}</Kbd>}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
