"use client";

import { Trash2 } from "lucide-react";
import { useCallback } from "react";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/forms/label";
import type { Condition } from "@/lib/engine";
import type { EdgeDefinition } from "@/lib/engine/definition-kit";
import { moveEdgeEnd, setCondition, setEdgeField } from "@/lib/workflows/commands/connect";
import { deleteEdges } from "@/lib/workflows/commands/delete-parts";
import { useEditor } from "../store/store";
import { ConditionBuilder } from "./condition/condition-builder";
import { ConfigField } from "./fields/config-field";
import { TextField } from "./fields/text-field";
import { useInspect, useRun, useUnfinished } from "./form/editor-access";
import { FieldFrame } from "./form/field-frame";
import { type FieldPath, FormScopeProvider, type Outcome } from "./form/form-scope";
import { ProblemNotes } from "./form/problem-notes";
import { useProblemsOf } from "./form/use-problems-of";
import { useTarget } from "./form/use-target";
import type { FormField } from "./schema/schema-fields";
import { EdgeOrder } from "./task/edge-order";
import { TaskPicker } from "./task/task-picker";

const labelField: FormField = {
  key: "label",
  isRequired: false,
  defaultValue: undefined,
  takesSetting: false,
  meta: { label: "Label", help: "Your own words for it, beside the sentence of the condition." },
  shape: { type: "text", maxLength: 80 },
};

/** Edits one edge: its tasks, its condition and its order. */
export function EdgeInspector({ edgeId }: { edgeId: string }) {
  const edge = useEditor(({ document }) => document.definition.edges.find(({ id }) => id === edgeId));
  const problems = useProblemsOf((problem) => problem.edgeId === edgeId);
  const unfinished = useUnfinished();
  const run = useRun();
  const { target } = useTarget(edgeId, (inspected) => inspected.edgeId === edgeId);
  const set = useCallback(
    (path: FieldPath, value: unknown): Outcome =>
      path[0] === "label"
        ? run(setEdgeField, { edgeId, field: "label", value: value as string | undefined })
        : run(setCondition, { edgeId, condition: value as Condition | undefined }),
    [run, edgeId],
  );
  const changeCondition = useCallback((condition: Condition | undefined) => set(["condition"], condition), [set]);
  if (!edge) return null;
  return (
    <FormScopeProvider
      subject={edgeId}
      problems={problems}
      unfinished={unfinished}
      target={target}
      set={set}
      Field={ConfigField}
    >
      <EdgeEnds edge={edge} />
      <ProblemNotes hasField={([first]) => first === "condition" || first === "label"} />
      <FieldFrame path={["condition"]} label="Taken" isGroup isWhole>
        {(control) => (
          <ConditionBuilder
            id={control.id}
            value={edge.condition}
            onChange={changeCondition}
            empty={<EmptyWords edge={edge} />}
            describedBy={control["aria-describedby"]}
          />
        )}
      </FieldFrame>
      <TextField path={["label"]} field={labelField} value={edge.label} onChange={(value) => set(["label"], value)} />
      <EdgeOrder taskId={edge.from} edgeId={edgeId} />
      <div className="border-line border-t pt-4">
        <Button size="sm" variant="danger" onClick={() => run(deleteEdges, { edgeIds: [edgeId] })}>
          <Trash2 aria-hidden /> Delete
        </Button>
      </div>
    </FormScopeProvider>
  );
}

function EmptyWords({ edge }: { edge: EdgeDefinition }) {
  const hasOthers = useEditor(({ document }) =>
    document.definition.edges.some(({ id, from, condition }) => from === edge.from && id !== edge.id && condition),
  );
  return hasOthers ? "Otherwise: when no other way holds" : "Always";
}

function EdgeEnds({ edge }: { edge: EdgeDefinition }) {
  const from = useTaskName(edge.from);
  const to = useTaskName(edge.to);
  return (
    <header className="grid grid-cols-1 gap-4">
      <div>
        <p className="text-ink-soft text-meta">Edge</p>
        <h2 tabIndex={-1} className="wrap-anywhere mt-1 text-reading">
          {from} to {to}
        </h2>
      </div>
      <EdgeEnd edge={edge} end="from" name={from} />
      <EdgeEnd edge={edge} end="to" name={to} />
    </header>
  );
}

const useTaskName = (id: string): string =>
  useEditor(({ document }) => document.definition.tasks.find((task) => task.id === id)?.label || id);

function EdgeEnd({ edge, end, name }: { edge: EdgeDefinition; end: "from" | "to"; name: string }) {
  const run = useRun();
  const inspect = useInspect();
  const label = end === "from" ? "From" : "To";
  const id = `${edge.id}-${end}`;
  return (
    <div className="grid grid-cols-1 gap-1">
      <Label htmlFor={id}>{label}</Label>
      <div className="flex gap-1">
        <TaskPicker
          id={id}
          label={label}
          value={edge[end]}
          chosen={name}
          onChoose={(taskId) => run(moveEdgeEnd, { edgeId: edge.id, end, taskId })}
          className="min-w-0 flex-1"
        />
        <Button variant="quiet" onClick={() => inspect({ taskId: edge[end] })} aria-label={`Go to ${name}`}>
          Go
        </Button>
      </div>
    </div>
  );
}
