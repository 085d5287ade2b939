"use client";

import type { Completion, CompletionContext } from "@codemirror/autocomplete";
import { liquid, liquidCompletionSource } from "@codemirror/lang-liquid";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import CodeMirror, { type ReactCodeMirrorRef } from "@uiw/react-codemirror";
import { type Ref, useEffect, useMemo, useRef, useState } from "react";
import type { FieldControlProps } from "@/components/ui/forms/field";
import { settingWords } from "@/lib/engine/definition-kit";
import { valueFormat } from "@/lib/workflows/describing/describe-words";
import { describeFieldType } from "../condition/type-words";
import { codeTheme } from "../form/code-theme";
import { NameMarks } from "./name-marks";
import type { TemplateNames } from "./template-names";

export interface TemplateCodeProps {
  control: FieldControlProps;
  label: string;
  value: string;
  names: TemplateNames;
  unknown: readonly string[];
  onChange: (value: string) => void;
  /** Where the cursor is at first; by default at the end. */
  cursor?: number;
  ref?: Ref<ReactCodeMirrorRef>;
}

/** A code editor for Liquid templates. It completes known names and underlines unknown ones. */
export default function TemplateCode(props: TemplateCodeProps) {
  const { control, label, value, names, unknown, onChange, cursor, ref } = props;
  const { id } = control;
  const describedBy = control["aria-describedby"] ?? "";
  const isInvalid = control["aria-invalid"] === true;
  // The names change with every edit of the workflow. A ref avoids new extensions, which are slow to set up.
  const offered = useRef(names);
  const [marks] = useState(() => new NameMarks());
  const view = useRef<EditorView | null>(null);
  useEffect(() => {
    offered.current = names;
  }, [names]);
  useEffect(() => marks.show(unknown, view.current), [marks, unknown]);
  const extensions = useMemo(
    (): Extension[] => [
      language,
      language.data.of({
        autocomplete: (context: CompletionContext) => liquidCompletionSource(completionsOf(offered.current))(context),
      }),
      marks.extension,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        id,
        "aria-label": label,
        "aria-multiline": "true",
        "aria-invalid": String(isInvalid),
        tabindex: "0",
        ...(describedBy && { "aria-describedby": describedBy }),
      }),
    ],
    [marks, id, label, isInvalid, describedBy],
  );
  return (
    <CodeMirror
      ref={ref}
      value={value}
      onChange={onChange}
      onCreateEditor={(made) => {
        view.current = made;
        made.dispatch({ selection: { anchor: Math.min(cursor ?? Number.MAX_SAFE_INTEGER, made.state.doc.length) } });
        marks.show(unknown, made);
      }}
      extensions={extensions}
      theme={codeTheme}
      indentWithTab={false}
      basicSetup={setup}
      maxHeight="24rem"
    />
  );
}

/** Liquid without its own completion, which does not know the workflow. */
const { language } = liquid();
const setup = { lineNumbers: false, foldGutter: false, highlightActiveLine: false, searchKeymap: false };

const filters: Completion[] = [
  { label: "money", detail: "$1,250.00" },
  { label: "day", detail: "15 Nov 2026" },
  { label: "duration", detail: "4 hours" },
  { label: "number", detail: "1,250.5" },
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
      detail: settingWords(setting, valueFormat),
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
