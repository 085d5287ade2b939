import type { GraphDefinition } from "@/lib/engine";

/** A task as the picture shows it: a card of fixed size at a place computed by the layout. Pixels. */
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
  /** What the label answers, where the source asks ("Claim Amount?"). */
  question?: string;
  /** The condition as a sentence, where the label is the designer's own. */
  rule?: string;
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

/** Where a session stands on its graph and how it came there. */
export interface GraphPath {
  /** Tasks with at least one committed step, in order of the first. */
  visitedTaskIds: string[];
  /** Edges taken. */
  traversedEdgeIds: string[];
  currentTaskId: string | null;
  /** moving: a step is running or due · waiting: a person must answer · done · attention: failed. */
  state: "moving" | "waiting" | "done" | "attention";
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

export interface WorkflowView {
  id: string;
  name: string;
  description: string;
  versionNumber: number;
  publishedAt: string | null;
  definition: GraphDefinition;
  graph: GraphView;
}
