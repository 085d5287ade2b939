import { type SettingDefinition, type SettingType, settingDefinitionSchema } from "@/lib/engine/definition-kit";
import { type Command, CommandRefusedError } from "./define-command";
import { type EditorDocument, maxSettings } from "./document";
import { parseOrRefuse } from "./parts";
import { noRenaming, type Renaming, renameIn } from "./references";

/** What a setting of a type starts with. */
const firstValues: Readonly<Record<SettingType, SettingDefinition["value"]>> = {
  money: 0,
  duration: "PT1H",
  number: 0,
  text: "",
  choice: "first",
  yes_no: false,
};

export interface AddSettingArgs {
  label: string;
  type: SettingType;
  /** Without one it is made of the label. */
  key?: string;
  value?: SettingDefinition["value"];
  options?: SettingDefinition["options"];
  help?: string;
}

/** Adds a setting. */
export const addSetting: Command<AddSettingArgs> = {
  name: "addSetting",
  describe: ({ label }) => `Add the setting “${label}”`,
  apply({ definition }, { key, ...setting }) {
    if (definition.settings.length >= maxSettings)
      throw new CommandRefusedError(`A workflow has at most ${maxSettings} settings.`);
    const isTaken = definition.settings.some((one) => one.key === key);
    if (isTaken) throw new CommandRefusedError(`There is a setting “${key}” already.`);
    const isChoice = setting.type === "choice" && !setting.options;
    definition.settings.push(
      parseSetting({
        value: firstValues[setting.type],
        ...(isChoice && { options: [{ value: "first", label: "First" }] }),
        ...setting,
        key: key ?? settingKeyFor(setting.label, definition.settings),
      }),
    );
  },
};

/** A key for a setting with this label that no other setting has. */
export function settingKeyFor(label: string, settings: readonly Pick<SettingDefinition, "key">[]): string {
  const words = label
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const base =
    (words ?? [])
      .join("_")
      .replace(/^[0-9_]+/, "")
      .slice(0, 56) || "setting";
  const taken = new Set(settings.map(({ key }) => key));
  let key = base;
  for (let next = 2; taken.has(key); next++) key = `${base}_${next}`;
  return key;
}

export interface SetSettingArgs {
  key: string;
  /** Another type begins with that type's first value, unless a value is given. */
  change: Partial<Omit<SettingDefinition, "key">>;
}

/** Changes the name, type, value, choices or help of a setting. */
export const setSetting: Command<SetSettingArgs> = {
  name: "setSetting",
  describe: ({ key }, document) => `Change ${settingName(document, key)}`,
  mergesAs: ({ key, change }) => `setting ${key} ${Object.keys(change).join(" ")}`,
  apply({ definition }, { key, change }) {
    const place = placeOf(definition.settings, key);
    const { options, help, ...before } = JSON.parse(JSON.stringify(definition.settings[place])) as SettingDefinition;
    const isRetyped = change.type !== undefined && change.type !== before.type;
    const choices = isRetyped && change.type === "choice" ? [{ value: "first", label: "First" }] : undefined;
    const next = {
      ...before,
      ...(!isRetyped && options && { options }),
      ...(choices && { options: choices }),
      ...(help && { help }),
      ...(isRetyped && change.type && { value: firstValues[change.type] }),
      ...change,
    };
    if (next.help === "") delete next.help;
    definition.settings[place] = parseSetting(next);
  },
};

/** Removes a setting. `checkGraph` reports the places that still name it. */
export const deleteSetting: Command<{ key: string }> = {
  name: "deleteSetting",
  describe: ({ key }, document) => `Delete ${settingName(document, key)}`,
  apply({ definition }, { key }) {
    definition.settings.splice(placeOf(definition.settings, key), 1);
  },
};

/** Changes the key of a setting, also in the conditions, configs and templates that name it. */
export const renameSetting: Command<{ from: string; to: string }> = {
  name: "renameSetting",
  describe: ({ from, to }) => `Rename ${from} to ${to}`,
  apply({ definition }, { from, to }) {
    if (from === to) return;
    const place = placeOf(definition.settings, from);
    if (definition.settings.some(({ key }) => key === to))
      throw new CommandRefusedError(`There is a setting “${to}” already.`);
    const before = JSON.parse(JSON.stringify(definition)) as EditorDocument["definition"];
    const renaming: Renaming = { ...noRenaming, setting: (name) => (name === from ? to : undefined) };
    definition.settings[place] = parseSetting({ ...before.settings[place], key: to });
    for (const [index, task] of before.tasks.entries()) {
      const config = renameIn(task.config, renaming);
      const own = definition.tasks[index];
      if (own && config !== task.config) own.config = config;
    }
    for (const [index, edge] of before.edges.entries()) {
      const next = renameIn(edge, renaming);
      if (next !== edge) definition.edges[index] = next;
    }
  },
};

/** The tasks and edges that name a setting, each once. */
export function usesOfSetting({ tasks, edges }: EditorDocument["definition"], key: string) {
  const isUsedIn = (part: unknown): boolean => {
    let isUsed = false;
    renameIn(part, {
      ...noRenaming,
      setting: (name) => {
        isUsed ||= name === key;
        return undefined;
      },
    });
    return isUsed;
  };
  return {
    taskIds: tasks.filter(({ config }) => isUsedIn(config)).map(({ id }) => id),
    edgeIds: edges.filter(isUsedIn).map(({ id }) => id),
  };
}

function placeOf(settings: readonly { key: string }[], key: string): number {
  const place = settings.findIndex((one) => one.key === key);
  if (place < 0) throw new CommandRefusedError("The setting is not there any more.");
  return place;
}

const settingName = ({ definition }: EditorDocument, key: string): string =>
  `“${definition.settings.find((one) => one.key === key)?.label ?? key}”`;

const parseSetting = (setting: unknown): SettingDefinition => parseOrRefuse(settingDefinitionSchema, setting);
