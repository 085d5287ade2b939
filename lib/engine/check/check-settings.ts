import type { SettingDefinition } from "../graph/definition";
import { type FoundReference, settingFault, settingsIn } from "../graph/settings";
import { eachPart } from "../json";
import type { GraphAnalysis } from "./analyze-graph";
import { freeId } from "./check-ids";
import type { GraphProblem } from "./graph-problem";

/** Duplicate settings, settings with a wrong value or without a use, and names of settings that do not exist. */
export function checkSettings(analysis: GraphAnalysis): GraphProblem[] {
  return [...checkEach(analysis), ...checkReferences(analysis), ...checkLabels(analysis)];
}

function checkEach({ stored, pathOf, format }: GraphAnalysis): GraphProblem[] {
  const used = usedSettings(stored);
  const taken = new Set(stored.settings.map(({ key }) => key));
  const seen = new Set<string>();
  return stored.settings.flatMap((setting) => {
    const { key, label } = setting;
    const of = { code: "setting" as const, settingKey: key };
    const at = pathOf(setting);
    const problems: GraphProblem[] = [];
    if (seen.has(key)) {
      const free = freeId(key, taken);
      taken.add(free);
      problems.push({
        ...of,
        path: ["key"],
        message: `Two settings have the key "${key}": give one of them another.`,
        fix: { label: `Give it the key “${free}”`, changes: [{ path: [...at, "key"], value: free }] },
      });
    } else if (!used.has(key)) {
      problems.push({
        ...of,
        message: `Nothing uses the setting “${label}”: use it, or delete it.`,
        fix: { label: "Delete the setting", changes: [{ path: at }] },
      });
    }
    seen.add(key);
    const fault = settingFault(setting, format);
    return fault === undefined ? problems : [...problems, { ...faultOf(setting, fault, at), ...of }];
  });
}

function faultOf(setting: SettingDefinition, fault: string, at: (string | number)[]): Omit<GraphProblem, "code"> {
  const { label, type, options = [] } = setting;
  const first = type === "choice" ? options[0] : undefined;
  return {
    path: ["value"],
    message: `The value of the setting “${label}” ${fault}.`,
    ...(first && { fix: { label: `Use “${first.label}”`, changes: [{ path: [...at, "value"], value: first.value }] } }),
  };
}

const mentions = /\bsettings\.([a-z][a-z0-9_]*)/g;

/** The keys that conditions, configs and edge labels name, also in parts that do not parse. */
function usedSettings({ tasks, edges }: GraphAnalysis["stored"]): Set<string> {
  const used = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === "string") {
      if (value.includes("settings.")) for (const [, key = ""] of value.matchAll(mentions)) used.add(key);
    } else if (typeof value === "object" && value !== null) eachPart(value, look);
  };
  for (const { config } of tasks) {
    look(config);
    for (const { key } of settingsIn(config)) used.add(key);
  }
  for (const { condition, label } of edges) {
    look(label);
    for (const { key } of settingsIn(condition)) used.add(key);
  }
  return used;
}

function checkReferences(analysis: GraphAnalysis): GraphProblem[] {
  const { stored, settings, nameOf, pathOf } = analysis;
  const problemOf = ({ key, path }: FoundReference, where: string, at: (string | number)[]) => ({
    ...unknownSetting(key, where, analysis),
    path,
    ...fixOf(key, analysis, (near) => ({ path: [...at, ...path], value: { setting: near } })),
  });
  const isUnknown = ({ key }: FoundReference): boolean => !settings.has(key);
  return [
    ...stored.tasks.flatMap((task) =>
      settingsIn(task.config, ["config"])
        .filter(isUnknown)
        .map((found): GraphProblem => ({ ...problemOf(found, `"${task.label}"`, pathOf(task)), taskId: task.id })),
    ),
    ...stored.edges.flatMap((edge) =>
      settingsIn(edge.condition, ["condition"])
        .filter(isUnknown)
        .map((found): GraphProblem => {
          const where = `The condition of the edge from ${nameOf(edge.from)} to ${nameOf(edge.to)}`;
          return { ...problemOf(found, where, pathOf(edge)), edgeId: edge.id };
        }),
    ),
  ];
}

function checkLabels(analysis: GraphAnalysis): GraphProblem[] {
  const { stored, settings, nameOf, pathOf } = analysis;
  return stored.edges.flatMap((edge) => {
    const { id, label = "" } = edge;
    const unknown = [...label.matchAll(mentions)].filter(([, key = ""]) => !settings.has(key));
    return unknown.map(([mention, key = ""]): GraphProblem => {
      const where = `The label of the edge from ${nameOf(edge.from)} to ${nameOf(edge.to)}`;
      return {
        ...unknownSetting(key, where, analysis),
        edgeId: id,
        path: ["label"],
        ...fixOf(key, analysis, (near) => ({
          path: [...pathOf(edge), "label"],
          value: label.replace(mention, `settings.${near}`),
        })),
      };
    });
  });
}

/** The problem of the name of an unknown setting. */
export function unknownSetting(
  key: string,
  where: string,
  { suggestSetting }: GraphAnalysis,
): Pick<GraphProblem, "code" | "message"> {
  const near = suggestSetting(key);
  const hint = near ? `perhaps “${near.label}” is meant` : "add it, or name another one";
  return { code: "setting", message: `${where} names the setting "${key}", which does not exist: ${hint}.` };
}

/** The change to the setting with the most similar key. */
export function fixOf(
  key: string,
  { suggestSetting }: GraphAnalysis,
  changeTo: (near: string) => { path: (string | number)[]; value: unknown },
): Pick<GraphProblem, "fix"> {
  const near = suggestSetting(key);
  return near ? { fix: { label: `Use “${near.label}”`, changes: [changeTo(near.key)] } } : {};
}
