import type { DragEvent } from "react";

const dataType = "application/x-graphflow-kind";

/** Starts a drag of a kind of task. */
export function startKindDrag(event: DragEvent, kind: string): void {
  event.dataTransfer.setData(dataType, kind);
  event.dataTransfer.effectAllowed = "copy";
}

/** Whether the drag carries a kind of task. */
export const isKindDrag = (event: DragEvent): boolean => event.dataTransfer.types.includes(dataType);

/** The dropped kind of task; undefined when the drag carries something else. */
export const draggedKind = (event: DragEvent): string | undefined => event.dataTransfer.getData(dataType) || undefined;
