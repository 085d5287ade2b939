import type { GraphDefinition } from "@/lib/engine";
import type { SettingDefinition } from "@/lib/engine/definition-kit";
import { templateReads } from "@/lib/tasks/template";
import { type KnownKey, tasksBefore } from "../schema/known-keys";

/** The names that a template of one task may use. */
export interface TemplateNames {
  /** Context keys that may have a value at this task, by path. */
  keys: ReadonlyMap<string, KnownKey>;
  settings: readonly SettingDefinition[];
}

/** The names that a template of this task may use: settings, and keys of earlier tasks. */
export function namesAt(
  definition: GraphDefinition,
  taskId: string,
  keys: ReadonlyMap<string, KnownKey>,
): TemplateNames {
  const before = tasksBefore(definition, taskId);
  const isBefore = ({ writtenBy }: KnownKey): boolean =>
    writtenBy.length === 0 || writtenBy.some((use) => use.taskId === taskId || before.has(use.taskId ?? ""));
  return { keys: new Map([...keys].filter(([, key]) => isBefore(key))), settings: definition.settings };
}

/**
 * The names in a template without a value at this task. `checkGraph` refuses them. Secrets are not checked, because
 * only the server has their names.
 */
export function unknownNames(template: string, { keys, settings }: TemplateNames, takesSecrets = false): string[] {
  const reads = templateReads(template);
  const isSetting = (path: string): boolean => {
    const [root, key] = path.split(".");
    return root === "settings" && (key === undefined || settings.some((setting) => setting.key === key));
  };
  const isKnown = (path: string): boolean => {
    const steps = path.split(".");
    return steps.some((_, index) => keys.has(steps.slice(0, index + 1).join(".")));
  };
  const isSecret = (path: string): boolean => takesSecrets && path.startsWith("secrets.");
  return reads.filter((path) => !isSetting(path) && !isKnown(path) && !isSecret(path));
}

/** The positions of these names inside the braces of a template. */
export function findNames(template: string, names: readonly string[]): { from: number; to: number }[] {
  const searched = new Set(names);
  const places: { from: number; to: number }[] = [];
  const opening = /\{[{%]/g;
  for (let found = opening.exec(template); found; found = opening.exec(template)) {
    const start = found.index + 2;
    const close = template.indexOf(found[0] === "{{" ? "}}" : "%}", start);
    const end = close < 0 ? template.length : close;
    for (const word of template.slice(start, end).matchAll(/[a-zA-Z_][\w.-]*/g)) {
      const from = start + word.index;
      if (searched.has(word[0])) places.push({ from, to: from + word[0].length });
    }
    opening.lastIndex = end;
  }
  return places;
}
