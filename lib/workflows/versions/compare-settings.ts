import type { GraphDefinition } from "@/lib/engine";
import { type SettingDefinition, settingWords } from "@/lib/engine/definition-kit";
import { isSame } from "../commands/merging/is-same";
import { valueFormat } from "../describing/describe-words";
import { type ChangeLine, compareValues, describeDifference, type SideWords } from "./compare-values";
import type { Change } from "./schema";

/** The differences between the settings of two versions, by their keys. */
export function compareSettings(before: GraphDefinition, after: GraphDefinition, words: SideWords): Change[] {
  const old = new Map(before.settings.map((setting) => [setting.key, setting]));
  const now = new Set(after.settings.map(({ key }) => key));
  const removed = before.settings.filter(({ key }) => !now.has(key));
  return [
    ...after.settings.flatMap((setting): Change[] => {
      const was = old.get(setting.key);
      if (!was) return [changeOf(setting, "added", `The setting “${setting.label}” was added: ${told(setting)}.`)];
      if (isSame(was, setting)) return [];
      const lines = compareSetting(was, setting, words);
      return lines.length === 0 ? [] : [changeOf(setting, "changed", `The setting “${setting.label}” changed.`, lines)];
    }),
    ...removed.map((one) => changeOf(one, "removed", `The setting “${one.label}” was removed. It was ${told(one)}.`)),
  ];
}

const told = (setting: SettingDefinition): string => settingWords(setting, valueFormat) || "empty";

const changeOf = (
  { key, label }: SettingDefinition,
  kind: Change["kind"],
  sentence: string,
  lines: ChangeLine[] = [],
): Change => ({
  ...{ id: `setting ${key}`, kind, place: { settingKey: key }, name: `Setting “${label}”`, sentence, lines },
});

function compareSetting(before: SettingDefinition, after: SettingDefinition, words: SideWords): ChangeLine[] {
  const { value: was, ...old } = before;
  const { value: is, ...now } = after;
  const lines = [];
  if (!isSame(was, is)) {
    const isText = before.type === "text" && after.type === "text";
    const [from, to] = isText ? [`“${was}”`, `“${is}”`] : [told(before), told(after)];
    lines.push(describeDifference("“Value”", { before: was, after: is, from, to }));
  }
  const named = (setting: object) =>
    Object.fromEntries(Object.entries(setting).map(([key, value]) => [key === "label" ? "name" : key, value]));
  return [...lines, ...compareValues(named(old), named(now), { schema: undefined, path: [], words })];
}
