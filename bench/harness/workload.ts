import type { System, SystemName } from "../system";

/** What one slice measured, by name. */
export type Figures = Record<string, number>;

/** One way of running a workload: how many sessions at once, how long a chain. */
export interface Slice {
  name: string;
  /** Measured once and not in every round: what it counts does not vary. */
  isCounted?: boolean;
  /** Warms up long enough by itself to be left out of the warm-up round. */
  warmsUp?: boolean;
  /** Runs in the process of the system, for about so many milliseconds where it is a matter of time. */
  measure(system: System, milliseconds: number, databaseUrl: string): Promise<Figures>;
}

/** A figure in the results. */
export interface Cell {
  slice: string;
  system: SystemName;
  figure: string;
}

/** What must hold: a figure, or its ratio to another one of the same round, within a bound. */
export interface Target {
  what: string;
  of: Cell;
  over?: Cell;
  atLeast?: number;
  atMost?: number;
}

/** A column of the workload's table. */
export interface Column {
  title: string;
  slice: string;
  figure: string;
}

export interface Workload {
  id: string;
  title: string;
  /** What is done and measured, for the reader of the tables. */
  text: string;
  systems: SystemName[];
  slices: Slice[];
  columns: Column[];
  targets: Target[];
}
