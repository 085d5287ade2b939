"use client";

import dynamic from "next/dynamic";
import { loadLiquid } from "#liquid";

/**
 * The comparison is made in the browser: the code that compares and describes workflows is the editor's, and large.
 * Keys with another name are only found when templates can be read.
 */
export const LazyComparison = dynamic(
  async () => {
    const [{ Comparison }] = await Promise.all([import("./comparison"), loadLiquid()]);
    return Comparison;
  },
  { ssr: false, loading: () => <p className="p-4 text-ink-faint text-meta">Comparing</p> },
);
