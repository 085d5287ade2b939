"use client";

import { type ComponentType, createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { GraphProblem } from "@/lib/engine";
import type { FieldProps } from "../fields/field-props";

/** Where a value stands in the task or edge that is edited: `["config", "fields", 0, "label"]`. */
export type FieldPath = readonly (string | number)[];

/** Whether a change was taken; the reason is a sentence for the person who made it. */
export type Outcome = { ok: true } | { ok: false; reason: string };

/** What the fields of one form share. */
interface FormScope {
  /** The task, edge or workflow that is edited: keeps ids and unfinished texts apart. */
  subject: string;
  problems: readonly GraphProblem[];
  /** Texts that are no value yet, by field id: they outlive the form. */
  unfinished: Map<string, string>;
  /** The field that a problem link asks for: what hides it opens. */
  target: FieldPath | null;
  /** Puts a value where a path leads; undefined takes away what is there. */
  set: (path: FieldPath, value: unknown) => Outcome;
  /** Draws a field with the input that fits it, in a form of many. It is given, because some inputs hold fields themselves. */
  Field?: ComponentType<FieldProps>;
}

const Scope = createContext<FormScope | null>(null);

interface FormScopeProviderProps extends FormScope {
  children: ReactNode;
}

export function FormScopeProvider({ children, ...given }: FormScopeProviderProps) {
  const { subject, problems, unfinished, target, set, Field } = given;
  const scope = useMemo(
    () => ({ subject, problems, unfinished, target, set, Field }),
    [subject, problems, unfinished, target, set, Field],
  );
  return <Scope value={scope}>{children}</Scope>;
}

export function useFormScope(): FormScope {
  const scope = useContext(Scope);
  if (!scope) throw new Error("A field stands inside a FormScopeProvider.");
  return scope;
}

/** What draws the fields of a form of many. */
export function useFieldOf(): ComponentType<FieldProps> {
  const { Field } = useFormScope();
  if (!Field) throw new Error("A list of fields needs a form that draws any of them.");
  return Field;
}

/** The id of the control of a field. */
export const useFieldId = (path: FieldPath): string => [useFormScope().subject, ...path].join("-");

const startsWithPath = (path: FieldPath, start: FieldPath): boolean =>
  start.every((step, index) => path[index] === step);

/** What is wrong with the value at a path; `isWhole` takes what is wrong inside it too. */
export function useProblemsAt(path: FieldPath, isWhole = false): GraphProblem[] {
  const { problems } = useFormScope();
  const here = problems.filter(
    (problem) => problem.path && startsWithPath(problem.path, path) && (isWhole || problem.path.length === path.length),
  );
  return here.filter(({ message }, index) => here.findIndex((other) => other.message === message) === index);
}

/** Which row of a list is open: one that was opened by hand or by a problem link. */
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
 * Parts of a list know themselves by their place, unfinished texts too: a text that would get to another place has to be
 * finished first. Gives the id of its box; what stands under `removed` may go.
 */
export function takeUnfinished(unfinished: Map<string, string>, under: string, removed?: string): string | undefined {
  const left = [...unfinished.keys()].filter((key) => key.startsWith(`${under}-`));
  const stays = left.find((key) => removed === undefined || !key.startsWith(`${removed}-`));
  if (stays === undefined) for (const key of left) unfinished.delete(key);
  return stays;
}
