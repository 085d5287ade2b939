"use client";

import { Select } from "@/components/ui/forms/input";
import { ComparisonRow } from "./comparison-row";
import { partId, useConditionScope } from "./condition-scope";
import { sentenceOf } from "./condition-sentence";
import { type ConditionPath, groupAt, partAt, setGroupKind } from "./edit-condition";
import { FieldPicker } from "./field-picker";
import { PartActions } from "./part-actions";

interface ConditionPartProps {
  path: ConditionPath;
  /** For example "Condition 2 of 3". */
  name: string;
}

/** One part of a condition with its inner parts. */
export function ConditionPart({ path, name }: ConditionPartProps) {
  const { id, root, settings, words } = useConditionScope();
  const part = partAt(root, path);
  if (!part) return null;
  const label = `${name}: ${sentenceOf(part, settings, words)}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the legend of a fieldset would be visible
    <div role="group" aria-label={label} id={partId(id, path)} tabIndex={-1} className="min-w-0">
      {"field" in part ? (
        <ComparisonRow path={path} comparison={part} name={name} />
      ) : (
        <Compound path={path} name={name} />
      )}
    </div>
  );
}

function Compound({ path, name }: ConditionPartProps) {
  const { id, root, keys, rebuild, add } = useConditionScope();
  const part = partAt(root, path);
  const group = part && groupAt(part);
  const actions = <PartActions path={path} name={name} />;
  if (!group) {
    return (
      <div className="grid grid-cols-1 gap-2">
        <div className="flex items-center justify-between gap-2">
          <span className="font-semibold">Not</span>
          {actions}
        </div>
        <div className="border-line border-l pl-3">
          <ConditionPart path={[...path, "not"]} name={`${name}, turned round`} />
        </div>
      </div>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-2">
      <div className="flex items-center justify-between gap-2">
        <Select
          aria-label={`How the parts of ${name.toLowerCase()} hold together`}
          className="w-fit border-transparent bg-transparent pl-0 font-semibold"
          value={group.kind}
          onChange={(event) => rebuild(setGroupKind(root, path, event.target.value === "any" ? "any" : "all"), path)}
        >
          <option value="all">All of these</option>
          <option value="any">Any of these</option>
        </Select>
        {actions}
      </div>
      <ol className="grid grid-cols-1 gap-3 border-line border-l pl-3">
        {group.parts.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part has no id; moving parts remounts them
          <li key={index} className="min-w-0">
            <ConditionPart
              path={[...path, group.kind, index]}
              name={`Condition ${index + 1} of ${group.parts.length}`}
            />
          </li>
        ))}
      </ol>
      {path.length > 0 && (
        <FieldPicker
          label={`Add condition here, to ${name.toLowerCase()}`}
          value=""
          placeholder="Add condition here"
          keys={keys}
          onChoose={(field) => add(path, field)}
          className="ml-3 w-fit border-dashed"
          id={`${partId(id, path)}-add`}
        />
      )}
    </div>
  );
}
