"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Input } from "@/components/ui/forms/input";
import { describeFieldType } from "../inspector/condition/type-words";
import { findKeyUse, type KeyUse } from "../inspector/schema/known-keys";
import { type ListedKey, listKeys } from "../inspector/schema/list-keys";
import type { Asking } from "../store/editor-state";
import { useEditor } from "../store/store";

/** All keys of the workflow, each with the tasks that write it and the tasks and edges that read it. */
export function KeysDialog({ asking }: { asking: Asking & { about: "keys" } }) {
  const ask = useEditor((state) => state.ask);
  const definition = useEditor(({ document }) => document.definition);
  const [text, setText] = useState(asking.key ?? "");
  const wanted = text.trim().toLowerCase();
  const keys = listKeys(findKeyUse(definition));
  const found = keys.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(wanted));
  return (
    <Dialog open onOpenChange={(open) => !open && ask(null)}>
      <DialogContent
        title="Keys"
        description="The values that sessions store, with the tasks that write each key and what reads it."
        className="max-w-2xl grid-cols-1"
      >
        <Input
          type="search"
          aria-label="Search keys"
          placeholder="Type to search"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <p role="status" className={found.length === 0 ? "text-ink-soft" : "sr-only"}>
          {found.length === 0 ? "No key has this name." : `${found.length} of ${keys.length} keys`}
        </p>
        <ul aria-label="Keys" className="max-h-[55vh] divide-y divide-line overflow-y-auto border-line border-y">
          {found.map((key) => (
            <KeyRow key={key.key} row={key} />
          ))}
        </ul>
      </DialogContent>
    </Dialog>
  );
}

function KeyRow({ row: { key, name, type, writtenBy, readBy, isGiven } }: { row: ListedKey }) {
  const isUnwritten = writtenBy.length === 0 && !isGiven;
  return (
    <li className="grid gap-1 py-2">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <code className="wrap-anywhere font-semibold">{key}</code>
        <span className="text-ink-soft text-meta">
          {[name, type && describeFieldType(type)].filter(Boolean).join(", ")}
        </span>
        {readBy.length === 0 && <Badge>Nothing reads it</Badge>}
        {isUnwritten && <Badge tone="attention">Nothing writes it</Badge>}
      </p>
      {isGiven && <p className="text-ink-soft">Every session has it from its start.</p>}
      {writtenBy.length > 0 && <Uses words="Written by" uses={writtenBy} />}
      {readBy.length > 0 && <Uses words="Read by" uses={readBy} />}
    </li>
  );
}

function Uses({ words, uses }: { words: string; uses: readonly KeyUse[] }) {
  const ask = useEditor((state) => state.ask);
  const inspect = useEditor((state) => state.inspect);
  return (
    <p className="wrap-anywhere">
      {words}{" "}
      {uses.map(({ taskId, edgeId, name }, index) => (
        <span key={taskId ?? edgeId}>
          {index > 0 && ", "}
          <button
            type="button"
            className="text-left text-accent hover:underline"
            onClick={() => {
              ask(null);
              inspect({ taskId, edgeId, focuses: true });
            }}
          >
            {name}
          </button>
        </span>
      ))}
      .
    </p>
  );
}
