import type { z } from "zod";
import type { TaskDefinition } from "../graph/definition";
import { isSettingReference } from "../graph/setting-reference";
import { settingFault, settingsIn, settingTypeWords } from "../graph/settings";
import { type KindRules, kindOf } from "../graph/task-kind";
import { isObject } from "../json";
import type { Survey } from "./analyze-graph";
import type { GraphProblem } from "./check-graph";
import { describeIssue } from "./check-shape";
import { gather } from "./gather";
import { placeAt } from "./schema-at";

type Path = (string | number)[];
type Found = Omit<GraphProblem, "taskId">;

/** Unknown kinds, config that does not fit its kind, and what a kind says against config that does. */
export function checkTasks(survey: Survey): GraphProblem[] {
  return gather(survey.definition.tasks, (task) =>
    checkTask({ task, stored: survey.storedTask(task.id) ?? task, at: [] }, survey).map(
      (problem): GraphProblem => ({ ...problem, taskId: task.id }),
    ),
  );
}

/** A task, or one inside it: with its settings' values, as it is stored, and the way to it from the task on the canvas. */
interface Checked {
  task: TaskDefinition;
  stored: TaskDefinition;
  at: Path;
}

function checkTask(checked: Checked, survey: Survey): Found[] {
  const { task, stored, at } = checked;
  const kind = kindOf(survey.kinds, task);
  if (!kind) {
    const message = `"${task.label}" is of the unknown kind "${task.kind}".`;
    return [{ code: "unknown_kind", message, path: [...at, "kind"] }];
  }
  const misplaced = misplacedSettings(checked, kind, survey);
  const read = survey.read(task);
  if (!read) {
    const said = new Set(misplaced.map(({ path }) => String(path)));
    const issues = kind.configSchema.safeParse(task.config).error?.issues ?? [];
    return [...misplaced, ...issues.flatMap((issue) => configProblem(issue, checked, kind, survey, said))];
  }
  const children = kind.children?.(read.config) ?? [];
  return [
    ...misplaced,
    ...(kind.waits && task.cache && at.length === 0 ? [keepsAnswers(stored, survey)] : []),
    ...children.flatMap((child) => {
      const path = pathTo(task.config, child.id);
      const part = valueAt(stored.config, path);
      const isStored = isObject(part) && isObject(part.config);
      const waits = kindOf(survey.kinds, child)?.waits;
      return [
        ...(waits ? [waitsInside(child, task, [...at, "config", ...path])] : []),
        ...checkTask(
          {
            task: child,
            stored: isStored ? { ...child, config: part.config as TaskDefinition["config"] } : child,
            at: [...at, "config", ...path],
          },
          survey,
        ),
      ];
    }),
    ...(kind.check?.(read.config) ?? []).map(
      ({ message, path }): Found => ({
        ...{ code: "config", message: `"${task.label}", ${message}` },
        path: [...at, "config", ...path],
      }),
    ),
  ];
}

const waitsInside = (child: TaskDefinition, task: TaskDefinition, path: Path): Found => ({
  code: "waiting_child",
  message: `"${child.label}" waits for a person, which a part of "${task.label}" cannot: put it before or after.`,
  path,
});

const keepsAnswers = (task: TaskDefinition, { pathOf }: Survey): Found => ({
  code: "config",
  message: `"${task.label}" may ask a person, so its result cannot be kept for other executions: take "cache" away.`,
  path: ["cache"],
  fix: { label: "Keep no results", changes: [{ path: [...pathOf(task), "cache"] }] },
});

/** The way to a part in the config of the task around it: kinds call their lists of parts as they like. */
function pathTo(config: TaskDefinition["config"], id: string): Path {
  for (const [key, list] of Object.entries(config)) {
    const index = Array.isArray(list) ? list.findIndex((part) => isObject(part) && part.id === id) : -1;
    if (index >= 0) return [key, index];
  }
  return [];
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((part, key) => {
    if (Array.isArray(part)) return part[Number(key)];
    return isObject(part) && Object.hasOwn(part, key) ? part[String(key)] : undefined;
  }, value);

/** A config field as its form calls it, in quotes. */
const fieldName = (kind: KindRules, path: Path): string =>
  path.length > 0 ? `"${kind.nameOf?.(path) ?? path.join(".")}"` : "its config";

/** Settings whose values would fit by their form and not by what they are: a number of things in the place of money. */
function misplacedSettings({ task, stored, at }: Checked, kind: KindRules, { settings, format }: Survey): Found[] {
  return settingsIn(stored.config).flatMap(({ key, path }): Found[] => {
    const setting = settings.get(key);
    const place = placeAt(kind.configSchema, path);
    if (!setting || place === undefined || settingFault(setting, format) !== undefined) return [];
    const isTyped = setting.type === "money" || setting.type === "duration";
    if (place === "plain" ? !isTyped : setting.type === place) return [];
    const needs = place === "plain" ? "" : `, which takes ${settingTypeWords[place]}`;
    const message = `"${task.label}": the setting “${setting.label}” is ${settingTypeWords[setting.type]} and does not fit ${fieldName(kind, path)}${needs}.`;
    return [{ code: "setting", message, path: [...at, "config", ...path] }];
  });
}

/** None for what has a problem of its own: a name that is no setting's, a setting of a wrong value, one in a wrong place. */
function configProblem(
  issue: z.core.$ZodIssue,
  { task, stored, at }: Checked,
  kind: KindRules,
  { settings, format, storedTask, pathOf }: Survey,
  said: ReadonlySet<string>,
): Found[] {
  const place = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  const ways = place.map((_, index) => place.slice(0, index + 1));
  const way = ways.find((path) => isSettingReference(valueAt(stored.config, path)));
  const reference = way && valueAt(stored.config, way);
  const what = `${fieldName(kind, place)} ${describeIssue(issue, task.config)}`;
  if (way && isSettingReference(reference)) {
    const setting = settings.get(reference.setting);
    const path = [...at, "config", ...way];
    if (!setting || settingFault(setting, format) !== undefined || said.has(String(path))) return [];
    return [{ code: "setting", message: `"${task.label}": with the setting “${setting.label}”, ${what}.`, path }];
  }
  const path = [...at, "config", ...place];
  const unknown = issue.code === "unrecognized_keys" && at.length === 0 ? issue.keys : [];
  const root = storedTask(task.id);
  const fix = root && {
    label: "Delete what is not known",
    changes: unknown.map((key) => ({ path: [...pathOf(root), ...path, key] })),
  };
  return [{ code: "config", message: `"${task.label}": ${what}.`, path, ...(unknown.length > 0 && { fix }) }];
}
