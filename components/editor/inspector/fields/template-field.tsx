"use client";

import { Eye } from "lucide-react";
import { useDeferredValue, useId, useMemo, useRef, useState } from "react";
import { settingWords } from "@/lib/engine/definition-kit";
import { valueFormat } from "@/lib/workflows/describing/describe-words";
import { FieldPicker } from "../condition/field-picker";
import { useDefinition } from "../form/editor-access";
import { FieldFrame, QuietButton } from "../form/field-frame";
import { type FieldProps, useFormScope } from "../form/form-scope";
import { findKeyUse, type KnownKey } from "../schema/known-keys";
import { TemplateBox, type TemplateBoxHandle } from "../template/template-box";
import { namesAt, unknownNames } from "../template/template-names";
import { TemplatePreview } from "../template/template-preview";
import { labelOf, resetOf } from "./field-props";
import { useTextValue } from "./use-text-value";

/** A text with values of the session. */
export function TemplateField(props: FieldProps) {
  const { path, field } = props;
  const { subject } = useFormScope();
  const definition = useDeferredValue(useDefinition());
  const names = useMemo(() => namesAt(definition, subject, findKeyUse(definition).keys), [definition, subject]);
  const box = useTextValue(props);
  const text = useDeferredValue(box.text);
  const { takesSecrets } = field.meta;
  const unknown = useMemo(() => unknownNames(text, names, takesSecrets), [text, names, takesSecrets]);
  const [isPreviewed, setPreviewed] = useState(false);
  const editor = useRef<TemplateBoxHandle>(null);
  const choices = useMemo(() => insertable(names), [names]);
  const previewId = useId();
  const labels = labelOf(field);
  const { label } = labels;
  const actions = (
    <QuietButton
      label={`Preview of ${label}`}
      text="Preview"
      icon={<Eye aria-hidden />}
      isPressed={isPreviewed}
      onClick={() => setPreviewed(!isPreviewed)}
    />
  );
  return (
    <FieldFrame path={path} {...labels} actions={actions} mistyped={box.problem} onReset={resetOf(props)}>
      {(control) => (
        <>
          <TemplateBox
            ref={editor}
            control={control}
            label={label}
            names={names}
            unknown={unknown}
            value={box.text}
            onChange={box.type}
          />
          <FieldPicker
            label={`Insert a value into ${label}`}
            placeholder="Insert a value"
            value=""
            keys={choices}
            onChoose={(name) => editor.current?.insert(`{{ ${name}${filterFor(choices.get(name))} }}`)}
            className="h-8 w-fit border-dashed text-meta"
          />
          {isPreviewed && (
            <TemplatePreview id={previewId} template={text} keys={names.keys} settings={names.settings} />
          )}
        </>
      )}
    </FieldFrame>
  );
}

/** The filter that formats a value: money and dates are stored in another format. */
const filterFor = (key: KnownKey | undefined): string => {
  const filter = key && readableBy[key.type.input];
  return filter ? ` | ${filter}` : "";
};
const readableBy: Partial<Record<KnownKey["type"]["input"], string>> = {
  money: "money",
  date: "day",
  duration: "duration",
  number: "number",
};

/** The names that can be inserted: the settings, and the keys except objects. */
function insertable({ keys, settings }: ReturnType<typeof namesAt>): ReadonlyMap<string, KnownKey> {
  const ofSettings = settings.map((setting): [string, KnownKey] => [
    `settings.${setting.key}`,
    {
      path: `settings.${setting.key}`,
      name: `${setting.label}: ${settingWords(setting, valueFormat)} (setting)`,
      type: { input: setting.type, values: [] },
      types: [],
      writtenBy: [],
    },
  ]);
  return new Map([...ofSettings, ...[...keys].filter(([, { type }]) => type.input !== "object")]);
}
