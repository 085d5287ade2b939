"use client";

import { useCallback } from "react";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/forms/label";
import { settingWords } from "@/lib/engine/definition-kit";
import { countNoun } from "@/lib/words";
import { setStart } from "@/lib/workflows/commands/task-fields";
import { setWorkflowField } from "@/lib/workflows/commands/workflow-fields";
import { valueFormat } from "@/lib/workflows/describing/describe-words";
import { useEditor } from "../store/store";
import { ConfigField } from "./fields/config-field";
import { FieldList } from "./fields/field-list";
import { useDefinition, useInspect, useRun, useUnfinished } from "./form/editor-access";
import { type FieldPath, FormScopeProvider, type Outcome } from "./form/form-scope";
import { ProblemNotes } from "./form/problem-notes";
import { useProblemsOf } from "./form/use-problems-of";
import { TaskPicker } from "./task/task-picker";
import { workflowFormFields } from "./workflow-form-fields";

const keys = workflowFormFields.map(({ key }) => key);

/** Edits the name, the words, the rights and the start of the workflow. It is shown when no part is selected. */
export function WorkflowInspector() {
  const definition = useDefinition();
  const { name, sessionWord, tasks, edges, settings, startTaskId } = definition;
  const run = useRun();
  const unfinished = useUnfinished();
  const problems = useProblemsOf(({ taskId, edgeId, settingKey }) => !taskId && !edgeId && !settingKey);
  const set = useCallback(
    ([field, part]: FieldPath, value: unknown): Outcome => {
      if (field === "startedBy" || field === "startedWith") return run(setWorkflowField, { field, value });
      if (field === "collections") return run(setWorkflowField, { field, value: value ?? [] });
      if (field === "sessionWord" && part !== undefined)
        return run(setWorkflowField, { field, value: { ...sessionWord, [part]: value ?? "" } });
      return run(setWorkflowField, { field: field === "name" ? "name" : "description", value: value ?? "" });
    },
    [run, sessionWord],
  );
  return (
    <FormScopeProvider
      subject="workflow"
      target={null}
      problems={problems}
      unfinished={unfinished}
      set={set}
      Field={ConfigField}
    >
      <header>
        <p className="text-ink-soft text-meta">Workflow</p>
        <h2 tabIndex={-1} className="wrap-anywhere mt-1 text-reading">
          {name || "Workflow without a name"}
        </h2>
      </header>
      <ProblemNotes hasField={([first]) => keys.includes(String(first))} />
      <FieldList path={[]} fields={workflowFormFields} values={definition} />
      {tasks.length > 0 && (
        <div className="grid grid-cols-1 gap-1">
          <Label htmlFor="workflow-start">Sessions start at</Label>
          <TaskPicker
            id="workflow-start"
            label="Sessions start at"
            value={startTaskId}
            chosen={tasks.find(({ id }) => id === startTaskId)?.label}
            onChoose={(taskId) => run(setStart, { taskId })}
          />
        </div>
      )}
      <p className="text-ink-soft">
        {countNoun(tasks.length, "task")} and {countNoun(edges.length, "edge")}. Select one to edit it.
      </p>
      <KeysButton />
      <SettingLinks settings={settings} />
    </FormScopeProvider>
  );
}

function KeysButton() {
  const ask = useEditor((state) => state.ask);
  return (
    <p>
      <Button size="sm" onClick={() => ask({ about: "keys" })}>
        Who reads and writes each key
      </Button>
    </p>
  );
}

function SettingLinks({ settings }: { settings: ReturnType<typeof useDefinition>["settings"] }) {
  const inspect = useInspect();
  if (settings.length === 0) return null;
  return (
    <section aria-label="Values that stand once" className="grid grid-cols-1 gap-1 border-line border-t pt-4">
      <h3>Settings</h3>
      <ul className="divide-y divide-line">
        {settings.map((setting) => (
          <li key={setting.key} className="flex items-baseline justify-between gap-2 py-1">
            <button
              type="button"
              className="min-w-0 text-left text-accent hover:underline"
              onClick={() => inspect({ settingKey: setting.key })}
            >
              {setting.label}
            </button>
            <span className="shrink-0 tabular-nums">{settingWords(setting, valueFormat)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
