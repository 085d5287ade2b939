import { classify } from "./classify/run";
import { compose } from "./compose/run";
import { confirm } from "./confirm/run";
import { decideByTable } from "./decide-by-table/run";
import type { CatalogKind } from "./define-kind";
import { delay } from "./delay/run";
import { fanOut } from "./fan-out/run";
import { generate } from "./generate/run";
import { grade } from "./grade/run";
import { httpRequest } from "./http-request/run";
import { taskKinds } from "./kinds";
import { letter } from "./letter/run";
import { review } from "./review/run";
import { say } from "./say/run";
import { screen } from "./screen/run";
import { search } from "./search/run";
import { setValues } from "./set/run";
import { talk } from "./talk/run";

const kinds = new Map(
  [
    talk,
    classify,
    confirm,
    screen,
    generate,
    search,
    compose,
    grade,
    setValues,
    decideByTable,
    fanOut,
    delay,
    httpRequest,
    review,
    say,
    letter,
  ].map((kind) => [kind.kind, kind as CatalogKind]),
);

/** Every kind of task that a workflow can be built from, with what it does, in the order of the palette. */
export const taskCatalog: Readonly<Record<string, CatalogKind>> = Object.fromEntries(
  Object.keys(taskKinds).flatMap((name) => {
    const kind = kinds.get(name);
    return kind ? [[name, kind]] : [];
  }),
);
