import { expect, it } from "vitest";
import { taskKinds } from "@/lib/tasks/kinds";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { findProblems } from "./find-problems";

it("finds the problems of 500 tasks in linear time", () => {
  const timeOf = (count: number): number => {
    const ids = Array.from({ length: count }, (_, index) => `t${index}`);
    const edges = ids.slice(1).map((id, index) => `t${index}>${id}`);
    const document = testDocument(ids.join(" "), edges.join(" "));
    const times = Array.from({ length: 9 }, () => {
      const began = performance.now();
      findProblems(document, taskKinds);
      return performance.now() - began;
    });
    return Math.min(...times);
  };
  // The shortest of several: a busy machine lengthens any one of them.
  const shortest = (count: number) => Math.min(...Array.from({ length: 7 }, () => timeOf(count)));
  timeOf(100);
  expect(shortest(500)).toBeLessThan(15 * shortest(100));
});
