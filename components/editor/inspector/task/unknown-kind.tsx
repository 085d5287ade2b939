import type { TaskDefinition } from "@/lib/engine";

/** Shows the data of a task of an unknown kind. The data is kept, but such a task cannot be published. */
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
