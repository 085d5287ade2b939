import type { Condition } from "@/lib/engine";

/** Where a part stands in a condition: `["all", 0, "not"]`. */
export type ConditionPath = readonly (string | number)[];
export type GroupKind = "all" | "any";

type Group = { all: Condition[] } | { any: Condition[] };

/** The parts of a group; undefined for a comparison and for `not`. */
export function partsOf(condition: Condition): { kind: GroupKind; parts: Condition[] } | undefined {
  if ("all" in condition) return { kind: "all", parts: condition.all };
  return "any" in condition ? { kind: "any", parts: condition.any } : undefined;
}

const groupOf = (kind: GroupKind, parts: Condition[]): Group => (kind === "all" ? { all: parts } : { any: parts });

/** The part at a path; undefined when there is none. */
export function partAt(root: Condition | undefined, path: ConditionPath): Condition | undefined {
  if (!root || path.length === 0) return root;
  const [step, ...rest] = path;
  if (step === "not") return "not" in root ? partAt(root.not, rest) : undefined;
  const group = partsOf(root);
  const [index, ...deeper] = rest;
  return group && group.kind === step && typeof index === "number" ? partAt(group.parts[index], deeper) : undefined;
}

/**
 * The condition with another part at the path; without one the part goes, and with it whatever would be left empty.
 * Undefined when nothing is left.
 */
export function withPart(root: Condition, path: ConditionPath, part: Condition | undefined): Condition | undefined {
  if (path.length === 0) return part;
  const [step, ...rest] = path;
  if (step === "not" && "not" in root) {
    const not = withPart(root.not, rest, part);
    return not && { not };
  }
  const group = partsOf(root);
  const [index, ...deeper] = rest;
  if (group?.kind !== step || !group || typeof index !== "number") return root;
  const parts = group.parts.flatMap((one, at) => (at === index ? (withPart(one, deeper, part) ?? []) : one));
  return parts.length > 0 ? groupOf(group.kind, parts) : undefined;
}

/** The condition with one more part: at the end of the group at the path, or beside what stands there, under `all`. */
export function withAdded(root: Condition | undefined, path: ConditionPath, part: Condition): Condition {
  const here = partAt(root, path);
  if (!root || !here) return part;
  const group = partsOf(here);
  const next = group ? groupOf(group.kind, [...group.parts, part]) : { all: [here, part] };
  return withPart(root, path, next) ?? part;
}

/** The part at the path inside a group of its own, or under `not`. */
export function wrapped(root: Condition, path: ConditionPath, kind: GroupKind | "not"): Condition {
  const here = partAt(root, path);
  if (!here) return root;
  return withPart(root, path, kind === "not" ? { not: here } : groupOf(kind, [here])) ?? root;
}

/** Whether `unwrapped` changes anything: a `not`, a group of one, a group in a group. */
export function canUnwrap(root: Condition, path: ConditionPath): boolean {
  const here = partAt(root, path);
  if (!here) return false;
  return (
    "not" in here || partsOf(here)?.parts.length === 1 || (partsOf(here) !== undefined && parentGroup(path) !== null)
  );
}

/** What stands in the group or `not` at the path takes its place. */
export function unwrapped(root: Condition, path: ConditionPath): Condition {
  const here = partAt(root, path);
  if (!here || !canUnwrap(root, path)) return root;
  if ("not" in here) return withPart(root, path, here.not) ?? root;
  const parts = partsOf(here)?.parts ?? [];
  const parent = parentGroup(path);
  const around = parent && partAt(root, parent.path);
  const group = around && partsOf(around);
  if (!parent || !group) return withPart(root, path, parts[0]) ?? root;
  return withPart(root, parent.path, groupOf(group.kind, group.parts.toSpliced(parent.index, 1, ...parts))) ?? root;
}

/** `all` of a group becomes `any`, and back. */
export function withKind(root: Condition, path: ConditionPath, kind: GroupKind): Condition {
  const here = partAt(root, path);
  const group = here && partsOf(here);
  return group ? (withPart(root, path, groupOf(kind, group.parts)) ?? root) : root;
}

/** The group that a part stands in directly, and at which place; null under `not` and at the root. */
export function parentGroup(path: ConditionPath): { path: ConditionPath; index: number } | null {
  const index = path.at(-1);
  return typeof index === "number" ? { path: path.slice(0, -2), index } : null;
}

/** Where `moved` brings a part: among its siblings; null when there is no place further on. */
export function placeBeside(root: Condition, path: ConditionPath, by: -1 | 1): ConditionPath | null {
  const parent = parentGroup(path);
  const around = parent && partAt(root, parent.path);
  const index = (parent?.index ?? 0) + by;
  const group = around && partsOf(around);
  return parent && group && index >= 0 && index < group.parts.length ? [...parent.path, group.kind, index] : null;
}

/** The part at the path one place up or down in its group. */
export function moved(root: Condition, path: ConditionPath, by: -1 | 1): Condition {
  const parent = parentGroup(path);
  const around = parent && partAt(root, parent.path);
  const group = around && partsOf(around);
  const part = parent && group?.parts[parent.index];
  if (!parent || !group || !part || !placeBeside(root, path, by)) return root;
  const parts = group.parts.toSpliced(parent.index, 1).toSpliced(parent.index + by, 0, part);
  return withPart(root, parent.path, groupOf(group.kind, parts)) ?? root;
}

/** Whether the neighbour on that side is a group, which the part could go into. */
export function canMoveInto(root: Condition, path: ConditionPath, side: -1 | 1): boolean {
  const beside = placeBeside(root, path, side);
  const neighbour = beside && partAt(root, beside);
  return Boolean(neighbour && partsOf(neighbour));
}

/** The part at the path inside the group beside it: at its end when that stands before, else at its beginning. */
export function movedInto(root: Condition, path: ConditionPath, side: -1 | 1): Condition {
  const beside = placeBeside(root, path, side);
  const part = partAt(root, path);
  const group = beside && partsOf(partAt(root, beside) ?? { all: [] });
  if (!beside || !part || !group || !canMoveInto(root, path, side)) return root;
  const parts = side < 0 ? [...group.parts, part] : [part, ...group.parts];
  const into = withPart(root, beside, groupOf(group.kind, parts));
  return (into && withPart(into, path, undefined)) ?? root;
}

/** The part at the path one group further out, behind the group it stood in; the same condition when it cannot. */
export function movedOut(root: Condition, path: ConditionPath): Condition {
  const parent = parentGroup(path);
  const outer = parent && parentGroup(parent.path);
  const part = partAt(root, path);
  const around = outer && partAt(root, outer.path);
  const group = around && partsOf(around);
  if (!outer || !group || !part) return root;
  const added = withPart(root, outer.path, groupOf(group.kind, group.parts.toSpliced(outer.index + 1, 0, part)));
  return (added && withPart(added, path, undefined)) ?? root;
}

export const canMoveOut = (path: ConditionPath): boolean => {
  const parent = parentGroup(path);
  return parent !== null && parentGroup(parent.path) !== null;
};
