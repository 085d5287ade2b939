import type { Context } from "../session/context";
import type { Task } from "./task";
import type { StepLimits, TaskPolicy } from "./task-policy";

/** What the execution of a session needs of its graph. `Graph` is one. */
export interface ExecutableGraph {
  readonly id: string;
  /** Steps that one run may make. */
  readonly maxExecutionSteps: number;
  /** Undefined when the graph has no task of this id. */
  getTask(id: string): Task | undefined;
  policy(taskId: string): TaskPolicy;
  limits(taskId: string): StepLimits;
  /** Undefined when no edge leads on. */
  findNextTask(taskId: string, context: Context): string | undefined;
}
