"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/forms/input";
import type { BulkAct } from "@/lib/inbox/acting/schema";
import type { Selection } from "./use-selection";

interface BulkBarProps {
  selection: Selection;
  /** The people who may have a case. */
  colleagues: readonly { id: string; name: string }[];
  /** What became of the last act, in words; "" before one. */
  outcome: string;
  isPending: boolean;
  /** `onDone` is called when it was done with one case at least. */
  onAct(act: BulkAct, onDone?: () => void): void;
}

const hour = 3_600_000;
const snoozes = [
  ["1", "1 hour"],
  ["4", "4 hours"],
  ["24", "1 day"],
  ["72", "3 days"],
] as const;

/** What can be done with all marked cases: claim, assign, snooze, tag. Deciding is done one by one. */
export function BulkBar({ selection, colleagues, outcome, isPending, onAct }: BulkBarProps) {
  const [tag, setTag] = useState("");
  const isNone = selection.ids.length === 0;

  function addTag(event: FormEvent) {
    event.preventDefault();
    if (!tag.trim() || isNone || isPending) return;
    const clear = () => setTag((now) => (now === tag ? "" : now));
    onAct({ act: "tag", add: [tag.trim().toLowerCase()], remove: [] }, clear);
  }

  return (
    <section aria-label="Marked cases" className="grid shrink-0 gap-2 border-line border-t bg-sunken px-4 py-3">
      <div className="flex items-center justify-between gap-2">
        <p className="font-semibold">{isNone ? "Mark cases in the list" : `${selection.ids.length} marked`}</p>
        <Button variant="quiet" size="sm" onClick={selection.clear} className="max-lg:h-11">
          Done
        </Button>
      </div>
      <div className="grid grid-cols-2 gap-2">
        <AssignSelect colleagues={colleagues} isDisabled={isPending || isNone} onAct={onAct} />
        <SnoozeSelect isDisabled={isPending || isNone} onAct={onAct} />
      </div>
      <form onSubmit={addTag} className="flex gap-2">
        <Button isPending={isPending || isNone} onClick={() => onAct({ act: "claim" })} className="max-lg:h-11">
          Claim
        </Button>
        <Input
          aria-label="Tag for marked cases"
          value={tag}
          maxLength={30}
          placeholder="Tag"
          className="max-lg:h-11"
          onChange={(event) => setTag(event.target.value)}
        />
        <Button type="submit" isPending={isPending || isNone} className="max-lg:h-11">
          Add tag
        </Button>
      </form>
      <p role="status" className="text-ink-soft text-meta empty:hidden">
        {outcome}
      </p>
    </section>
  );
}

interface ActSelectProps {
  isDisabled: boolean;
  onAct(act: BulkAct): void;
}

function AssignSelect({ colleagues, isDisabled, onAct }: ActSelectProps & Pick<BulkBarProps, "colleagues">) {
  return (
    <Select
      aria-label="Assign marked cases to"
      value=""
      disabled={isDisabled}
      className="max-lg:h-11"
      onChange={(event) => onAct({ act: "assign", user_id: event.target.value })}
    >
      <option value="">Assign to …</option>
      {colleagues.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

function SnoozeSelect({ isDisabled, onAct }: ActSelectProps) {
  return (
    <Select
      aria-label="Snooze marked cases for"
      value=""
      disabled={isDisabled}
      className="max-lg:h-11"
      onChange={(event) => {
        const until = new Date(Date.now() + Number(event.target.value) * hour).toISOString();
        onAct({ act: "snooze", until });
      }}
    >
      <option value="">Snooze for …</option>
      {snoozes.map(([hours, label]) => (
        <option key={hours} value={hours}>
          {label}
        </option>
      ))}
    </Select>
  );
}
