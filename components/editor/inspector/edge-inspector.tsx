"use client";

import { Trash2 } from "lucide-react";
import { useCallback } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import type { Condition, EdgeDefinition, TaskDefinition } from "@/lib/engine";
import { moveEdgeEnd, setCondition, setEdgeField } from "@/lib/workflows/commands/connect";
import { deleteEdges } from "@/lib/workflows/commands/delete-parts";
import { useEditor } from "../store";
import { ConditionBuilder } from "./condition/condition-builder";
import { useInspect, useRun, useUnfinished } from "./editor-access";
import { FieldFrame } from "./field-frame";
import { TextField } from "./fields/text-field";
import { type FieldPath, FormScopeProvider, type Outcome } from "./form-scope";
import type { FormField } from "./schema-fields";
import { EdgeOrder } from "./task/edge-order";
import { ProblemNotes } from "./problem-notes";
import { useProblemsOf } from "./use-problems-of";
import { useTarget } from "./use-target";

const labelField: FormField = {
  ...{ key: "label", isRequired: false, defaultValue: undefined, takesSetting: false },
  meta: { label: "Label", help: "Your own words for it, beside the sentence of the condition." },
  shape: { type: "text", maxLength: 80 },
};

/** One edge: between which tasks, and when it is taken. */
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
    <FormScopeProvider subject={edgeId} {...{ problems, unfinished, target, set }}>
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
  const tasks = useEditor(({ document }) => document.definition.tasks);
  const inspect = useInspect();
  const nameOf = (id: string): string => tasks.find((task) => task.id === id)?.label || id;
  return (
    <header className="grid grid-cols-1 gap-4">
      <div>
        <p className="text-ink-soft text-meta">Edge</p>
        <h2 tabIndex={-1} className="wrap-anywhere text-reading">
          {nameOf(edge.from)} to {nameOf(edge.to)}
        </h2>
      </div>
      {(["from", "to"] as const).map((end) => (
        <EdgeEnd key={end} {...{ edge, end, tasks }} onGo={() => inspect({ taskId: edge[end] })} />
      ))}
    </header>
  );
}

interface EdgeEndProps {
  edge: EdgeDefinition;
  end: "from" | "to";
  tasks: readonly TaskDefinition[];
  onGo: () => void;
}

function EdgeEnd({ edge, end, tasks, onGo }: EdgeEndProps) {
  const run = useRun();
  const label = end === "from" ? "From" : "To";
  return (
    <div className="flex items-end gap-2">
      <Field id={`${edge.id}-${end}`} label={label} className="min-w-0 flex-1">
        {(control) => (
          <Select
            {...control}
            value={edge[end]}
            onChange={(event) => run(moveEdgeEnd, { edgeId: edge.id, end, taskId: event.target.value })}
          >
            {tasks.map((task) => (
              <option key={task.id} value={task.id}>
                {task.label || task.id}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button variant="quiet" onClick={onGo} aria-label={`Go to the task it leads ${end}`}>
        Go
      </Button>
    </div>
  );
}
