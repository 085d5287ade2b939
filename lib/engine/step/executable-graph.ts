import type { Task } from "../graph/task";
import type { Context } from "../session/context";
import type { StepLimits, TaskPolicy } from "./task-policy";

/** A task with everything that its execution needs. */
export interface GraphNode {
  readonly task: Task;
  readonly policy: TaskPolicy;
  /** Those of the policy, else the defaults. */
  readonly limits: StepLimits;
}

/** What the execution of a session needs of its graph. `Graph` is one. */
export interface ExecutableGraph {
  readonly id: string;
  /** Steps that one run may make. */
  readonly maxExecutionSteps: number;
  /** Undefined when the graph has no task of this id. */
  getNode(taskId: string): GraphNode | undefined;
  /** Undefined when no edge leads on. */
  findNextTask(taskId: string, context: Context): string | undefined;
}
