import type { System, SystemName } from "../system";

/** The figures of one slice, by name. */
export type Figures = Record<string, number>;

/** A variant of a workload: the number of concurrent sessions, the length of the chain. */
export interface Slice {
  name: string;
  /** Measured in one round only: its figures do not vary. */
  isCounted?: boolean;
  /** Has a warm-up of its own and is left out of the warm-up round. */
  warmsUp?: boolean;
  /** Runs in the process of the system, for about so many milliseconds when it measures a rate. */
  measure(system: System, milliseconds: number, databaseUrl: string): Promise<Figures>;
}

/** A figure in the results. */
export interface Cell {
  slice: string;
  system: SystemName;
  figure: string;
}

/** A bound for a figure, or for its ratio to another one of the same round. */
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

/** What is measured, of which systems, and what GraphFlow has to reach. */
export interface Workload {
  id: string;
  title: string;
  /** A description for the reader of the tables. */
  text: string;
  systems: SystemName[];
  slices: Slice[];
  columns: Column[];
  targets: Target[];
}
