import type { z } from "zod";
import type { TaskDefinition } from "../graph/definition";
import { isSettingReference } from "../graph/setting-reference";
import { settingFault, settingsIn, settingTypeWords } from "../graph/settings";
import { type KindRules, kindOf } from "../graph/task-kind";
import { isObject } from "../json";
import type { GraphAnalysis } from "./analyze-graph";
import { describeIssue } from "./check-shape";
import { gather } from "./gather";
import type { GraphProblem } from "./graph-problem";
import { valueKindAt } from "./schema-at";

type Path = (string | number)[];
type Found = Omit<GraphProblem, "taskId">;

/** Unknown kinds, config that does not fit the schema of its kind, and what the kind's own check finds. */
export function checkTasks(analysis: GraphAnalysis): GraphProblem[] {
  return gather(analysis.definition.tasks, (task) =>
    checkTask({ task, stored: analysis.storedTask(task.id) ?? task, at: [] }, analysis).map(
      (problem): GraphProblem => ({ ...problem, taskId: task.id }),
    ),
  );
}

/** A task, or one inside it: with the values of settings, as it is stored, and its path in the outer task. */
interface Checked {
  task: TaskDefinition;
  stored: TaskDefinition;
  at: Path;
}

function checkTask(checked: Checked, analysis: GraphAnalysis): Found[] {
  const { task, stored, at } = checked;
  const kind = kindOf(analysis.kinds, task);
  if (!kind) {
    const message = `"${task.label}" is of the unknown kind "${task.kind}".`;
    return [{ code: "unknown_kind", message, path: [...at, "kind"] }];
  }
  const misplaced = mismatchedSettings(checked, kind, analysis);
  const parsed = analysis.parse(task);
  if (!parsed) {
    const said = new Set(misplaced.map(({ path }) => String(path)));
    const issues = kind.configSchema.safeParse(task.config).error?.issues ?? [];
    return [...misplaced, ...issues.flatMap((issue) => configProblem(issue, checked, kind, analysis, said))];
  }
  const children = kind.children?.(parsed.config) ?? [];
  return [
    ...misplaced,
    ...(kind.waits && task.cache && at.length === 0 ? [cachedAnswerProblem(stored, analysis)] : []),
    ...children.flatMap((child) => {
      const path = pathTo(task.config, child.id);
      const part = valueAt(stored.config, path);
      const isStored = isObject(part) && isObject(part.config);
      const { waits, ends } = kindOf(analysis.kinds, child) ?? {};
      return [
        ...(waits ? [waitingChildProblem(child, task, [...at, "config", ...path])] : []),
        ...(ends ? [endingChildProblem(child, task, [...at, "config", ...path])] : []),
        ...checkTask(
          {
            task: child,
            stored: isStored ? { ...child, config: part.config as TaskDefinition["config"] } : child,
            at: [...at, "config", ...path],
          },
          analysis,
        ),
      ];
    }),
    ...(kind.check?.(parsed.config) ?? []).map(
      ({ message, path }): Found => ({
        code: "config",
        message: `"${task.label}", ${message}`,
        path: [...at, "config", ...path],
      }),
    ),
  ];
}

const waitingChildProblem = (child: TaskDefinition, task: TaskDefinition, path: Path): Found => ({
  code: "waiting_child",
  message: `"${child.label}" waits for a person, which a part of "${task.label}" cannot: put it before or after.`,
  path,
});

const endingChildProblem = (child: TaskDefinition, task: TaskDefinition, path: Path): Found => ({
  code: "ending_child",
  message: `"${child.label}" ends the session, which a part of "${task.label}" cannot: put it after.`,
  path,
});

const cachedAnswerProblem = (task: TaskDefinition, { pathOf }: GraphAnalysis): Found => ({
  code: "config",
  message: `"${task.label}" may ask a person, so its result cannot be kept for other executions: take "cache" away.`,
  path: ["cache"],
  fix: { label: "Keep no results", changes: [{ path: [...pathOf(task), "cache"] }] },
});

/** The path of an inner task in the config of its outer task. Each kind names its lists of tasks itself. */
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

/** The name of a config field in its form, in quotes. */
const fieldName = (kind: KindRules, path: Path): string =>
  path.length > 0 ? `"${kind.nameOf?.(path) ?? path.join(".")}"` : "its config";

/** Settings of another type than the field takes: a plain number for money. Their values alone would fit. */
function mismatchedSettings(
  { task, stored, at }: Checked,
  kind: KindRules,
  { settings, format }: GraphAnalysis,
): Found[] {
  return settingsIn(stored.config).flatMap(({ key, path }): Found[] => {
    const setting = settings.get(key);
    const place = valueKindAt(kind.configSchema, path);
    if (!setting || place === undefined || settingFault(setting, format) !== undefined) return [];
    const isTyped = setting.type === "money" || setting.type === "duration";
    if (place === "plain" ? !isTyped : setting.type === place) return [];
    const needs = place === "plain" ? "" : `, which takes ${settingTypeWords[place]}`;
    const is = `the setting “${setting.label}” is ${settingTypeWords[setting.type]}`;
    const message = `"${task.label}": ${is} and does not fit ${fieldName(kind, path)}${needs}.`;
    return [{ code: "setting", message, path: [...at, "config", ...path] }];
  });
}

/** None when the setting has a problem of its own: it does not exist, its value is wrong, or its type does not fit. */
function configProblem(
  issue: z.core.$ZodIssue,
  { task, stored, at }: Checked,
  kind: KindRules,
  { settings, format, storedTask, pathOf }: GraphAnalysis,
  said: ReadonlySet<string>,
): Found[] {
  const place = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  const paths = place.map((_, index) => place.slice(0, index + 1));
  const referencePath = paths.find((path) => isSettingReference(valueAt(stored.config, path)));
  const reference = referencePath && valueAt(stored.config, referencePath);
  const what = `${fieldName(kind, place)} ${describeIssue(issue, task.config)}`;
  if (referencePath && isSettingReference(reference)) {
    const setting = settings.get(reference.setting);
    const path = [...at, "config", ...referencePath];
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
