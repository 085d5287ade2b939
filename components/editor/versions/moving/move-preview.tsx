import { Select } from "@/components/ui/forms/input";
import { Status } from "@/components/ui/status";
import type { MigrationGroup, MigrationPreview, TaskMapping } from "../version-requests";

interface MovePreviewProps {
  preview: MigrationPreview;
  mapping: TaskMapping;
  /** Chooses the task where the sessions at a task go on; null lets them stay. */
  onMap: (from: string, to: string | null) => void;
}

/** Which sessions can be moved and which cannot, by version and task, with their number and the reason. */
export function MovePreview({ preview, mapping, onMap }: MovePreviewProps) {
  const { moves, stays, groups, tasks } = preview;
  if (groups.length === 0) return <p>No open session is on another version.</p>;
  return (
    <div className="grid gap-2">
      <p role="status" className="flex flex-wrap gap-x-4 gap-y-1">
        <Status tone="moving" look="plain">{`${moves.toLocaleString("en-US")} can be moved`}</Status>
        {stays > 0 && (
          <Status tone="not_approved" look="plain">{`${stays.toLocaleString("en-US")} cannot be moved`}</Status>
        )}
      </p>
      <ul aria-label="Sessions by task" className="divide-y divide-line border-line border-y">
        {groups.map((group) => (
          <li key={`${group.from_version} ${group.task_id}`} className="grid gap-1 py-2">
            <p className="flex justify-between gap-4">
              <span className="wrap-anywhere">
                Version {group.from_version}, “{group.task}”
              </span>
              <span className="shrink-0 tabular-nums">
                {group.sessions.toLocaleString("en-US")} {group.sessions === 1 ? "session" : "sessions"}
              </span>
            </p>
            <p className="wrap-anywhere text-ink-soft">
              {group.stays_because ?? `${group.sessions === 1 ? "It goes" : "They go"} on at “${group.goes_to?.task}”.`}
            </p>
            {(group.goes_to === null || group.task_id in mapping) && (
              <TargetPicker group={group} tasks={tasks} chosen={mapping[group.task_id]} onMap={onMap} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface TargetPickerProps {
  group: MigrationGroup;
  tasks: MigrationPreview["tasks"];
  chosen: string | undefined;
  onMap: MovePreviewProps["onMap"];
}

function TargetPicker({ group, tasks, chosen, onMap }: TargetPickerProps) {
  return (
    <Select
      aria-label={`Where the sessions at “${group.task}” of version ${group.from_version} go on`}
      value={chosen ?? ""}
      onChange={({ target }) => onMap(group.task_id, target.value || null)}
    >
      <option value="">They stay on version {group.from_version}</option>
      {tasks.map(({ task_id, task }) => (
        <option key={task_id} value={task_id}>
          Go on at “{task}”
        </option>
      ))}
    </Select>
  );
}
