import type { Condition } from "@/lib/engine";

/** The path of a part in a condition: `["all", 0, "not"]`. */
export type ConditionPath = readonly (string | number)[];
type GroupKind = "all" | "any";

type Group = { all: Condition[] } | { any: Condition[] };

/** The kind and parts of a group; undefined for a comparison and for `not`. */
export function groupAt(condition: Condition): { kind: GroupKind; parts: Condition[] } | undefined {
  if ("all" in condition) return { kind: "all", parts: condition.all };
  return "any" in condition ? { kind: "any", parts: condition.any } : undefined;
}

const groupOf = (kind: GroupKind, parts: Condition[]): Group => (kind === "all" ? { all: parts } : { any: parts });

/** The part at a path; undefined when there is none. */
export function partAt(root: Condition | undefined, path: ConditionPath): Condition | undefined {
  if (!root || path.length === 0) return root;
  const [step, ...rest] = path;
  if (step === "not") return "not" in root ? partAt(root.not, rest) : undefined;
  const group = groupAt(root);
  const [index, ...deeper] = rest;
  return group && group.kind === step && typeof index === "number" ? partAt(group.parts[index], deeper) : undefined;
}

/**
 * Replaces the part at the path. `undefined` removes it, together with groups that become empty. Returns undefined when
 * no part is left.
 */
export function replacePart(root: Condition, path: ConditionPath, part: Condition | undefined): Condition | undefined {
  if (path.length === 0) return part;
  const [step, ...rest] = path;
  if (step === "not" && "not" in root) {
    const not = replacePart(root.not, rest, part);
    return not && { not };
  }
  const group = groupAt(root);
  const [index, ...deeper] = rest;
  if (group?.kind !== step || !group || typeof index !== "number") return root;
  const parts = group.parts.flatMap((one, at) => (at === index ? (replacePart(one, deeper, part) ?? []) : one));
  return parts.length > 0 ? groupOf(group.kind, parts) : undefined;
}

/** Adds a part to the group at the path. A comparison at the path is put into a new `all` group with the part. */
export function addPart(root: Condition | undefined, path: ConditionPath, part: Condition): Condition {
  const here = partAt(root, path);
  if (!root || !here) return part;
  const group = groupAt(here);
  const next = group ? groupOf(group.kind, [...group.parts, part]) : { all: [here, part] };
  return replacePart(root, path, next) ?? part;
}

/** Wraps the part at the path into a new group or into `not`. */
export function wrapPart(root: Condition, path: ConditionPath, kind: GroupKind | "not"): Condition {
  const here = partAt(root, path);
  if (!here) return root;
  return replacePart(root, path, kind === "not" ? { not: here } : groupOf(kind, [here])) ?? root;
}

/** True for `not`, for a group of one part and for a group inside a group. */
export function canUnwrap(root: Condition, path: ConditionPath): boolean {
  const here = partAt(root, path);
  if (!here) return false;
  return "not" in here || groupAt(here)?.parts.length === 1 || (groupAt(here) !== undefined && parentOf(path) !== null);
}

/** Replaces the group or `not` at the path by its inner parts. */
export function unwrapPart(root: Condition, path: ConditionPath): Condition {
  const here = partAt(root, path);
  if (!here || !canUnwrap(root, path)) return root;
  if ("not" in here) return replacePart(root, path, here.not) ?? root;
  const parts = groupAt(here)?.parts ?? [];
  const parent = parentOf(path);
  const outerPart = parent && partAt(root, parent.path);
  const group = outerPart && groupAt(outerPart);
  if (!parent || !group) return replacePart(root, path, parts[0]) ?? root;
  return replacePart(root, parent.path, groupOf(group.kind, group.parts.toSpliced(parent.index, 1, ...parts))) ?? root;
}

/** Sets the kind of the group at the path. */
export function setGroupKind(root: Condition, path: ConditionPath, kind: GroupKind): Condition {
  const here = partAt(root, path);
  const group = here && groupAt(here);
  return group ? (replacePart(root, path, groupOf(kind, group.parts)) ?? root) : root;
}

/** The path of the enclosing group and the index in it; null under `not` and at the root. */
export function parentOf(path: ConditionPath): { path: ConditionPath; index: number } | null {
  const index = path.at(-1);
  return typeof index === "number" ? { path: path.slice(0, -2), index } : null;
}

/** The path after a move inside the group; null when the part is already first or last. */
export function siblingPath(root: Condition, path: ConditionPath, by: -1 | 1): ConditionPath | null {
  const parent = parentOf(path);
  const outerPart = parent && partAt(root, parent.path);
  const index = (parent?.index ?? 0) + by;
  const group = outerPart && groupAt(outerPart);
  return parent && group && index >= 0 && index < group.parts.length ? [...parent.path, group.kind, index] : null;
}

/** Moves the part at the path up or down in its group. */
export function movePart(root: Condition, path: ConditionPath, by: -1 | 1): Condition {
  const parent = parentOf(path);
  const outerPart = parent && partAt(root, parent.path);
  const group = outerPart && groupAt(outerPart);
  const part = parent && group?.parts[parent.index];
  if (!parent || !group || !part || !siblingPath(root, path, by)) return root;
  const parts = group.parts.toSpliced(parent.index, 1).toSpliced(parent.index + by, 0, part);
  return replacePart(root, parent.path, groupOf(group.kind, parts)) ?? root;
}

/** Whether the sibling on that side is a group. */
export function canMoveInto(root: Condition, path: ConditionPath, side: -1 | 1): boolean {
  const sibling = siblingPath(root, path, side);
  const siblingPart = sibling && partAt(root, sibling);
  return Boolean(siblingPart && groupAt(siblingPart));
}

/** Moves the part into the sibling group: to its end when the group is before the part, otherwise to its start. */
export function movePartInto(root: Condition, path: ConditionPath, side: -1 | 1): Condition {
  const sibling = siblingPath(root, path, side);
  const part = partAt(root, path);
  const group = sibling && groupAt(partAt(root, sibling) ?? { all: [] });
  if (!sibling || !part || !group || !canMoveInto(root, path, side)) return root;
  const parts = side < 0 ? [...group.parts, part] : [part, ...group.parts];
  const into = replacePart(root, sibling, groupOf(group.kind, parts));
  return (into && replacePart(into, path, undefined)) ?? root;
}

/**
 * Moves the part out of its group, to the place after the group. Returns the same condition when that is impossible.
 */
export function movePartOut(root: Condition, path: ConditionPath): Condition {
  const parent = parentOf(path);
  const outer = parent && parentOf(parent.path);
  const part = partAt(root, path);
  const outerPart = outer && partAt(root, outer.path);
  const group = outerPart && groupAt(outerPart);
  if (!outer || !group || !part) return root;
  const added = replacePart(root, outer.path, groupOf(group.kind, group.parts.toSpliced(outer.index + 1, 0, part)));
  return (added && replacePart(added, path, undefined)) ?? root;
}

export const canMoveOut = (path: ConditionPath): boolean => {
  const parent = parentOf(path);
  return parent !== null && parentOf(parent.path) !== null;
};
