import { Minus, Pencil, Plus } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { ChangeKind } from "@/lib/workflows/schema";
import { describeChange } from "./task-state";

/** A badge on the upper border of a card. */
export function Badge({ className, children }: { className: string; children: React.ReactNode }) {
  return (
    <span className={cn("-top-2.5 absolute rounded-full border border-canvas px-1.5 text-meta", className)}>
      {children}
    </span>
  );
}

const changeLooks: Record<ChangeKind, { icon: typeof Plus; colour: string }> = {
  added: { icon: Plus, colour: "bg-done" },
  removed: { icon: Minus, colour: "bg-attention" },
  changed: { icon: Pencil, colour: "bg-waiting" },
};

/** The change of a task in a comparison, as icon, word and colour. */
export function ChangeBadge({ state }: { state: ChangeKind }) {
  const { icon: Icon, colour } = changeLooks[state];
  return (
    <Badge className={cn("right-2 flex items-center gap-1 text-canvas", colour)}>
      <Icon aria-hidden className="size-3" />
      <span className="sr-only">, </span>
      {describeChange(state)}
    </Badge>
  );
}
