import { FanOutTask, type TaskDefinition } from "@/lib/engine";
import type { CatalogKind } from "../define-kind";
import { type FanOutConfig, fanOutKind } from "./config";

/** Runs several tasks in parallel and continues when all are done. */
export const fanOut: CatalogKind<FanOutConfig> = {
  ...fanOutKind,
  create: ({ id }, { prefix, parts, concurrency, onError, statusMessage }, createChild) =>
    new FanOutTask(
      id,
      parts.map((part) => createChild(part as TaskDefinition)),
      { prefix, concurrency, onError, statusMessage },
    ),
};
