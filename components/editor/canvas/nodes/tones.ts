import type { CanvasNote } from "@/lib/workflows/commands/document";

export type Tone = CanvasNote["tone"];

/** The colours of notes and groups. They use design tokens, which have a light and a dark value. */
export const tones: Record<Tone, { name: string; note: string; frame: string; swatch: string }> = {
  neutral: {
    name: "Grey",
    note: "border-line bg-sunken text-ink",
    frame: "border-edge bg-edge/5 text-ink-soft",
    swatch: "bg-line",
  },
  yellow: {
    name: "Yellow",
    note: "border-waiting/40 bg-waiting-soft text-ink",
    frame: "border-waiting bg-waiting/5 text-waiting",
    swatch: "bg-waiting-full",
  },
  green: {
    name: "Green",
    note: "border-done/40 bg-done-soft text-ink",
    frame: "border-done bg-done/5 text-done",
    swatch: "bg-done",
  },
  blue: {
    name: "Blue",
    note: "border-moving/40 bg-moving-soft text-ink",
    frame: "border-moving bg-moving/5 text-moving",
    swatch: "bg-moving",
  },
  red: {
    name: "Red",
    note: "border-attention/40 bg-attention-soft text-ink",
    frame: "border-attention bg-attention/5 text-attention",
    swatch: "bg-attention",
  },
};

/** The colours in the order of the pickers. */
export const toneNames = Object.keys(tones) as Tone[];
