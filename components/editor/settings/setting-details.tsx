import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Input, Select } from "@/components/ui/forms/input";
import { type SettingDefinition, type SettingType, settingTypes } from "@/lib/engine/definition-kit";
import { deleteSetting, renameSetting, setSetting, usesOfSetting } from "@/lib/workflows/commands/setting-commands";
import { useUnfinished } from "../inspector/form/editor-access";
import { useEditor } from "../store/store";
import { SettingOptions } from "./setting-options";
import { typeWords } from "./type-words";

/** Edits the name, key, type, help and choices of a setting, and lists its uses. */
export function SettingDetails({ setting }: { setting: SettingDefinition }) {
  const id = useId();
  const run = useEditor((state) => state.run);
  const endTyping = useEditor((state) => state.endTyping);
  const { key, label, type, help = "" } = setting;
  return (
    <div className="grid gap-3 rounded-surface bg-sunken p-3">
      <Field id={`${id}-name`} label="Name">
        {(control) => (
          <Input
            {...control}
            maxLength={60}
            value={label}
            onChange={(event) => run(setSetting, { key, change: { label: event.target.value } })}
            onBlur={endTyping}
          />
        )}
      </Field>
      <SettingKey id={`${id}-key`} settingKey={key} />
      <Field id={`${id}-type`} label="Type">
        {(control) => (
          <Select
            {...control}
            value={type}
            onChange={(event) => run(setSetting, { key, change: { type: event.target.value as SettingType } })}
          >
            {settingTypes.map((one) => (
              <option key={one} value={one}>
                {typeWords[one]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {type === "choice" && <SettingOptions setting={setting} />}
      <Field id={`${id}-help`} label="Help">
        {(control) => (
          <Input
            {...control}
            maxLength={400}
            value={help}
            onChange={(event) => run(setSetting, { key, change: { help: event.target.value } })}
            onBlur={endTyping}
          />
        )}
      </Field>
      <SettingUses settingKey={key} />
      <Button size="sm" variant="danger" className="justify-self-start" onClick={() => run(deleteSetting, { key })}>
        Delete setting
      </Button>
    </div>
  );
}

/** Renames a setting. Enter and blur apply the new key. */
function SettingKey({ id, settingKey }: { id: string; settingKey: string }) {
  const run = useEditor((state) => state.run);
  const unfinished = useUnfinished();
  const textId = `setting-${settingKey}-key`;
  const [typedKey, setTypedKey] = useState(unfinished.get(textId) ?? settingKey);
  const [reason, setReason] = useState<string | null>(null);

  function rename() {
    const result = run(renameSetting, { from: settingKey, to: typedKey.trim() });
    setReason(result.ok ? null : result.reason);
    if (result.ok) unfinished.delete(textId);
    else unfinished.set(textId, typedKey);
  }
  return (
    <Field
      id={id}
      label="Key"
      error={reason}
      hint="Texts name it so: {{ settings.key }}. A new key is put in everywhere."
    >
      {(control) => (
        <Input
          {...control}
          dir="ltr"
          value={typedKey}
          onChange={(event) => setTypedKey(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && rename()}
          onBlur={rename}
        />
      )}
    </Field>
  );
}

function SettingUses({ settingKey }: { settingKey: string }) {
  const definition = useEditor((state) => state.document.definition);
  const inspect = useEditor((state) => state.inspect);
  const { taskIds, edgeIds } = usesOfSetting(definition, settingKey);
  const nameOf = (taskId: string) => definition.tasks.find(({ id }) => id === taskId)?.label || taskId;
  const edges = definition.edges.filter(({ id }) => edgeIds.includes(id));
  if (taskIds.length + edges.length === 0) return <p className="text-ink-soft text-meta">Nothing uses it yet.</p>;
  const link = "text-left text-accent hover:underline";
  return (
    <div>
      <p className="text-ink-soft text-meta">Used by</p>
      <ul className="grid gap-1">
        {taskIds.map((taskId) => (
          <li key={taskId}>
            <button type="button" className={link} onClick={() => inspect({ taskId })}>
              {nameOf(taskId)}
            </button>
          </li>
        ))}
        {edges.map(({ id, from, to }) => (
          <li key={id}>
            <button type="button" className={link} onClick={() => inspect({ edgeId: id })}>
              The edge from {nameOf(from)} to {nameOf(to)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
