import type { GraphDefinition } from "@/lib/engine";
import type { SettingDefinition } from "@/lib/engine/definition-kit";
import { templateReads } from "@/lib/tasks/template";
import { type KnownKey, tasksBefore } from "../known-keys";

/** What a template may name at one task. */
export interface TemplateNames {
  /** Keys of the context that may be known there, by path. */
  keys: ReadonlyMap<string, KnownKey>;
  settings: readonly SettingDefinition[];
  /** Keys that only tasks write from which no way leads here. */
  later: ReadonlySet<string>;
}

/** What may be named in a template of this task: what tasks before it write, and the settings. */
export function namesAt(
  definition: GraphDefinition,
  taskId: string,
  keys: ReadonlyMap<string, KnownKey>,
): TemplateNames {
  const before = tasksBefore(definition, taskId);
  const isBefore = ({ writtenBy }: KnownKey): boolean =>
    writtenBy.length === 0 || writtenBy.some((use) => use.taskId === taskId || before.has(use.taskId ?? ""));
  const later = new Set([...keys.values()].filter((key) => !isBefore(key)).map(({ path }) => path));
  return { keys: new Map([...keys].filter(([path]) => !later.has(path))), settings: definition.settings, later };
}

/** The names in a template that nothing gives, and those that are given too late. */
export function doubtfulNames(template: string, { keys, settings, later }: TemplateNames) {
  const reads = templateReads(template);
  const isSetting = (path: string): boolean => {
    const [root, key] = path.split(".");
    return root === "settings" && (key === undefined || settings.some((setting) => setting.key === key));
  };
  const isIn = (known: { has(path: string): boolean }, path: string): boolean => {
    const steps = path.split(".");
    return steps.some((_, index) => known.has(steps.slice(0, index + 1).join(".")));
  };
  const unknown = reads.filter((path) => !isSetting(path) && !isIn(keys, path) && !isIn(later, path));
  return { unknown, late: reads.filter((path) => !isIn(keys, path) && isIn(later, path)) };
}

/** Where these names stand in the braces of a template. */
export function placesOf(template: string, names: readonly string[]): { from: number; to: number }[] {
  const wanted = new Set(names);
  const places: { from: number; to: number }[] = [];
  const opening = /\{[{%]/g;
  for (let found = opening.exec(template); found; found = opening.exec(template)) {
    const start = found.index + 2;
    const close = template.indexOf(found[0] === "{{" ? "}}" : "%}", start);
    const end = close < 0 ? template.length : close;
    for (const word of template.slice(start, end).matchAll(/[a-zA-Z_][\w.-]*/g)) {
      const from = start + word.index;
      if (wanted.has(word[0])) places.push({ from, to: from + word[0].length });
    }
    opening.lastIndex = end;
  }
  return places;
}
