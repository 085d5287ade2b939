import { type RefObject, useEffect, useState } from "react";
import type { CaseRow } from "@/lib/inbox/schema";
import { useVisibleRows } from "./use-visible-rows";

/** The focus of the list. A row that is not drawn yet is scrolled into view and focused when it is drawn. */
export function useRowFocus(list: RefObject<HTMLDivElement | null>, shown: CaseRow[], selectedId: string | undefined) {
  const [activeId, setActiveId] = useState<string | null>(null);
  const [focusAt, setFocusAt] = useState<number | null>(null);
  const tabStop = [activeId, selectedId].find((id) => shown.some(({ caseId }) => caseId === id)) ?? shown[0]?.caseId;
  const activeIndex = shown.findIndex(({ caseId }) => caseId === tabStop);
  const virtual = useVisibleRows(
    list,
    shown.map(({ caseId }) => caseId),
    activeIndex,
  );
  useEffect(() => {
    if (focusAt === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-index="${focusAt}"] [role=option]`);
    row?.focus({ preventScroll: true });
    if (row) setFocusAt(null);
  });
  function moveTo(index: number): void {
    const target = Math.max(0, Math.min(shown.length - 1, index));
    virtual.scrollToIndex(target);
    setActiveId(shown[target]?.caseId ?? null);
    setFocusAt(target);
  }
  return { tabStop, activeIndex, virtual, setActiveId, moveTo };
}
