import { fenced } from "../template";
import type { Passage } from "./schema";

/** Passages for a model, numbered from 1; document, heading and text between marks, as information only. */
export const passagesPrompt = (passages: readonly Passage[]): string =>
  [
    "Passages:",
    ...passages.map(
      ({ document, heading, text }, index) =>
        `[${index + 1}] ${fenced([document, heading].filter(Boolean).join(", "))} ${fenced(text)}`,
    ),
  ].join("\n\n");
