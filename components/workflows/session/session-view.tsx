import { LivePage } from "@/components/shell/live-page";
import type { SessionListItem, SessionView as ShownSession } from "@/lib/sessions/schema";
import type { WorkflowView } from "@/lib/workflows/schema";
import type { TaskWords } from "../words/describe-task";
import { LazyDesigner } from "./lazy-designer";
import { SessionHeader } from "./session-header";

interface SessionViewProps {
  session: ShownSession;
  /** The version that the session runs on. */
  workflow: WorkflowView;
  sessions: SessionListItem[];
  /** The texts of the inspector, by task id. */
  words: Record<string, TaskWords>;
}

/** A session on the graph of its workflow version, read-only. */
export function SessionView({ session, workflow, sessions, words }: SessionViewProps) {
  const { name, description, graph } = workflow;
  return (
    <>
      <SessionHeader session={session} workflow={workflow} sessions={sessions} />
      <LazyDesigner key={session.sessionId} workflow={{ name, description, graph }} words={words} path={session.path} />
      <LivePage subject={`session:${session.sessionId}`} />
    </>
  );
}
