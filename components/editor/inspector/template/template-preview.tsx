"use client";

import type { SettingDefinition } from "@/lib/engine/definition-kit";
import type { KnownKey } from "../schema/known-keys";
import { previewText } from "./example-values";

interface TemplatePreviewProps {
  id: string;
  template: string;
  keys: ReadonlyMap<string, KnownKey>;
  settings: readonly SettingDefinition[];
}

/** A preview of a template. */
export function TemplatePreview({ id, template, keys, settings }: TemplatePreviewProps) {
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-1 border-line border-l pl-3">
      <p id={id} className="text-ink-faint text-meta">
        Preview with example values
      </p>
      <p className="wrap-anywhere whitespace-pre-wrap">{previewText(template, keys, settings)}</p>
    </section>
  );
}
