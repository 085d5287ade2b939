"use client";

import { type ComponentType, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/forms/textarea";
import type { TaskDefinition } from "@/lib/engine";
import { applyFix } from "@/lib/workflows/commands/workflow-fields";
import { useEditorStore } from "../../store/store";
import { useRun, useSeparateStep, useUnfinished } from "../form/editor-access";
import type { Outcome } from "../form/form-scope";
import type { JsonCodeProps } from "./json-code";
import { readTaskJson } from "./read-task-json";

const taskJson = (task: TaskDefinition): string => JSON.stringify(task, null, 2);

/** The task as JSON. The text changes the task when it is applied; until then it is kept. */
export function JsonTab({ task }: { task: TaskDefinition }) {
  const noticeId = `${task.id}-json-notice`;
  const { text, isChanged, isOutdated, notice, type, apply, discard } = useJsonText(task);
  return (
    <div className="grid grid-cols-1 gap-2">
      <JsonBox
        label="Task as JSON"
        value={text}
        isInvalid={notice?.isProblem === true}
        describedBy={noticeId}
        onChange={type}
      />
      <div id={noticeId} aria-live="polite" className="grid grid-cols-1 gap-1 text-meta empty:hidden">
        {notice && <p className={notice.isProblem ? "text-attention" : "text-ink-soft"}>{notice.text}</p>}
        {isOutdated && <p>The task has changed meanwhile: applying puts this text in its place.</p>}
      </div>
      <div className="flex gap-2">
        <Button size="sm" aria-disabled={!isChanged} onClick={() => isChanged && apply()}>
          Apply
        </Button>
        {isChanged && (
          <Button size="sm" variant="quiet" onClick={discard}>
            Discard this text
          </Button>
        )}
      </div>
    </div>
  );
}

/** The typed JSON of a task. `isOutdated`: the task has changed since the text was changed first. */
function useJsonText(task: TaskDefinition) {
  const replaceTask = useReplaceTask(task.id);
  const unfinished = useUnfinished();
  const key = `${task.id}-json`;
  const now = taskJson(task);
  const [box, setBox] = useState({ text: unfinished.get(key) ?? now, base: now });
  const [notice, setNotice] = useState<{ text: string; isProblem: boolean } | null>(null);
  const isChanged = box.text !== box.base;
  if (box.base !== now && !isChanged) setBox({ text: now, base: now });

  const type = (text: string): void => {
    setNotice(null);
    if (text === now) unfinished.delete(key);
    else unfinished.set(key, text);
    setBox({ ...box, text });
  };
  const apply = (): void => {
    const reading = readTaskJson(box.text, task.id);
    const outcome = reading.ok ? replaceTask(reading.value) : { ok: false as const, reason: reading.problem };
    setNotice(outcome.ok ? { text: "Applied.", isProblem: false } : { text: outcome.reason, isProblem: true });
    if (!outcome.ok || !reading.ok) return;
    unfinished.delete(key);
    const next = taskJson(reading.value);
    setBox({ text: next, base: next });
  };
  const discard = (): void => {
    unfinished.delete(key);
    setBox({ text: now, base: now });
    setNotice(null);
  };
  return { text: box.text, isChanged, isOutdated: isChanged && box.base !== now, notice, type, apply, discard };
}

function useReplaceTask(taskId: string): (next: TaskDefinition) => Outcome {
  const store = useEditorStore();
  const run = useRun();
  const separateStep = useSeparateStep();
  return (next) => {
    const index = store.getState().document.definition.tasks.findIndex(({ id }) => id === taskId);
    const fix = { label: `Change “${next.label}” as JSON`, changes: [{ path: ["tasks", index], value: next }] };
    return separateStep(() => run(applyFix, { fix }));
  };
}

/** A text box until the code editor is loaded. A focused box is not replaced. */
function JsonBox(props: JsonCodeProps) {
  const { label, value, isInvalid, describedBy, onChange } = props;
  const [Code, setCode] = useState<ComponentType<JsonCodeProps> | null>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    let isMounted = true;
    if (!window.matchMedia("(min-width: 640px) and (pointer: fine)").matches) return;
    import("./json-code").then(
      (loaded) => isMounted && document.activeElement !== plain.current && setCode(() => loaded.default),
      // When the code editor cannot be loaded, the text box stays.
      () => undefined,
    );
    return () => {
      isMounted = false;
    };
  }, []);
  if (Code) return <Code {...props} />;
  return (
    <Textarea
      ref={plain}
      aria-label={label}
      aria-invalid={isInvalid || undefined}
      aria-describedby={describedBy}
      spellCheck={false}
      className="max-h-[32rem] min-h-64 font-mono"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
