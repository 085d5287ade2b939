import type { ElkNode } from "elkjs/lib/elk-api";
import type { CardWords } from "./describing/describe-card";
import { toElk } from "./layout/layout-elk";

/** Blocks of a decision with two ways: as many as make ELK run what it runs for a large graph. */
const blocks = 40;

/** A graph of decisions, one after the other, as ELK lays it out: what its thread begins with. */
export function sampleGraph(): ElkNode {
  const cards = Array.from(
    { length: blocks * 4 },
    (_, index): CardWords => ({
      ...{ id: `t${index}`, kind: "say", kindLabel: "Say", icon: "circle-dot" },
      ...{ label: `Task ${index}`, summary: "", isStart: index === 0 },
    }),
  );
  const ways = Array.from({ length: blocks }, (_, block) => block * 4).flatMap((at) => [
    [at, at + 1, "amount is less than $1,000"],
    [at, at + 2, "otherwise"],
    [at + 1, at + 3, ""],
    [at + 2, at + 3, ""],
    ...(at + 4 < blocks * 4 ? [[at + 3, at + 4, ""]] : []),
  ]) as [number, number, string][];
  const edges = ways.map(([from, to, label], index) => ({
    ...{ id: `e${index}`, source: `t${from}`, target: `t${to}`, label },
  }));
  return toElk(cards, edges, { taskIds: [], backEdgeIds: new Set(), mainEdgeIds: new Set() });
}
