"use client";

import { Copy, Flag, Trash2 } from "lucide-react";
import { useCallback } from "react";
import { Button } from "@/components/ui/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { KindIcon } from "@/components/workflows/graph/kind-icon";
import type { TaskDefinition } from "@/lib/engine";
import { taskKinds } from "@/lib/tasks/kinds";
import { duplicate } from "@/lib/workflows/commands/clipboard/paste";
import { deleteParts } from "@/lib/workflows/commands/delete-parts";
import { setStart, setTaskField } from "@/lib/workflows/commands/task-fields";
import { useEditor } from "../../store/store";
import { ConfigField } from "../fields/config-field";
import { FieldList } from "../fields/field-list";
import { useRun, useUnfinished } from "../form/editor-access";
import { type FieldPath, FormScopeProvider, type Outcome } from "../form/form-scope";
import { ProblemNotes } from "../form/problem-notes";
import { useProblemsOf } from "../form/use-problems-of";
import { useTarget } from "../form/use-target";
import { fieldsOfKind } from "../schema/kind-fields";
import { HowItRuns } from "./how-it-runs";
import { JsonTab } from "./json-tab";
import { TaskEdges } from "./task-edges";
import { nameFields, questionField } from "./task-fields";
import { UnknownKind } from "./unknown-kind";

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

const kindOf = ({ kind }: TaskDefinition) => (Object.hasOwn(taskKinds, kind) ? taskKinds[kind] : undefined);

function TaskHeader({ task }: { task: TaskDefinition }) {
  const kind = kindOf(task);
  return (
    <header className="grid grid-cols-1 gap-1">
      <h2 tabIndex={-1} className="wrap-anywhere mt-1 text-reading">
        {task.label || "Task without a name"}
      </h2>
      <p className="flex items-center gap-2 text-ink-soft text-meta">
        <KindIcon name={kind?.icon ?? ""} className="size-4 shrink-0" />
        {kind?.label ?? `Unknown kind “${task.kind}”`}
        <span className="ml-auto font-mono">{task.id}</span>
      </p>
      {kind && <p className="text-ink-soft">{kind.description}</p>}
    </header>
  );
}

function TaskForm({ task }: { task: TaskDefinition }) {
  const hasBranches = useEditor(
    ({ document }) => document.definition.edges.filter(({ from }) => from === task.id).length > 1,
  );
  const hasQuestion = hasBranches || task.question !== undefined;
  return (
    <>
      <div className="grid grid-cols-1 gap-4">
        <FieldList path={[]} fields={hasQuestion ? [...nameFields, questionField] : nameFields} values={task} />
      </div>
      <section aria-label="What it does" className="grid grid-cols-1 gap-4 border-line border-t pt-4">
        <h3>What it does</h3>
        {kindOf(task) ? (
          <FieldList path={["config"]} fields={fieldsOfKind(task.kind)} values={task.config} />
        ) : (
          <UnknownKind task={task} />
        )}
      </section>
      <div className="grid grid-cols-1 gap-4 border-line border-t pt-4">
        <TaskEdges taskId={task.id} />
      </div>
      <section aria-label="Failures and limits" className="grid grid-cols-1 gap-1 border-line border-t pt-4">
        <h3>Failures and limits</h3>
        <HowItRuns task={task} />
      </section>
    </>
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
