import type { GraphDefinition } from "@/lib/engine";

/** A task as the picture shows it: a card at a place computed by the layout. Pixels. */
export interface GraphNode {
  id: string;
  label: string;
  kind: string;
  kindLabel: string;
  /** The catalog's icon name for the kind (lucide, e.g. "message-circle"). */
  icon: string;
  /** One line: what the task does, in the designer's words. */
  summary: string;
  isStart: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How an edge runs between its two cards, and the box that the layout kept free for its label. Pixels. */
export interface EdgeRoute {
  points: { x: number; y: number }[];
  label: { x: number; y: number; width: number; height: number } | null;
}

export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  /** The condition as a sentence; "otherwise" for the unconditional edge beside conditional ones; "" when alone. */
  label: string;
  /** The label on the canvas, where that has no room for all of it. */
  short?: string;
  /** What the designer calls it, with the question that it answers ("Claim Amount? < $1000"), where a sentence says more. */
  authored?: string;
  /** It is taken when no condition of its task holds. */
  isOtherwise?: true;
  /** It leads back to a task on the way to its own. */
  isBack?: true;
  /** The route the layout found; none where the designer moved one of its cards. */
  route?: EdgeRoute;
}

/** A version of a workflow, laid out and ready to draw. */
export interface GraphView {
  workflowId: string;
  versionNumber: number;
  name: string;
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** The seven meanings a standing has for its reader; each has an icon, a colour and words (components/ui/status.tsx). */
export type StatusTone =
  | "moving"
  | "waiting_for_you"
  | "waiting_for_others"
  | "done"
  | "not_approved"
  | "cancelled"
  | "failed";

/** An edge that a session took. */
export interface TakenEdge {
  times: number;
  /** Of an "otherwise": what was true the last time, so that no condition held: "small claims count is 4", the first first. */
  because?: string[];
}

/** A step from one task to another that no edge leads to. */
export interface Jump {
  from: string;
  to: string;
  times: number;
  /** "went back", "jumped". */
  words: string;
}

/** Where a session stands on its graph and how it came there. */
export interface GraphPath {
  /** How often it came to a task, by the task's id. */
  visits: Record<string, number>;
  /** The edges it took, by their ids. */
  taken: Record<string, TakenEdge>;
  jumps: Jump[];
  currentTaskId: string;
  tone: StatusTone;
  /** "waits here for a reviewer", said on the current task's card. */
  note: string;
}

export interface WorkflowListItem {
  id: string;
  name: string;
  description: string;
  publishedVersion: number | null;
  taskCount: number;
  openSessions: number;
  waitingSessions: number;
}

/** What the page of a workflow draws: a definition has more, which a browser does not need to read. */
export interface ShownWorkflow {
  name: string;
  description: string;
  graph: GraphView;
}

export interface WorkflowView extends ShownWorkflow {
  id: string;
  versionNumber: number;
  publishedAt: string | null;
  definition: GraphDefinition;
}
