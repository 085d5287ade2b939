/** Changes to the definition that solve a problem, in order. A change sets the value at its path, or removes it. */
export interface ProblemFix {
  /** The text of its button: "Connect it to “Final Summary”". */
  label: string;
  changes: { path: (string | number)[]; value?: unknown }[];
}

/** One reason why a definition cannot be published, or one warning, with its task, edge or setting. */
export interface GraphProblem {
  /** A warning does not stop publishing; without a severity the problem does. */
  severity?: "warning";
  code:
    | "shape"
    | "duplicate_id"
    | "start"
    | "dangling_edge"
    | "unknown_kind"
    | "config"
    | "unreachable"
    | "no_end"
    | "dead_end"
    | "ambiguous_edge"
    | "after_end"
    | "loop_never_waits"
    | "waiting_child"
    | "ending_child"
    | "unknown_field"
    | "condition_type"
    | "outcome"
    | "setting"
    | "never_taken"
    | "same_name"
    | "may_be_missing"
    | "words";
  message: string;
  taskId?: string;
  edgeId?: string;
  settingKey?: string;
  /** Where in the task, edge or setting: `["config", "limit"]`, `["condition", "all", 0, "value"]`. */
  path?: (string | number)[];
  fix?: ProblemFix;
}
