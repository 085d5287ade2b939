import type { CanvasNote } from "@/lib/workflows/commands/document";

/** Inter where it is installed; the others are as wide as it, or narrower. */
export const fontFamily = "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif";

/** The light colours of the page (app/globals.css): a file has no theme. */
export const colours = {
  canvas: "#f8f7f4",
  surface: "#ffffff",
  sunken: "#f1efea",
  line: "#e3dfd8",
  edge: "#8b857a",
  ink: "#211f1c",
  inkSoft: "#57524a",
  accent: "#0e6063",
  accentSoft: "#dfeeed",
} as const;

/** The light colours of notes and groups. */
export const toneColours: Record<CanvasNote["tone"], { fill: string; stroke: string; text: string }> = {
  neutral: { fill: "#f1efea", stroke: "#8b857a", text: "#57524a" },
  yellow: { fill: "#fbeed7", stroke: "#85490a", text: "#85490a" },
  green: { fill: "#e1f1e4", stroke: "#1d6639", text: "#1d6639" },
  blue: { fill: "#dfeeed", stroke: "#0e6063", text: "#0e6063" },
  red: { fill: "#fbe7e3", stroke: "#a5281e", text: "#a5281e" },
};
