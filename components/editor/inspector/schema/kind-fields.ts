import { taskKinds } from "@/lib/tasks/kinds";
import { type FormField, formFields } from "./schema-fields";

const fieldsByKind = new Map<string, readonly FormField[]>();

/** The fields of the config of a kind; empty for an unknown kind. */
export function fieldsOfKind(kind: string): readonly FormField[] {
  const schema = Object.hasOwn(taskKinds, kind) ? taskKinds[kind]?.configSchema : undefined;
  if (!schema) return [];
  const fields = fieldsByKind.get(kind) ?? formFields(schema);
  fieldsByKind.set(kind, fields);
  return fields;
}
