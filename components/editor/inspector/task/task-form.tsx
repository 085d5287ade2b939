"use client";

import { KindIcon } from "@/components/workflows/graph/kind-icon";
import type { TaskDefinition } from "@/lib/engine";
import { taskKinds } from "@/lib/tasks/kinds";
import { useEditor } from "../../store/store";
import { FieldList } from "../fields/field-list";
import { fieldsOfKind } from "../schema/kind-fields";
import { HowItRuns } from "./how-it-runs";
import { TaskEdges } from "./task-edges";
import { nameFields, questionField } from "./task-fields";
import { UnknownKind } from "./unknown-kind";

const kindOf = ({ kind }: TaskDefinition) => (Object.hasOwn(taskKinds, kind) ? taskKinds[kind] : undefined);

/** The name, kind and id of a task. */
export function TaskHeader({ task }: { task: TaskDefinition }) {
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

/** The fields of a task by section. */
export function TaskForm({ task }: { task: TaskDefinition }) {
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
