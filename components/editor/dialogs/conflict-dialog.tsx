"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogActions, DialogContent } from "@/components/ui/dialog";
import { describeSide } from "@/lib/workflows/versions/describe-sides";
import { documentOf } from "../drafts/draft-requests";
import { useSaver } from "../drafts/saver-context";
import type { DraftConflict } from "../store/editor-state";
import { useEditor } from "../store/store";

/** Shows every change that conflicts with a change of another designer. The person keeps one of the two. */
export function ConflictDialog({ conflict }: { conflict: DraftConflict }) {
  const saver = useSaver();
  const ask = useEditor((state) => state.ask);
  const mine = useEditor((state) => state.document);
  const { by, base, conflicts } = conflict;
  const documents = { mine, theirs: documentOf(conflict.draft) };
  const [sides, setSides] = useState<("mine" | "theirs" | undefined)[]>([]);
  const openCount = conflicts.filter((_, index) => sides[index] === undefined).length;
  const choose = (chosen: number, side: "mine" | "theirs") =>
    setSides(conflicts.map((_, index) => (index === chosen ? side : sides[index])));

  function resolve() {
    saver.decide(sides.map((side) => side ?? "mine"));
    ask(null);
  }
  return (
    <Dialog open onOpenChange={(open) => !open && ask(null)}>
      <DialogContent
        title={`${by} has changed the same ${conflicts.length === 1 ? "part" : "parts"}`}
        description={description}
        className="max-w-3xl"
      >
        <ul className="grid gap-4">
          {conflicts.map(({ label, path, ...values }, index) => (
            <li key={path.join(" ")} className="grid gap-2">
              <h3>{label}</h3>
              <div className="grid gap-2 sm:grid-cols-2">
                {(["mine", "theirs"] as const).map((side) => (
                  <Side
                    key={side}
                    name={side === "mine" ? "Yours" : "Theirs"}
                    about={label}
                    text={describeSide({ path, value: values[side], base, document: documents[side] })}
                    isChosen={sides[index] === side}
                    onChoose={() => choose(index, side)}
                  />
                ))}
              </div>
            </li>
          ))}
        </ul>
        <DialogActions>
          <Button onClick={() => ask(null)}>Decide later</Button>
          <Button variant="primary" aria-disabled={openCount > 0} onClick={() => openCount === 0 && resolve()}>
            {openCount > 0 ? `Choose ${openCount} more` : "Save"}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  );
}

const description = [
  "Everything else is brought together already.",
  "Nothing is saved until you choose; nothing is lost meanwhile.",
].join(" ");

interface SideProps {
  name: "Yours" | "Theirs";
  about: string;
  text: string;
  isChosen: boolean;
  onChoose: () => void;
}

function Side({ name, about, text, isChosen, onChoose }: SideProps) {
  return (
    <div
      className={cn(
        "grid content-between gap-2 rounded-surface border p-3",
        isChosen && "border-accent bg-accent-soft",
      )}
    >
      <div>
        <p className="text-ink-soft text-meta">{name}</p>
        <p className="wrap-anywhere max-h-48 overflow-y-auto whitespace-pre-wrap">{text}</p>
      </div>
      <Button
        size="sm"
        aria-pressed={isChosen}
        aria-label={`Keep ${name.toLowerCase()}: ${about}`}
        className="justify-self-start"
        onClick={onChoose}
      >
        {isChosen ? `${name} is kept` : `Keep ${name.toLowerCase()}`}
      </Button>
    </div>
  );
}
