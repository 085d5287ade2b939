"use client";

import { type FormEvent, useRef } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Textarea } from "@/components/ui/forms/textarea";
import { RelativeTime } from "@/components/ui/relative-time";
import { caseAction } from "@/lib/inbox/actions";
import type { CaseNoteView } from "@/lib/inbox/schema";
import { useDraft } from "../work/use-draft";
import { useWork } from "../work/use-work";

interface NotesProps {
  caseId: string;
  notes: CaseNoteView[];
  /** The people who can be named with @. */
  people: { id: string; name: string }[];
}

/** The notes of reviewers and a form for a new one. Claimants never see notes. */
export function Notes({ caseId, notes, people }: NotesProps) {
  const { text, setText, clear } = useDraft(caseId, "note");
  const evidence = useDraft(caseId, "note-evidence");
  const isEvidence = evidence.text !== "";
  const box = useRef<HTMLTextAreaElement>(null);
  const work = useWork();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim())
      work.run(
        () => caseAction(caseId, { act: "note", text, is_evidence: isEvidence }),
        () => clear(text) && evidence.setText(""),
      );
    box.current?.focus();
  }

  function mention(name: string) {
    setText((before) => `${before}${before && !/\s$/.test(before) ? " " : ""}@${name} `);
    box.current?.focus();
  }

  return (
    <section aria-labelledby="notes" className="grid gap-2">
      <h2 id="notes" className="text-reading">
        Notes
      </h2>
      {notes.map((note) => (
        <Note key={note.id} note={note} />
      ))}
      <form onSubmit={submit} className="grid gap-2">
        <Field id="note" label="Note" hint="Only reviewers read it." error={work.problem}>
          {(control) => (
            <Textarea
              {...control}
              ref={box}
              maxLength={2_000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <EvidenceBox isChecked={isEvidence} onChange={(isChecked) => evidence.setText(isChecked ? "yes" : "")} />
        <div className="flex flex-wrap items-center gap-2">
          {people.map(({ id, name }) => (
            <Button key={id} variant="quiet" size="sm" className="px-1.5 max-lg:h-11" onClick={() => mention(name)}>
              @{name}
            </Button>
          ))}
          <Button type="submit" size="sm" isPending={work.isPending} className="ml-auto max-lg:h-11">
            Add note
          </Button>
        </div>
      </form>
    </section>
  );
}

function Note({ note }: { note: CaseNoteView }) {
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2 text-ink-soft text-meta">
        <strong className="text-ink">{note.by.name}</strong> <RelativeTime iso={note.at} />
        {note.isEvidence && <Badge tone="waiting">Evidence</Badge>}
      </p>
      <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
        {note.text}
      </p>
    </div>
  );
}

function EvidenceBox({ isChecked, onChange }: { isChecked: boolean; onChange(isChecked: boolean): void }) {
  return (
    <label className="inline-flex min-h-6 cursor-pointer items-start gap-1.5 max-lg:min-h-11">
      <input
        type="checkbox"
        checked={isChecked}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      This note is evidence: a colleague has to decide
    </label>
  );
}
