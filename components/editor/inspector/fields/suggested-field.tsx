"use client";

import { useEditor } from "@/components/editor/store/store";
import { Input } from "@/components/ui/forms/input";
import { useDefinition } from "../form/editor-access";
import { FieldFrame } from "../form/field-frame";
import { type FieldProps, useFieldId } from "../form/form-scope";
import { typed } from "../texts/typed";
import { useTypedText } from "../texts/use-typed-text";
import { labelOf, resetOf } from "./field-props";

const isText = (value: unknown): value is string => typeof value === "string";

/** A name with suggestions: the queues, stages and models of other tasks, and the models of the server. */
export function SuggestedField(props: FieldProps) {
  const { path, field, value, onChange } = props;
  const id = useFieldId(path);
  const { tasks } = useDefinition();
  const isOfTask = path.length === 1;
  const models = useEditor((state) => state.models);
  const ofTasks = tasks
    .map((task) => (isOfTask ? task[field.key as keyof typeof task] : task.config[field.key]))
    .filter(isText);
  const names = new Set([...(field.meta.widget === "model" ? models : []), ...ofTasks]);
  const box = useTypedText<string>({
    id,
    value: typeof value === "string" ? value : undefined,
    write: (text = "") => text,
    read: (text) => typed(text === "" && !field.isRequired ? undefined : text),
    onChange,
  });
  return (
    <FieldFrame path={path} {...labelOf(field)} mistyped={box.problem} onReset={resetOf(props)}>
      {(control) => (
        <>
          <Input
            {...control}
            list={`${id}-names`}
            autoComplete="off"
            value={box.text}
            onChange={(event) => box.type(event.target.value)}
          />
          <datalist id={`${id}-names`}>
            {[...names].map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
    </FieldFrame>
  );
}
