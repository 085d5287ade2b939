"use client";

import { useEffect, useState } from "react";
import { countNoun } from "@/lib/words";
import type { ImpactView } from "@/lib/workflows/schema";
import { readImpact } from "../drafts/draft-requests";
import { useSaver } from "../drafts/saver-context";
import { useEditorStore } from "../store/store";

/** The open sessions by version and task, and the keys that they lack for the draft. */
export function ImpactPanel() {
  const store = useEditorStore();
  const saver = useSaver();
  const [impact, setImpact] = useState<ImpactView | string | null>(null);

  useEffect(() => {
    let isCancelled = false;
    const read = async () => {
      if (!(await saver.send())) return "The draft is not saved yet, so nothing can be said of open sessions.";
      const answer = await readImpact(store.getState().workflowId, saver.stored.revision);
      return answer.status === "done" ? answer.result : "What it means for open sessions could not be read.";
    };
    void read().then((result) => isCancelled || setImpact(result));
    return () => {
      isCancelled = true;
    };
  }, [store, saver]);

  return (
    <section aria-label="Impact" aria-busy={impact === null} className="grid gap-2">
      <h3>Sessions that are open now</h3>
      {impact === null && <p className="text-ink-soft">Looking at the open sessions</p>}
      {typeof impact === "string" && <p className="text-ink-soft">{impact}</p>}
      {impact !== null && typeof impact !== "string" && <Impact impact={impact} />}
    </section>
  );
}

function Impact({ impact: { sessions, missingKeys } }: { impact: ImpactView }) {
  const { definition } = useEditorStore().getState().document;
  const nameOf = (taskId: string) => definition.tasks.find(({ id }) => id === taskId)?.label || taskId;
  if (sessions.length === 0) return <p>No session is open.</p>;
  return (
    <>
      <table className="w-full text-left">
        <thead className="text-ink-soft text-meta">
          <tr>
            <th className="py-1 pr-3">Stand at</th>
            <th className="py-1 pr-3">Version</th>
            <th className="py-1 pr-3 text-right">Sessions</th>
            <th className="py-1">Afterwards</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ versionNumber, taskId, taskLabel, count, taskGoesAway }) => (
            <tr key={`${versionNumber} ${taskId}`} className="border-t">
              <td className="wrap-anywhere py-1 pr-3">{taskLabel}</td>
              <td className="py-1 pr-3">{versionNumber}</td>
              <td className="py-1 pr-3 text-right">{count.toLocaleString("en-US")}</td>
              <td className="py-1">{taskGoesAway ? "the task goes away" : "the task stays"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-ink-soft">They stay on their versions: publishing changes nothing for them.</p>
      {missingKeys.length > 0 && (
        <div>
          <p>What new tasks read and open sessions do not have, should they be moved to the new version:</p>
          <ul className="list-disc pl-5">
            {missingKeys.map(({ key, label, readBy, sessions }) => (
              <li key={key}>
                {label} ({key}), read by {readBy.map(nameOf).join(", ")}: {countNoun(sessions, "session")}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
