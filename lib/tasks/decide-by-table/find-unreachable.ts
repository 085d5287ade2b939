import {
  type Comparison,
  compareValue,
  isSettingReference,
  parseDuration,
  type Scalar,
} from "@/lib/engine/definition-kit";
import { comparisonOf, type DecisionTable, type TableInput, type TableRow } from "./table";

/** A row that no session can reach, and the earlier rows because of which. */
export interface UnreachableRow {
  row: number;
  /** Indexes of the rows that fit whenever this one does. Empty when its own conditions contradict each other. */
  because: number[];
}

/** The values of one field that a row takes. */
interface Taken {
  /** Equal for rows with the same tests. */
  key: string;
  tests: Comparison[];
  /** Every value that fits, when these are few. */
  values?: Scalar[];
  /** The range of an order: numbers, or texts such as days. */
  low?: Bound;
  high?: Bound;
  /** There are tests that are neither values nor a range. */
  isOther: boolean;
  /** The same range in numbers, when there are no other tests: a thousand rows are compared with each other. */
  numbers?: Numbers;
  /** The same values, when there are no other tests and each is equal to itself alone. */
  plain?: Set<Scalar>;
}

interface Numbers {
  /** Days and durations are numbers, too; only ranges of one scale are compared. */
  scale: Scale;
  low: number;
  isLowOpen: boolean;
  high: number;
  isHighOpen: boolean;
}

type Scale = "number" | "day" | "duration";

interface Bound {
  value: number | string;
  /** The value itself is outside. */
  isOpen: boolean;
}

/** By the index of the field. */
type RowBox = (Taken | undefined)[];

/**
 * Rows that are never reached: their conditions contradict each other, an earlier row fits whenever they do, or several
 * earlier rows that differ in one field do so together.
 */
export function findUnreachable({ inputs, rows }: DecisionTable): UnreachableRow[] {
  const fields = [...new Set(inputs.map(({ field }) => field))];
  const boxes = rows.map((row) => boxOf(inputs, row, fields));
  return boxes.flatMap((box, row): UnreachableRow[] => {
    if (!box) return [];
    if (box.some((taken) => taken && isEmpty(taken))) return [{ row, because: [] }];
    const because = coveringRows(box, boxes, row);
    return because ? [{ row, because }] : [];
  });
}

/** Undefined for a row that a problem of its own keeps from fitting: a wrong cell, or the name of an unknown setting. */
function boxOf(inputs: readonly TableInput[], { when }: TableRow, fields: readonly string[]): RowBox | undefined {
  const comparisons: Comparison[] = [];
  for (const [index, input] of inputs.entries()) {
    const cell = when[index] ?? null;
    const comparison = comparisonOf(input, cell);
    const isNamed = [cell].flat().some(isSettingReference);
    if (isNamed || (cell !== null && !comparison)) return undefined;
    if (comparison) comparisons.push(comparison);
  }
  return fields.map((field) => {
    const tests = comparisons.filter((comparison) => comparison.field === field);
    return tests.length > 0 ? takenBy(tests) : undefined;
  });
}

function takenBy(tests: Comparison[]): Taken {
  const taken: Taken = { key: JSON.stringify(tests), tests, isOther: false };
  for (const test of tests) {
    const { op, value } = test;
    if (op === "eq") taken.values = [...(taken.values ?? []), value as Scalar];
    else if (op === "in") taken.values = [...(taken.values ?? []), ...(value as Scalar[])];
    else if (op === "gt" || op === "gte") taken.low = inner(taken.low, boundOf(test), 1);
    else if (op === "lt" || op === "lte") taken.high = inner(taken.high, boundOf(test), -1);
    else taken.isOther = true;
  }
  if (taken.values) taken.values = taken.values.filter((one) => fits(tests, one));
  const { values, low, high, isOther } = taken;
  if (values && tests.length === 1 && values.every(isPlain)) taken.plain = new Set(values);
  const numbers = values || isOther ? undefined : numbersOf(low, high);
  return { ...taken, ...(numbers && { numbers }) };
}

function numbersOf(low: Bound | undefined, high: Bound | undefined): Numbers | undefined {
  const [least, most] = [low && scaled(low.value), high && scaled(high.value)];
  const scale = (least ?? most)?.scale;
  if (!scale || (low && !least) || (high && !most) || (least && most && least.scale !== most.scale)) return undefined;
  return {
    scale,
    low: least?.value ?? Number.NEGATIVE_INFINITY,
    isLowOpen: low?.isOpen === true,
    high: most?.value ?? Number.POSITIVE_INFINITY,
    isHighOpen: high?.isOpen === true,
  };
}

/** A bound on its scale; undefined for other texts. */
function scaled(value: number | string): { scale: Scale; value: number } | undefined {
  if (typeof value === "number") return { scale: "number", value };
  const ms = parseDuration(value);
  if (ms !== undefined) return { scale: "duration", value: ms };
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? { scale: "day", value: Date.parse(value) } : undefined;
}

/** Durations of several spellings are the same. */
const isPlain = (value: Scalar): boolean => typeof value !== "string" || !value.startsWith("P");

const boundOf = ({ op, value }: Comparison): Bound => ({
  value: value as number | string,
  isOpen: op === "gt" || op === "lt",
});

