"use client";

import { type ComponentType, createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { GraphProblem } from "@/lib/engine";
import type { FormField } from "../schema/schema-fields";

/** The path of a value in the edited task or edge: `["config", "fields", 0, "label"]`. */
export type FieldPath = readonly (string | number)[];

/** The result of a change. `reason` is a sentence for the person. */
export type Outcome = { ok: true } | { ok: false; reason: string };

/** The props of every field. */
export interface FieldProps {
  /** The path of the value in the task or edge. */
  path: FieldPath;
  field: FormField;
  value: unknown;
  /** `undefined` removes the value. Then the default applies. */
  onChange: (value: unknown) => Outcome;
}

/** The state that all fields of one form share. */
interface FormScope {
  /** The id of the edited task, edge or workflow. Ids of inputs start with it. */
  subject: string;
  problems: readonly GraphProblem[];
  /** Invalid texts by field id. They are kept when the form closes. */
  unfinished: Map<string, string>;
  /** The field that a problem link opens; null for none. */
  target: FieldPath | null;
  /** Sets the value at a path; undefined removes it. */
  set: (path: FieldPath, value: unknown) => Outcome;
  /** The component that renders any field. It is passed in, because some fields contain fields. */
  Field?: ComponentType<FieldProps>;
}

const Scope = createContext<FormScope | null>(null);

interface FormScopeProviderProps extends FormScope {
  children: ReactNode;
}

/** Gives the state of a form to all fields inside it. */
export function FormScopeProvider({ children, ...given }: FormScopeProviderProps) {
  const { subject, problems, unfinished, target, set, Field } = given;
  const scope = useMemo(
    () => ({ subject, problems, unfinished, target, set, Field }),
    [subject, problems, unfinished, target, set, Field],
  );
  return <Scope value={scope}>{children}</Scope>;
}

/** The state of the form that contains this field. Throws outside a form. */
export function useFormScope(): FormScope {
  const scope = useContext(Scope);
  if (!scope) throw new Error("A field stands inside a FormScopeProvider.");
  return scope;
}

/** The component that renders any field of the form. */
export function useFieldOf(): ComponentType<FieldProps> {
  const { Field } = useFormScope();
  if (!Field) throw new Error("A list of fields needs a form that draws any of them.");
  return Field;
}

/** The id of the control of a field. */
export const useFieldId = (path: FieldPath): string => [useFormScope().subject, ...path].join("-");

const startsWithPath = (path: FieldPath, start: FieldPath): boolean =>
  start.every((step, index) => path[index] === step);

/** The problems of the value at a path. `isWhole` includes the problems of inner values. */
export function useProblemsAt(path: FieldPath, isWhole = false): GraphProblem[] {
  const { problems } = useFormScope();
  const here = problems.filter(
    (problem) => problem.path && startsWithPath(problem.path, path) && (isWhole || problem.path.length === path.length),
  );
  return here.filter(({ message }, index) => here.findIndex((other) => other.message === message) === index);
}

/** The index of the open row of a list. A problem link opens its row. */
export function useOpenRow(path: FieldPath) {
  const { target } = useFormScope();
  const [opened, setOpened] = useState<number | null>(null);
  const [seen, setSeen] = useState<FieldPath | null>(null);
  if (target !== seen) {
    setSeen(target);
    const row = target && startsWithPath(target, path) ? target[path.length] : undefined;
    if (typeof row === "number") setOpened(row);
  }
  return [opened, setOpened] as const;
}

/**
 * Removes the invalid texts of a list before its items move. Invalid texts are stored by index, so a text that would
 * move to another index must be finished first: then nothing is removed and the id of its input is returned. Texts
 * under `removed` may be removed.
 */
export function removeUnfinished(unfinished: Map<string, string>, under: string, removed?: string): string | undefined {
  const texts = [...unfinished.keys()].filter((key) => key.startsWith(`${under}-`));
  const blockingId = texts.find((key) => removed === undefined || !key.startsWith(`${removed}-`));
  if (blockingId === undefined) for (const key of texts) unfinished.delete(key);
  return blockingId;
}
