"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { saveQueueAction } from "@/lib/inbox/queues/actions";
import type { EditableQueue } from "@/lib/inbox/queues/schema";
import { QueueFields } from "./queue-fields";
import { QueuePeople } from "./queue-people";
import { type QueueProblems, type QueueTexts, readTexts, toTexts, withPeople } from "./queue-texts";
import { useSettings } from "./use-settings";

/** The settings of a queue. Typed values stay when another person has saved, and replace theirs on request. */
export function QueueForm({ queue }: { queue: EditableQueue }) {
  const { settings, people, canSetRights } = queue;
  const [typed, setTexts] = useState(() => toTexts(queue));
  const texts = withPeople(typed, queue);
  // That of the settings which the form began with: others that were saved meanwhile are not replaced unseen.
  const [revision, setRevision] = useState(settings.revision);
  const [problems, setProblems] = useState<QueueProblems>({});
  const [isSaved, setSaved] = useState(false);
  const work = useSettings();
  const isChanged = JSON.stringify(texts) !== JSON.stringify(toTexts(queue));
  if (revision !== settings.revision && !isChanged) setRevision(settings.revision);

  function type(change: Partial<QueueTexts>): void {
    setTexts((before) => ({ ...before, ...change }));
    setProblems({});
    setSaved(false);
    work.forget();
  }

  function save(over: number): void {
    const read = readTexts(texts, over);
    if ("problems" in read) {
      setProblems(read.problems);
      document.getElementById(Object.keys(read.problems)[0] ?? "")?.focus();
      return;
    }
    work.run(
      () => saveQueueAction(settings.id, read.body),
      () => {
        setRevision(over + 1);
        setSaved(true);
      },
    );
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    save(revision);
  }

  function takeTheirs(): void {
    setTexts(toTexts(queue));
    setRevision(settings.revision);
    work.forget();
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <QueueFields
        people={people}
        canSetRights={canSetRights}
        texts={texts}
        problems={{ ...problems, ...work.problem?.fields }}
        onType={type}
      />
      <QueuePeople
        queue={queue}
        onChanged={() => setRevision((before) => (before === settings.revision ? before + 1 : before))}
        texts={texts.people}
        problems={problems}
        onType={(id, change) => {
          const before = texts.people[id] ?? { caseLimit: "", approvesUpTo: "" };
          type({ people: { ...texts.people, [id]: { ...before, ...change } } });
        }}
      />
      {work.problem && (
        <ErrorNotice
          title={work.problem.message}
          action={
            work.problem.code === "conflict" && (
              <span className="flex flex-wrap gap-2">
                <Button size="sm" onClick={takeTheirs} className="max-lg:h-11">
                  Show theirs
                </Button>
                <Button size="sm" onClick={() => save(settings.revision)} className="max-lg:h-11">
                  Save mine over it
                </Button>
              </span>
            )
          }
        >
          What you typed is kept. {Object.values(work.problem.fields ?? {}).join(" ")}
        </ErrorNotice>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" isPending={work.isPending} className="max-lg:h-11">
          Save settings
        </Button>
        <p role="status" className="text-ink-soft">
          {isSaved && !isChanged && "Saved."}
        </p>
      </div>
    </form>
  );
}
