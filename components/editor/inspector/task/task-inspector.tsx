"use client";

import { Copy, Flag, Trash2 } from "lucide-react";
import { useCallback } from "react";
import { Button } from "@/components/ui/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { duplicate } from "@/lib/workflows/commands/clipboard/paste";
import { deleteParts } from "@/lib/workflows/commands/delete-parts";
import { setStart, setTaskField } from "@/lib/workflows/commands/task-fields";
import { useEditor } from "../../store/store";
import { ConfigField } from "../fields/config-field";
import { useRun, useUnfinished } from "../form/editor-access";
import { type FieldPath, FormScopeProvider, type Outcome } from "../form/form-scope";
import { ProblemNotes } from "../form/problem-notes";
import { useProblemsOf } from "../form/use-problems-of";
import { useTarget } from "../form/use-target";
import { fieldsOfKind } from "../schema/kind-fields";
import { JsonTab } from "./json-tab";
import { TaskForm, TaskHeader } from "./task-form";

/** Edits one task. */
export function TaskInspector({ taskId }: { taskId: string }) {
  const task = useEditor(({ document }) => document.definition.tasks.find(({ id }) => id === taskId));
  const run = useRun();
  const problems = useProblemsOf(({ taskId: at }) => at === taskId);
  const unfinished = useUnfinished();
  const { target, tab, setTab } = useTarget(taskId, (inspected) => inspected.taskId === taskId);
  const set = useCallback(
    (path: FieldPath, value: unknown): Outcome => run(setTaskField, { taskId, path: [...path], value }),
    [run, taskId],
  );
  if (!task) return null;
  return (
    <FormScopeProvider
      subject={taskId}
      problems={problems}
      unfinished={unfinished}
      target={target}
      set={set}
      Field={ConfigField}
    >
      <TaskHeader task={task} />
      <ProblemNotes hasField={(path) => hasField(task.kind, path)} />
      <Tabs value={tab} onValueChange={setTab} className="grid grid-cols-1 gap-4">
        <TabsList aria-label="Views of the task">
          <TabsTrigger value="form">Form</TabsTrigger>
          <TabsTrigger value="json">JSON</TabsTrigger>
        </TabsList>
        <TabsContent value="form" className="grid min-w-0 grid-cols-1 gap-6">
          <TaskForm task={task} />
        </TabsContent>
        <TabsContent value="json">
          <JsonTab task={task} />
        </TabsContent>
      </Tabs>
      <TaskActions taskId={taskId} />
    </FormScopeProvider>
  );
}

const ownFields = new Set([
  "label",
  "description",
  "stage",
  "question",
  "retry",
  "timeoutMs",
  "idleTimeoutMs",
  "cache",
]);

/** Whether the form of a task has a field for a path. */
function hasField(kind: string, [first, second]: FieldPath): boolean {
  if (first !== "config") return ownFields.has(String(first));
  return fieldsOfKind(kind).some(({ key }) => key === second);
}

function TaskActions({ taskId }: { taskId: string }) {
  const run = useRun();
  const isStart = useEditor(({ document }) => document.definition.startTaskId === taskId);
  return (
    <div className="flex flex-wrap gap-2 border-line border-t pt-4">
      {!isStart && (
        <Button size="sm" onClick={() => run(setStart, { taskId })}>
          <Flag aria-hidden /> Set as start
        </Button>
      )}
      {isStart && <p className="flex h-8 items-center gap-2 text-ink-soft">Sessions start here.</p>}
      <Button size="sm" onClick={() => run(duplicate, { taskIds: [taskId] })}>
        <Copy aria-hidden /> Duplicate
      </Button>
      <Button size="sm" variant="danger" onClick={() => run(deleteParts, { taskIds: [taskId] })}>
        <Trash2 aria-hidden /> Delete
      </Button>
    </div>
  );
}
