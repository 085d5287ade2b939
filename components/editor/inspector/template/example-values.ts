import { Context } from "@/lib/engine";
import { type PlainType, type SettingDefinition, settingValues } from "@/lib/engine/definition-kit";
import { renderTemplate } from "@/lib/tasks/template";
import type { KnownKey } from "../schema/known-keys";

const example = (key: KnownKey): unknown => exampleOf(key.types[0], key.name);

function exampleOf(type: PlainType | undefined, name: string): unknown {
  switch (type?.type) {
    case "number":
      return type.unit === "money" ? 125_000 : 2;
    case "date":
      return "2026-11-15";
    case "time":
      return "2026-11-15T09:30:00Z";
    case "duration":
      return "PT4H";
    case "yes_no":
      return true;
    case "choice":
      return type.values[0] ?? name;
    case "list":
      return [name];
    case "object":
      return {};
    default:
      return name;
  }
}

const reference = "CLM-7F3A";

/** Renders a template with an example value for each name. Throws when the template is invalid. */
export function previewTemplate(
  template: string,
  keys: ReadonlyMap<string, KnownKey>,
  settings: readonly SettingDefinition[],
): string {
  const context = new Context();
  const values: Record<string, unknown> = {};
  // Shorter paths first, so an object exists before its inner values.
  for (const key of [...keys.values()].toSorted((a, b) => a.path.length - b.path.length)) {
    const steps = key.path.split(".");
    const last = steps.pop() ?? "";
    let holder = values;
    for (const step of steps) holder = objectAt(holder, step);
    holder[last] = example(key);
  }
  values.reference = reference;
  for (const [key, value] of Object.entries(values)) context.set(key, value);
  return renderTemplate(template, context, settingValues({ settings }));
}

/** Renders a template like `previewTemplate`. Returns a sentence when the template is invalid. */
export function previewText(...template: Parameters<typeof previewTemplate>): string {
  try {
    return previewTemplate(...template) || "Nothing.";
  } catch {
    return "The template cannot be read yet.";
  }
}

function objectAt(holder: Record<string, unknown>, key: string): Record<string, unknown> {
  const inner = holder[key];
  if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) return inner as Record<string, unknown>;
  const made: Record<string, unknown> = {};
  holder[key] = made;
  return made;
}
