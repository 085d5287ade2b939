import type { GraphEdge, GraphPath } from "@/lib/workflows/schema";

/**
 * How a task stands in the picture. plain: no session is shown · ahead: the session has not been there · passed: it
 * has, and went on · the others: it is there now, and how it is.
 */
export type Standing = "plain" | "ahead" | "passed" | GraphPath["state"];

export function standingOf(taskId: string, path: GraphPath | null): Standing {
  if (!path) return "plain";
  if (path.currentTaskId === taskId) return path.state;
  return path.visitedTaskIds.includes(taskId) ? "passed" : "ahead";
}

export const isHere = (standing: Standing): standing is GraphPath["state"] =>
  standing !== "plain" && standing !== "ahead" && standing !== "passed";

/** The standing in words, for everybody who does not see colours; "" where there is nothing to say. */
export function standingWords(standing: Standing, path: GraphPath | null): string {
  if (isHere(standing)) return path?.note ?? "";
  return standing === "passed" ? "passed" : "";
}

/** How an edge reads in a sentence: "if amount is less than $1,000", "otherwise", "then", "Claim Amount? < $1000". */
export function edgeWords({ label, question }: Pick<GraphEdge, "label" | "question">): string {
  if (label === "") return "then";
  if (question) return `${question} ${label}`;
  return label === "otherwise" ? label : `if ${label}`;
}
