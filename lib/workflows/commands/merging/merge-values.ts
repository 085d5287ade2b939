import { isSame } from "./is-same";

/** Keys of objects, and ids of list entries. */
export type ValuePath = string[];
/** Ends the path of a conflict that is about the order of a list; the values are then ids. */
export const orderKey = "#order";

/** A value that the sides changed differently; undefined where one deleted it. */
export interface Difference {
  path: ValuePath;
  mine: unknown;
  theirs: unknown;
}

/** The common base of two changed values, and both changes. */
export interface Sides<Value = unknown> {
  base: Value;
  mine: Value;
  theirs: Value;
}

export type JsonRecord = Record<string, unknown>;

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Conditions, positions and references to settings are merged as a whole: a mix would mean something else. */
const isOneValue = (value: JsonRecord): boolean =>
  ["op", "all", "any", "not", "setting"].some((key) => Object.hasOwn(value, key)) ||
  (Object.hasOwn(value, "x") && Object.hasOwn(value, "y") && Object.keys(value).length === 2);

/** What tells an item of a list apart. */
export const idOf = (item: JsonRecord): unknown => item.id ?? item.key ?? item.value;

/** The value at the path of a conflict; undefined where there is none. */
export const valueAt = (value: unknown, path: ValuePath): unknown =>
  path.reduce((at: unknown, key): unknown => {
    if (Array.isArray(at)) return at.find((item) => idOf(item) === key);
    return isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }, value);

/**
 * Merges a value that two sides may have changed; undefined means deleted. A conflict is added to `found`; the result
 * is then mine, or theirs where mine is deleted.
 */
export function mergeValues(sides: Sides, path: ValuePath, found: Difference[]): unknown {
  const { base, mine, theirs } = sides;
  if (isSame(mine, theirs) || isSame(base, theirs)) return mine;
  if (isSame(base, mine)) return theirs;
  const all = [base, mine, theirs];
  if (all.every(isRecord) && !all.some(isOneValue) && !hasOtherKinds(sides as Sides<JsonRecord>)) {
    return mergeRecords(sides as Sides<JsonRecord>, path, found);
  }
  const idKey = idKeyOf(all);
  if (idKey) return mergeLists(sides as Sides<JsonRecord[]>, idKey, path, found);
  found.push({ path, mine, theirs });
  return mine === undefined ? theirs : mine;
}

/** The settings of a task belong to its kind: where one side has changed that, the tasks are not mixed. */
function hasOtherKinds({ base, mine, theirs }: Sides<JsonRecord>): boolean {
  const haveSettings = [base, mine, theirs].every((value) => "kind" in value && "config" in value);
  const isOther = (side: JsonRecord): boolean => side.kind !== base.kind;
  const isChanged = (side: JsonRecord): boolean => isOther(side) || !isSame(side.config, base.config);
  return haveSettings && (isOther(mine) || isOther(theirs)) && isChanged(mine) && isChanged(theirs);
}

function mergeRecords({ base, mine, theirs }: Sides<JsonRecord>, path: ValuePath, found: Difference[]): JsonRecord {
  const keys = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  const merged = [...keys].map((key): [string, unknown] => {
    const of = (side: JsonRecord): unknown => (Object.hasOwn(side, key) ? side[key] : undefined);
    return [key, mergeValues({ base: of(base), mine: of(mine), theirs: of(theirs) }, [...path, key], found)];
  });
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

/** What tells the items of the lists apart; undefined when something is not a list, or an item has no id of its own. */
function idKeyOf(lists: unknown[]): string | undefined {
  if (!lists.every((list): list is unknown[] => Array.isArray(list)) || lists.every((list) => list.length === 0))
    return;
  return ["id", "key", "value"].find((key) =>
    lists.every((list) => {
      const ids = list.map((item) => (isRecord(item) ? item[key] : undefined));
      return ids.every((id) => typeof id === "string") && new Set(ids).size === ids.length;
    }),
  );
}

function mergeLists(
  { base, mine, theirs }: Sides<JsonRecord[]>,
  idKey: string,
  path: ValuePath,
  found: Difference[],
): JsonRecord[] {
  const byId = (list: JsonRecord[]) => new Map(list.map((item) => [String(item[idKey]), item]));
  const [inBase, inMine, inTheirs] = [byId(base), byId(mine), byId(theirs)];
  const merged = new Map<string, JsonRecord>();
  for (const id of new Set([...inMine.keys(), ...inTheirs.keys()])) {
    const sides = { base: inBase.get(id), mine: inMine.get(id), theirs: inTheirs.get(id) };
    const value = mergeValues(sides, [...path, id], found);
    if (isRecord(value)) merged.set(id, value);
  }
  const ids = { base: [...inBase.keys()], mine: [...inMine.keys()], theirs: [...inTheirs.keys()] };
  const { order } = mergeOrder(ids, merged);
  // Of edges only those out of one task have an order among themselves.
  const groupOf = (id: string): string => (path.at(-1) === "edges" ? String(merged.get(id)?.from) : "");
  const groups = new Map<string, string[]>();
  for (const id of order) groups.set(groupOf(id), [...(groups.get(groupOf(id)) ?? []), id]);
  for (const [group, members] of groups) {
    const isMember = (id: string): boolean => members.includes(id);
    const ofGroup = {
      base: ids.base.filter(isMember),
      mine: ids.mine.filter(isMember),
      theirs: ids.theirs.filter(isMember),
    };
    const sorted = mergeOrder(ofGroup, new Map(members.map((id) => [id, id])));
    groups.set(group, sorted.order);
    if (sorted.isClash && hasOrder(path)) {
      found.push({ path: [...path, orderKey, ...(group ? [group] : [])], mine: ofGroup.mine, theirs: ofGroup.theirs });
    }
  }
  const next = new Map([...groups].map(([group, members]) => [group, members.values()]));
  return order.flatMap((id) => {
    const item = merged.get(next.get(groupOf(id))?.next().value ?? "");
    return item ? [item] : [];
  });
}

/** The order of tasks, settings, notes and groups has no meaning. */
const hasOrder = (path: ValuePath): boolean => path.length > 2 || path.at(-1) === "edges";

/**
 * The kept ids in one order: that of the side that changed it, mine when both did. Ids that only the other side has
 * come after the id that they follow there.
 */
function mergeOrder(
  { base, mine, theirs }: Sides<string[]>,
  kept: ReadonlyMap<string, unknown>,
): { order: string[]; isClash: boolean } {
  const common = base.filter((id) => mine.includes(id) && theirs.includes(id));
  const isCommon = new Set(common);
  const [ofMine, ofTheirs] = [mine.filter((id) => isCommon.has(id)), theirs.filter((id) => isCommon.has(id))];
  const haveMoved = { mine: !isSame(ofMine, common), theirs: !isSame(ofTheirs, common) };
  const isTheirs = haveMoved.theirs && !haveMoved.mine;
  const [first, second] = isTheirs ? [theirs, mine] : [mine, theirs];
  const order = first.filter((id) => kept.has(id));
  for (const [index, id] of second.entries()) {
    if (!kept.has(id) || order.includes(id)) continue;
    const before = second.slice(0, index).findLast((other) => order.includes(other));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  }
  return { order, isClash: haveMoved.mine && haveMoved.theirs && !isSame(ofMine, ofTheirs) };
}
