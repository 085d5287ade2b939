import { createContext, useContext, useSyncExternalStore } from "react";

/** Which task of one canvas is selected. Cards subscribe to their own share of it: a change redraws two of them. */
export class Selection {
  #taskId: string | null;
  #listeners = new Set<() => void>();

  constructor(taskId: string | null) {
    this.#taskId = taskId;
  }

  get taskId(): string | null {
    return this.#taskId;
  }

  set(taskId: string | null): void {
    if (taskId === this.#taskId) return;
    this.#taskId = taskId;
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export const SelectionContext = createContext(new Selection(null));

export function useIsSelected(taskId: string): boolean {
  const selection = useContext(SelectionContext);
  const isSelected = () => selection.taskId === taskId;
  return useSyncExternalStore(selection.subscribe, isSelected, isSelected);
}

export function useSelectedTaskId(): string | null {
  const selection = useContext(SelectionContext);
  const read = () => selection.taskId;
  return useSyncExternalStore(selection.subscribe, read, read);
}
