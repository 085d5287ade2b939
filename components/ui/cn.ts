import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Without this, tailwind-merge takes our text sizes ("text-body") for colours and drops one of "text-body text-ink".
const merge = extendTailwindMerge<"never">({
  extend: {
    classGroups: {
      "font-size": [{ text: ["meta", "body", "reading", "title", "figure"] }],
      rounded: [{ rounded: ["control", "surface"] }],
      shadow: [{ shadow: ["float"] }],
    },
  },
});

/** Joins class names. Of two that conflict, the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
