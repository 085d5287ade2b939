import { classify } from "./classify";
import { confirm } from "./confirm";
import type { CatalogKind } from "./define-kind";
import { delay } from "./delay";
import { fanOut } from "./fan-out";
import { review } from "./review";
import { letter, say } from "./say";
import { screen } from "./screen";
import { setValues } from "./set-values";
import { talk } from "./talk";

/** Every kind of task that a workflow can be built from, by kind, in the order of the palette. */
export const taskCatalog: Readonly<Record<string, CatalogKind>> = Object.fromEntries(
  [talk, classify, confirm, screen, setValues, fanOut, delay, review, say, letter].map((kind) => [
    kind.kind,
    kind as CatalogKind,
  ]),
);