/** The narrower of two bounds. `side` is 1 for lower bounds. */
function inner(one: Bound | undefined, other: Bound, side: 1 | -1): Bound {
  if (!one || order(other.value, one.value) === side) return other;
  return order(other.value, one.value) === 0 && other.isOpen ? other : one;
}

/** -1, 0 or 1; undefined for values that cannot be compared. */
function order(left: number | string, right: number | string): -1 | 0 | 1 | undefined {
  if (typeof left === "number" && typeof right === "number") return left < right ? -1 : left > right ? 1 : 0;
  if (typeof left !== typeof right) return undefined;
  const is = (op: "lt" | "eq" | "gt") => compareValue({ field: "", op, value: right }, left);
  return is("lt") ? -1 : is("gt") ? 1 : is("eq") ? 0 : undefined;
}

const fits = (tests: readonly Comparison[], value: Scalar): boolean =>
  tests.every((test) => compareValue(test, value) === true);

function isEmpty({ values, low, high }: Taken): boolean {
  if (values) return values.length === 0;
  if (!low || !high) return false;
  const place = order(low.value, high.value);
  return place === 1 || place === undefined || (place === 0 && (low.isOpen || high.isOpen));
}

/** The rows before `row` that together fit whenever the box does; undefined when there are none. */
function coveringRows(box: RowBox, boxes: readonly (RowBox | undefined)[], row: number): number[] | undefined {
  /** Rows that cover all fields of the box but one, by that field. */
  const partly = new Map<number, number[]>();
  for (let index = 0; index < row; index++) {
    const other = boxes[index];
    const open = other ? openField(box, other) : "several";
    if (open === "none") return [index];
    // A missing value fits only an empty cell, so rows with conditions never cover a field without one.
    if (open === "several" || !box[open]) continue;
    const known = partly.get(open);
    if (known) known.push(index);
    else partly.set(open, [index]);
  }
  for (const [field, indexes] of partly) {
    const own = box[field];
    const others = indexes.flatMap((index) => boxes[index]?.[field] ?? []);
    if (own && coverTogether(others, own)) return indexes;
  }
  return undefined;
}

/** The field of the box that another row does not cover. */
function openField(box: RowBox, other: RowBox): number | "none" | "several" {
  let open: number | "none" = "none";
  for (let field = 0; field < other.length; field++) {
    const taken = other[field];
    const own = box[field];
    if (!taken || (own && covers(taken, own))) continue;
    if (open !== "none") return "several";
    open = field;
  }
  return open;
}

/** Whether every value of `own` is one of `other`. */
function covers(other: Taken, own: Taken): boolean {
  if (other.key === own.key) return true;
  if (other.numbers && own.numbers) return containsNumbers(other.numbers, own.numbers);
  if (other.plain && own.plain)
    return own.plain.size <= other.plain.size && [...own.plain].every((one) => other.plain?.has(one));
  if (own.values) return own.values.every((one) => fits(other.tests, one));
  return other.tests.every((test) => isImplied(test, own));
}

const containsNumbers = (outer: Numbers, own: Numbers): boolean =>
  outer.scale === own.scale &&
  (own.low > outer.low || (own.low === outer.low && (!outer.isLowOpen || own.isLowOpen))) &&
  (own.high < outer.high || (own.high === outer.high && (!outer.isHighOpen || own.isHighOpen)));

function isImplied(test: Comparison, own: Taken): boolean {
  const { op, value } = test;
  if (own.tests.some((one) => one.op === op && JSON.stringify(one.value) === JSON.stringify(value))) return true;
  const isAbove = (at: number | string) => own.low && order(own.low.value, at);
  const isBelow = (at: number | string) => own.high && order(own.high.value, at);
  if (op === "gt" || op === "gte") {
    const place = isAbove(value as number | string);
    return place === 1 || (place === 0 && (op === "gte" || own.low?.isOpen === true));
  }
  if (op === "lt" || op === "lte") {
    const place = isBelow(value as number | string);
    return place === -1 || (place === 0 && (op === "lte" || own.high?.isOpen === true));
  }
  return false;
}

/** Whether every value of `own` is one of some other: values by themselves, a range by ranges without a gap. */
function coverTogether(others: readonly Taken[], own: Taken): boolean {
  if (own.values) return own.values.every((one) => others.some(({ tests }) => fits(tests, one)));
  const range = own.numbers;
  if (!range) return false;
  const ranges = others.flatMap(({ numbers }) => (numbers && numbers.scale === range.scale ? [numbers] : []));
  /** The first value that is not covered yet: `at` itself, or with `isAfter` the next one. */
  let at = range.low;
  let isAfter = range.isLowOpen;
  for (;;) {
    const next = ranges.find(
      ({ low, isLowOpen, high, isHighOpen }) =>
        (low < at || (low === at && (!isLowOpen || isAfter))) &&
        (high > at || (high === at && !isHighOpen && !isAfter)),
    );
    if (!next) return false;
    if (next.high > range.high || (next.high === range.high && (!next.isHighOpen || range.isHighOpen))) return true;
    at = next.high;
    isAfter = !next.isHighOpen;
  }
}
