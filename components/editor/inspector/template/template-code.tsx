"use client";

import type { Completion } from "@codemirror/autocomplete";
import { liquid } from "@codemirror/lang-liquid";
import type { Extension } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";
import CodeMirror, { type ReactCodeMirrorRef } from "@uiw/react-codemirror";
import { type Ref, useMemo } from "react";
import type { FieldControlProps } from "@/components/ui/field";
import { settingWords } from "@/lib/engine";
import { codeTheme } from "../code-theme";
import { describeFieldType } from "../condition/type-words";
import { placesOf, type TemplateNames } from "./template-names";

export interface TemplateCodeProps {
  control: FieldControlProps;
  label: string;
  value: string;
  names: TemplateNames;
  unknown: readonly string[];
  onChange: (value: string) => void;
  ref?: Ref<ReactCodeMirrorRef>;
}

/** A template with its Liquid in colour, its names offered while typing, and names that nothing gives marked. */
export default function TemplateCode({ control, label, value, names, unknown, onChange, ref }: TemplateCodeProps) {
  const { id } = control;
  const describedBy = control["aria-describedby"] ?? "";
  const isInvalid = control["aria-invalid"] === true;
  const unknownNames = unknown.join(" ");
  const extensions = useMemo(
    (): Extension[] => [
      liquid(completionsOf(names)),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        ...{ id, "aria-label": label, "aria-multiline": "true", "aria-invalid": String(isInvalid) },
        ...(describedBy && { "aria-describedby": describedBy }),
      }),
      markNames(unknownNames.split(" ").filter(Boolean)),
    ],
    [names, id, label, isInvalid, describedBy, unknownNames],
  );
  return (
    <CodeMirror
      ref={ref}
      value={value}
      onChange={onChange}
      extensions={extensions}
      theme={codeTheme}
      indentWithTab={false}
      basicSetup={{ lineNumbers: false, foldGutter: false, highlightActiveLine: false, searchKeymap: false }}
      maxHeight="24rem"
    />
  );
}

const filters: Completion[] = [
  { label: "money", detail: "$1,250.00" },
  { label: "day", detail: "15 Nov 2026" },
];

function completionsOf({ keys, settings }: TemplateNames) {
  const options = [...keys.values()].map(
    ({ path, name, type }): Completion => ({
      label: path,
      detail: describeFieldType(type),
      info: name,
      type: "variable",
    }),
  );
  const inside = (path: string): Completion[] =>
    options
      .filter(({ label }) => label.startsWith(`${path}.`) && !label.slice(path.length + 1).includes("."))
      .map((option) => ({ ...option, label: option.label.slice(path.length + 1) }));
  const ofSettings = settings.map(
    (setting): Completion => ({
      label: setting.key,
      detail: settingWords(setting),
      info: setting.label,
      type: "constant",
    }),
  );
  const root: Completion = { label: "settings", detail: "Settings of this workflow", type: "namespace" };
  return {
    filters,
    variables: [...options.filter(({ label }) => !label.includes(".")), ...(settings.length > 0 ? [root] : [])],
    properties: (path: readonly string[]): Completion[] =>
      path.length === 1 && path[0] === "settings" ? ofSettings : inside(path.join(".")),
  };
}

const mark = Decoration.mark({ class: "cm-unknown-name", attributes: { title: "Nothing gives this name a value" } });

const markNames = (names: readonly string[]): Extension => {
  const decorate = (view: EditorView) =>
    Decoration.set(placesOf(view.state.doc.toString(), names).map(({ from, to }) => mark.range(from, to)));
  return ViewPlugin.define(
    (view) => ({
      decorations: decorate(view),
      update(update) {
        if (update.docChanged) this.decorations = decorate(update.view);
      },
    }),
    { decorations: (plugin) => plugin.decorations },
  );
};
