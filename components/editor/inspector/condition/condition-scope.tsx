"use client";

import { createContext, useContext } from "react";
import type { Condition } from "@/lib/engine";
import type { SettingDefinition } from "@/lib/engine/definition-kit";
import type { Knowledge } from "../schema/known-keys";
import type { ConditionPath } from "./edit-condition";

/** What the parts of one condition share. */
export interface ConditionScope extends Pick<Knowledge, "keys" | "words"> {
  id: string;
  settings: readonly SettingDefinition[];
  root: Condition;
  /** Another value, operator or field: nothing moves. */
  change: (path: ConditionPath, part: Condition) => { ok: true } | { ok: false; reason: string };
  /** Parts come, go or move; `focus` is where the focus goes afterwards. */
  rebuild: (next: Condition | undefined, focus: ConditionPath | null, removed?: ConditionPath) => void;
  add: (group: ConditionPath, field: string) => void;
  /** The part that was just added: its value is still to be typed. */
  fresh: string | null;
}

export const ConditionScopeContext = createContext<ConditionScope | null>(null);

export function useConditionScope(): ConditionScope {
  const scope = useContext(ConditionScopeContext);
  if (!scope) throw new Error("A condition stands inside a ConditionBuilder.");
  return scope;
}

/** The id of a part, which its controls' ids begin with. */
export const partId = (id: string, path: ConditionPath): string => [id, "part", ...path].join("-");
