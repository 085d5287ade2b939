"use client";

import { useState } from "react";

interface AnnounceChangesProps {
  /** What stands on the page, each with its id and in words. */
  standings: [id: string, words: string][];
}

/** Says, politely and once, what has changed on the page since it was drawn. Draws nothing. */
export function AnnounceChanges({ standings }: AnnounceChangesProps) {
  const [known, setKnown] = useState({ standings, news: "" });
  if (known.standings !== standings) {
    const before = new Map(known.standings);
    const changed = standings.filter(([id, words]) => before.get(id) !== words);
    setKnown({ standings, news: changed.length > 0 ? changed.map(([, words]) => words).join("\n") : known.news });
  }
  return (
    <p role="status" className="sr-only">
      {known.news}
    </p>
  );
}
