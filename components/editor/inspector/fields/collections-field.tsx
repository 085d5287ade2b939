"use client";

import { audienceWords } from "@/components/documents/words";
import { useEditor } from "@/components/editor/store/store";
import type { FieldProps } from "../form/form-scope";
import { ChoicesField } from "./choice-field";

/** Names of collections of documents. A name without a collection stays in the list, so that it can be removed. */
export function CollectionsField(props: FieldProps) {
  const { field, value } = props;
  const collections = useEditor((state) => state.collections);
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const unknown = chosen.filter((name) => !collections.some((one) => one.name === name));
  const choices = Object.fromEntries([
    ...collections.map(({ name, audience }) => [name, `${name} (${audienceWords[audience]})`]),
    ...unknown.map((name) => [name, `${name} (not in this installation)`]),
  ]);
  const values = Object.keys(choices);
  const help = values.length > 0 ? field.meta.help : "There is no collection of documents yet.";
  return (
    <ChoicesField
      {...props}
      field={{ ...field, shape: { type: "choices", values }, meta: { ...field.meta, choices, help } }}
    />
  );
}
