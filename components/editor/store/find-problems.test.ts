import { expect, it } from "vitest";
import { taskKinds } from "@/lib/tasks/kinds";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { findProblems } from "./find-problems";

/** How many values of a document are read while its problems are found. */
function readsOf(count: number): number {
  const ids = Array.from({ length: count }, (_, index) => `t${index}`);
  const edges = ids.slice(1).map((id, index) => `t${index}>${id}`);
  let reads = 0;
  const proxies = new WeakMap<object, object>();
  const counted = <Value extends object>(value: Value): Value => {
    const known = proxies.get(value) ?? new Proxy(value, { get: read });
    proxies.set(value, known);
    return known as Value;
  };
  function read(target: object, key: string | symbol): unknown {
    reads++;
    const value: unknown = Reflect.get(target, key);
    return typeof value === "object" && value !== null ? counted(value) : value;
  }
  findProblems(counted(testDocument(ids.join(" "), edges.join(" "))), taskKinds);
  return reads;
}

it("reads five times as much to find the problems of five times as many tasks", () => {
  const few = readsOf(100);
  expect(few).toBeGreaterThan(1000);
  expect(readsOf(500)).toBeLessThan(5.2 * few);
});
