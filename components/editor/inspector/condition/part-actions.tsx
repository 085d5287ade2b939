"use client";

import { Ellipsis, Trash2 } from "lucide-react";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Condition } from "@/lib/engine";
import { useConditionScope } from "./condition-scope";
import {
  type ConditionPath,
  canMoveInto,
  canMoveOut,
  canUnwrap,
  movePart,
  movePartInto,
  movePartOut,
  parentOf,
  partAt,
  replacePart,
  siblingPath,
  unwrapPart,
  wrapPart,
} from "./edit-condition";

interface PartAction {
  label: string;
  next: () => Condition | undefined;
  focus: ConditionPath | null;
}

/** A menu with the actions of one part: move, group, negate, remove. */
export function PartActions({ path, name }: { path: ConditionPath; name: string }) {
  const { root, rebuild } = useConditionScope();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <button
          type="button"
          aria-label={`Actions of ${name.toLowerCase()}`}
          className={cn(
            "inline-flex size-8 shrink-0 items-center justify-center rounded-control max-sm:size-11",
            "text-ink-soft hover:bg-sunken hover:text-ink",
          )}
        >
          <Ellipsis aria-hidden className="size-4" />
        </button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" onCloseAutoFocus={(event) => event.preventDefault()}>
        {actionsOf(root, path).map(({ label, next, focus }) => (
          <DropdownMenuItem key={label} onSelect={() => rebuild(next(), focus)}>
            {label}
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem
          onSelect={() => rebuild(replacePart(root, path, undefined), parentOf(path)?.path ?? null, path)}
        >
          <Trash2 aria-hidden /> Remove
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function actionsOf(root: Condition, path: ConditionPath): PartAction[] {
  const part = partAt(root, path);
  const siblingAt = (by: -1 | 1) => siblingPath(root, path, by);
  const actions: (PartAction | false)[] = [
    siblingAt(-1) !== null && { label: "Move up", next: () => movePart(root, path, -1), focus: siblingAt(-1) },
    siblingAt(1) !== null && { label: "Move down", next: () => movePart(root, path, 1), focus: siblingAt(1) },
    canMoveInto(root, path, -1) && {
      label: "Move into the group before",
      next: () => movePartInto(root, path, -1),
      focus: siblingAt(-1),
    },
    canMoveInto(root, path, 1) && {
      label: "Move into the group after",
      next: () => movePartInto(root, path, 1),
      focus: path,
    },
    canMoveOut(path) && {
      label: "Move out of the group",
      next: () => movePartOut(root, path),
      focus: parentOf(path)?.path ?? null,
    },
    { label: "Put into a group: all", next: () => wrapPart(root, path, "all"), focus: path },
    { label: "Put into a group: any", next: () => wrapPart(root, path, "any"), focus: path },
    !(part && "not" in part) && {
      label: "Turn round with “not”",
      next: () => wrapPart(root, path, "not"),
      focus: path,
    },
    canUnwrap(root, path) && {
      label: part && "not" in part ? "Take “not” away" : "Take the group away",
      next: () => unwrapPart(root, path),
      focus: parentOf(path)?.path ?? path,
    },
  ];
  return actions.filter((action) => action !== false);
}
