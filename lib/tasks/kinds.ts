import { classifyKind } from "./classify/config";
import { composeKind } from "./compose/config";
import { confirmKind } from "./confirm/config";
import { decideByTableKind } from "./decide-by-table/config";
import { delayKind } from "./delay/config";
import { fanOutKind } from "./fan-out/config";
import { generateKind } from "./generate/config";
import { gradeKind } from "./grade/config";
import { httpRequestKind } from "./http-request/config";
import type { KindConfig } from "./kind-config";
import { letterKind } from "./letter/config";
import { reviewKind } from "./review/config";
import { sayKind } from "./say/config";
import { screenKind } from "./screen/config";
import { searchKind } from "./search/config";
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
    searchKind,
    composeKind,
    gradeKind,
    setKind,
    decideByTableKind,
    fanOutKind,
    delayKind,
    httpRequestKind,
    reviewKind,
    sayKind,
    letterKind,
  ].map((kind) => [kind.kind, kind as KindConfig]),
);
