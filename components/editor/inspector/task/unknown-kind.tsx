import type { TaskDefinition } from "@/lib/engine";

/** The data of a task whose kind there is not: kept, shown, and nothing that could be published. */
export function UnknownKind({ task }: { task: TaskDefinition }) {
  return (
    <div className="grid grid-cols-1 gap-2">
      <p>
        The kind “{task.kind}” does not exist here. Its data is kept as it is. The workflow cannot be published with
        this task: delete it, or give it another kind in the JSON tab.
      </p>
      <pre className="wrap-anywhere whitespace-pre-wrap rounded-control bg-sunken p-3 font-mono text-meta">
        {JSON.stringify(task.config, null, 2)}
      </pre>
    </div>
  );
}
