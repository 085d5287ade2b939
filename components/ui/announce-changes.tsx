"use client";

import { useState } from "react";

interface AnnounceChangesProps {
  /** The things on the page: id and description. */
  items: [id: string, text: string][];
}

/** Announces each item that appeared or changed after the first render, once and politely. Shows nothing. */
export function AnnounceChanges({ items }: AnnounceChangesProps) {
  const [known, setKnown] = useState({ items, news: "" });
  if (known.items !== items) {
    const before = new Map(known.items);
    const changed = items.filter(([id, text]) => before.get(id) !== text);
    setKnown({ items, news: changed.length > 0 ? changed.map(([, text]) => text).join("\n") : known.news });
  }
  return (
    <p role="status" className="sr-only">
      {known.news}
    </p>
  );
}
