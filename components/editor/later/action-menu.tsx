import { useRef } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";

export interface MenuAction {
  name: string;
  /** The keys that do it too, as they are shown: "Alt+↑". */
  keys?: string;
  isDanger?: boolean;
  run(): void;
}

export interface ActionMenuProps {
  /** What the actions are for. */
  name: string;
  /** Where it opens, in pixels of the window. */
  at: { x: number; y: number };
  actions: readonly MenuAction[];
  /** Gives the focus back to what the menu was opened from. */
  returnFocus: () => void;
  onClose: () => void;
}

/** What can be done with one thing, as a menu. */
export default function ActionMenu({ name, at, actions, returnFocus, onClose }: ActionMenuProps) {
  const chosen = useRef<MenuAction | null>(null);
  // The focus goes back first: what the action opens gives it back there.
  const closed = (event: Event) => {
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
        onCloseAutoFocus={closed}
        className="min-w-60"
      >
        <DropdownMenuLabel className="max-w-72 truncate">{name}</DropdownMenuLabel>
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
