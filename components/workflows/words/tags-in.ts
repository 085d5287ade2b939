/** A placeholder (`{{ }}`) or a tag (`{% %}`) of a template. */
export interface TemplateTag {
  from: number;
  to: number;
  isOutput: boolean;
  /** It has no end, and reaches to the end of the text. */
  isOpen: boolean;
}

/** The placeholders and tags of a template, from left to right. The time grows with the length of the text only. */
export function tagsIn(text: string): TemplateTag[] {
  const tags: TemplateTag[] = [];
  const places = { output: text.indexOf("{{"), tag: text.indexOf("{%") };
  for (;;) {
    const { output, tag } = places;
    const isOutput = tag < 0 || (output >= 0 && output < tag);
    const from = isOutput ? output : tag;
    if (from < 0) return tags;
    const end = text.indexOf(isOutput ? "}}" : "%}", from + 2);
    const to = end < 0 ? text.length : end + 2;
    tags.push({ from, to, isOutput, isOpen: end < 0 });
    if (output >= 0 && output < to) places.output = text.indexOf("{{", to);
    if (tag >= 0 && tag < to) places.tag = text.indexOf("{%", to);
  }
}
