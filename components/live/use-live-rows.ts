"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { LiveChange, LiveSubject } from "./live-event";
import { useDebounced } from "./use-debounced";
import { useLive } from "./use-live";

interface LiveRowsOptions<Row> {
  /** The rows that the server rendered. */
  rows: readonly Row[];
  /** The cursor of the newest event when the rows were read. */
  since: number;
  subject: LiveSubject;
  /** The row of an event, when it has one for this list. */
  rowOf(change: LiveChange): Row | undefined;
  idOf(row: Row): string;
  /** Whether a changed row comes first. False for a search and for a later part of the list: rows stay in place. */
  isNewestFirst: boolean;
}

/** The rows of a server-rendered list, kept up to date by events. */
export function useLiveRows<Row>({ rows, since, subject, rowOf, idOf, isNewestFirst }: LiveRowsOptions<Row>): Row[] {
  const router = useRouter();
  const refreshSoon = useDebounced(() => router.refresh());
  const [shown, setShown] = useState({ rows, changed: [...rows] });
  if (shown.rows !== rows) setShown({ rows, changed: [...rows] });

  useLive(
    subject,
    (event) => {
      const row = event.kind === "change" ? rowOf(event) : undefined;
      if (event.kind === "reset" || event.isUnread) refreshSoon();
      if (row === undefined) return;
      setShown((before) => ({ ...before, changed: place(before.changed, row, idOf, isNewestFirst) }));
    },
    since,
  );
  return shown.changed;
}

function place<Row>(rows: Row[], row: Row, idOf: (row: Row) => string, isNewestFirst: boolean): Row[] {
  const id = idOf(row);
  if (isNewestFirst) return [row, ...rows.filter((other) => idOf(other) !== id)];
  return rows.map((other) => (idOf(other) === id ? row : other));
}
