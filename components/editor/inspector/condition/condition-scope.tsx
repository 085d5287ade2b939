"use client";

import { createContext, useContext } from "react";
import type { Condition } from "@/lib/engine";
import type { SettingDefinition } from "@/lib/engine/definition-kit";
import type { WorkflowKeys } from "../schema/known-keys";
import type { ConditionPath } from "./edit-condition";

/** The state that all parts of one condition share. */
export interface ConditionScope extends Pick<WorkflowKeys, "keys" | "words"> {
  id: string;
  settings: readonly SettingDefinition[];
  root: Condition;
  /** Changes one part. No part moves. */
  change: (path: ConditionPath, part: Condition) => { ok: true } | { ok: false; reason: string };
  /** Adds, removes or moves parts. `focus` is the part that gets the focus afterwards. */
  rebuild: (next: Condition | undefined, focus: ConditionPath | null, removed?: ConditionPath) => void;
  add: (group: ConditionPath, field: string) => void;
  /** The id of the part that was added last. Its value is not typed yet. */
  addedPartId: string | null;
}

export const ConditionScopeContext = createContext<ConditionScope | null>(null);

export function useConditionScope(): ConditionScope {
  const scope = useContext(ConditionScopeContext);
  if (!scope) throw new Error("A condition stands inside a ConditionBuilder.");
  return scope;
}

/** The id of a part. The ids of its controls start with it. */
export const partId = (id: string, path: ConditionPath): string => [id, "part", ...path].join("-");
