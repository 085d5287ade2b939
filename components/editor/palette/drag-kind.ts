import type { DragEvent } from "react";

const type = "application/x-graphflow-kind";

/** Begins a drag that carries a kind of task. */
export function startKindDrag(event: DragEvent, kind: string): void {
  event.dataTransfer.setData(type, kind);
  event.dataTransfer.effectAllowed = "copy";
}

export const isKindDrag = (event: DragEvent): boolean => event.dataTransfer.types.includes(type);

/** The kind that was dropped; undefined when something else was. */
export const draggedKind = (event: DragEvent): string | undefined => event.dataTransfer.getData(type) || undefined;
