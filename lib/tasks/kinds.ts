import { classifyKind } from "./classify/config";
import { confirmKind } from "./confirm/config";
import { decideByTableKind } from "./decide-by-table/config";
import { delayKind } from "./delay/config";
import { fanOutKind } from "./fan-out/config";
import { generateKind } from "./generate/config";
import type { KindConfig } from "./kind-config";
import { letterKind } from "./letter/config";
import { reviewKind } from "./review/config";
import { sayKind } from "./say/config";
import { screenKind } from "./screen/config";
import { setKind } from "./set/config";
import { talkKind } from "./talk/config";

/** The config of every kind of task, in the order of the palette: browsers edit and check workflows with it. */
export const taskKinds: Readonly<Record<string, KindConfig>> = Object.fromEntries(
  [
    talkKind,
    classifyKind,
    confirmKind,
    screenKind,
    generateKind,
    setKind,
    decideByTableKind,
    fanOutKind,
    delayKind,
    reviewKind,
    sayKind,
    letterKind,
  ].map((kind) => [kind.kind, kind as KindConfig]),
);
