"use client";

import { useDeferredValue } from "react";
import type { PlainType, ValueType } from "@/lib/engine/definition-kit";
import { useDefinition } from "../form/editor-access";
import type { FieldProps } from "../form/form-scope";
import { findKeyUse } from "../schema/known-keys";
import { ChoiceField, ChoicesField } from "./choice-field";

const hasField = (type: ValueType | undefined, name: string): boolean =>
  type?.type === "object" && Object.hasOwn(type.fields ?? {}, name);

const fits: Record<"passages" | "answer" | "text", (type: PlainType) => boolean> = {
  passages: (type) => type.type === "list" && hasField(type.of, "documentId"),
  answer: (type) => hasField(type, "answerable"),
  text: (type) => type.type === "text",
};

/**
 * One or several paths that the task reads, of those that other tasks write. A path that no task writes any more stays
 * in the list, so that it can be removed.
 */
export function PathField(props: FieldProps) {
  const { field, value } = props;
  const { keys } = findKeyUse(useDeferredValue(useDefinition()));
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const isOffered = fits[field.meta.pathTo ?? "text"];
  const known = [...keys.values()].filter(({ types }) => types.some(isOffered));
  const choices = Object.fromEntries([
    ...known.map(({ path, writtenBy: [first] }) => [path, first ? `${path} (${first.name})` : path]),
    ...chosen
      .filter((path) => !known.some((one) => one.path === path))
      .map((path) => [path, `${path} (no task sets it)`]),
  ]);
  const values = Object.keys(choices);
  const isList = field.shape.type === "lines";
  const help = isList && values.length === 0 ? "No task writes such a value yet." : field.meta.help;
  const meta = { ...field.meta, choices, help };
  const Input = isList ? ChoicesField : ChoiceField;
  return <Input {...props} field={{ ...field, meta, shape: { type: isList ? "choices" : "choice", values } }} />;
}
