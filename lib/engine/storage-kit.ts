// What a storage of sessions needs beside `index.ts`, and the host that runs and moves the sessions in it.

// The port: what a storage reads and writes.

export type { ChildRecord } from "./graph/task";
export type { ContextPatch } from "./session/context";
export type {
  AcquireOptions,
  BackStackMove,
  Lease,
  PastMessage,
  SessionSummary,
  StepCommit,
  VersionMove,
} from "./storage/session-storage";

// What every storage does alike.

export { isIsoTime, toJson } from "./json";
export { backStackAfter, maxBackStack } from "./storage/apply-commit";
export { initialValuesOf, isUntouched, markStored, recordEdits, unsavedSteps } from "./storage/unsaved-steps";

// The past of a session, and its move to another version of its graph.

export { applyPatch } from "./session/context";
export { planMigration, planWait, type TaskMapping, type WaitMove } from "./session/migrate-session";
export { type PastState, stateAt } from "./session/time-travel";

// Runs that share a process.

export { defaultMaxStarts } from "./run/flow-runner";
export { RepeatedSteps } from "./run/repeated-steps";
export { followSignal } from "./step/follow-signal";

// Errors that a storage throws, or that stop a run.

export {
  RunHandedOverError,
  SessionRefusedError,
  StepNeverEndedError,
  StepRefusedError,
  TurnCancelledError,
} from "./errors";
