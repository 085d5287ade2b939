"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { describeCache, describeLimits, describeRetry } from "@/components/workflows/words/describe-runs";
import type { TaskDefinition } from "@/lib/engine";
import { SwitchField } from "../fields/choice-field";
import { MillisecondsField } from "../fields/duration-field";
import { FieldList } from "../fields/field-list";
import { type FieldPath, useFormScope } from "../form/form-scope";
import type { FormField } from "../schema/schema-fields";
import { cacheFields, defaultCache, defaultRetry, limitFields, retryFields } from "./task-fields";

/** Retry, time limits and cache as sentences. Their fields are in closed sections. */
export function HowItRuns({ task }: { task: TaskDefinition }) {
  const { retry, cache } = task;
  return (
    <>
      <Section words={describeRetry(retry)} name="When it fails" path={["retry"]}>
        <OptionalSwitch path={["retry"]} label="A rule of its own" value={retry} first={defaultRetry} />
        {retry && <Fields path={["retry"]} fields={retryFields} values={retry} />}
      </Section>
      <Section words={describeLimits(task)} name="How long it may take" path={["timeoutMs"]}>
        <Fields path={[]} fields={limitFields} values={task} />
      </Section>
      <Section words={describeCache(cache)} name="Kept results" path={["cache"]}>
        <OptionalSwitch path={["cache"]} label="Keep its result" value={cache} first={defaultCache} />
        {cache && <Fields path={["cache"]} fields={cacheFields} values={cache} />}
      </Section>
    </>
  );
}

function Section({
  name,
  words,
  path,
  children,
}: {
  name: string;
  words: string;
  path: FieldPath;
  children: ReactNode;
}) {
  const { target } = useFormScope();
  const isTarget = target?.[0] === path[0];
  return (
    <details open={isTarget || undefined} className="group">
      <summary className="flex min-h-8 list-none items-start gap-1 rounded-control py-1 hover:bg-sunken">
        <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint group-open:rotate-90" />
        <span className="min-w-0">
          <span className="font-semibold">{name}</span>
          <span className="block text-ink-soft text-meta">{words}</span>
        </span>
      </summary>
      <div className="grid grid-cols-1 gap-4 border-line border-l py-2 pl-3 ml-2">{children}</div>
    </details>
  );
}

interface OptionalSwitchProps {
  path: FieldPath;
  label: string;
  value: object | undefined;
  first: object;
}

/** A switch that adds or removes an optional part of the task. */
function OptionalSwitch({ path, label, value, first }: OptionalSwitchProps) {
  const { set } = useFormScope();
  const field: FormField = {
    key: "",
    meta: { label },
    shape: { type: "yes_no" },
    isRequired: true,
    defaultValue: undefined,
    takesSetting: false,
  };
  return (
    <SwitchField
      path={path}
      field={field}
      value={value !== undefined}
      onChange={(isOn) => set(path, isOn === true ? first : undefined)}
    />
  );
}

/** Fields in their order. Milliseconds are edited as a number with a unit. */
function Fields({ path, fields, values }: { path: FieldPath; fields: readonly FormField[]; values: object }) {
  const { set } = useFormScope();
  return fields.map((field) => {
    const at = [...path, field.key];
    if (!field.key.endsWith("Ms")) return <FieldList key={field.key} path={path} fields={[field]} values={values} />;
    const value: unknown = Object.entries(values).find(([key]) => key === field.key)?.[1];
    return (
      <MillisecondsField key={field.key} path={at} field={field} value={value} onChange={(next) => set(at, next)} />
    );
  });
}
