import type { FieldType } from "../condition/condition-operators";
import { findUses, type KeyUse, type WorkflowKeys } from "./known-keys";

/** A key of a workflow with all that uses it. */
export interface ListedKey {
  key: string;
  /** The name that people read: "amount". */
  name: string;
  /** Null for a key that nothing writes. */
  type: FieldType | null;
  writtenBy: readonly KeyUse[];
  readBy: readonly KeyUse[];
  /** Every session has it from its start. */
  isGiven: boolean;
}

/** The keys of a workflow: those that are written or given, then those that are only read. */
export function listKeys(known: WorkflowKeys): ListedKey[] {
  const written = [...known.keys.values()].filter(({ path }) => !path.includes("."));
  const roots = new Set(written.map(({ path }) => path));
  const readOnly = [...new Set([...known.readers.keys()].map((path) => path.split(".")[0] ?? path))].filter(
    (root) => root !== "settings" && !roots.has(root),
  );
  return [
    ...written.map(({ path, name, type, writtenBy }) => ({
      ...{ key: path, name, type, writtenBy, isGiven: writtenBy.length === 0 },
      readBy: findUses(known, path).readBy,
    })),
    ...readOnly.map((key) => ({
      ...{ key, name: known.words.field?.(key) ?? key.replaceAll("_", " "), type: null, writtenBy: [], isGiven: false },
      readBy: findUses(known, key).readBy,
    })),
  ];
}
