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
  return (
    <DropdownMenu open onOpenChange={(open) => !open && onClose()}>
      <DropdownMenuTrigger asChild>
        <span aria-hidden className="fixed size-0" style={{ left: menu.x, top: menu.y }} />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        aria-label={`Actions for ${menu.name}`}
        // The focus goes to the item that the menu was about, or to what the action opens.
        onCloseAutoFocus={(event) => event.preventDefault()}
        className="min-w-60"
      >
        <DropdownMenuLabel className="max-w-72 truncate">{menu.name}</DropdownMenuLabel>
        {actions.map(({ name, keys, isDanger, run }) => (
          <DropdownMenuItem key={name} onSelect={run} className={isDanger && "text-attention"}>
            <span className="grow">{name}</span>
            {keys && <Kbd className="max-lg:hidden">{keys}</Kbd>}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
