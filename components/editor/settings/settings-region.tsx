"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Input, Select } from "@/components/ui/forms/input";
import { type SettingType, settingTypes } from "@/lib/engine/definition-kit";
import { addSetting } from "@/lib/workflows/commands/setting-commands";
import { useEditor } from "../store/store";
import { SettingRow } from "./setting-row";
import { typeWords } from "./type-words";

/** The settings of the workflow. Conditions, forms and templates refer to them by key. */
export default function SettingsRegion() {
  const settings = useEditor((state) => state.document.definition.settings);
  const inspected = useEditor((state) => state.inspected);
  const region = useRef<HTMLElement>(null);
  const [isAdding, setAdding] = useState(false);

  useEffect(() => {
    if (!inspected?.settingKey) return;
    const row = region.current?.querySelector(`[data-setting="${CSS.escape(inspected.settingKey)}"]`);
    row?.scrollIntoView({ block: "nearest" });
    row?.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
  }, [inspected]);

  return (
    <section ref={region} aria-label="Settings" className="grid gap-3">
      <div className="flex items-center justify-between gap-2">
        <h2 className="font-semibold text-body">Settings</h2>
        <Button variant="quiet" size="sm" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          <Plus aria-hidden />
          Add setting
        </Button>
      </div>
      {isAdding && <NewSetting onDone={() => setAdding(false)} />}
      {settings.length === 0 && !isAdding && (
        <p className="text-ink-soft text-meta">
          A value that is written once, such as a limit. Conditions, forms and texts name it and follow when it changes.
        </p>
      )}
      <ul className="grid gap-3">
        {settings.map((setting) => (
          <SettingRow key={setting.key} setting={setting} />
        ))}
      </ul>
    </section>
  );
}

function NewSetting({ onDone }: { onDone: () => void }) {
  const id = useId();
  const run = useEditor((state) => state.run);
  const [label, setLabel] = useState("");
  const [type, setType] = useState<SettingType>("money");
  const [error, setError] = useState<string | null>(null);

  function add(event: FormEvent) {
    event.preventDefault();
    if (label.trim() === "") {
      setError("Give it a name, please.");
      return;
    }
    const result = run(addSetting, { label: label.trim(), type });
    if (!result.ok) {
      setError(result.reason);
      return;
    }
    onDone();
  }
  return (
    <form
      onSubmit={add}
      className="grid gap-2 rounded-surface bg-sunken p-3"
      onKeyDown={(event) => event.key === "Escape" && onDone()}
    >
      <Field id={`${id}-name`} label="Name of the setting" error={error}>
        {(control) => (
          <Input {...control} maxLength={60} value={label} onChange={(event) => setLabel(event.target.value)} />
        )}
      </Field>
      <Field id={`${id}-type`} label="Type">
        {(control) => (
          <Select {...control} value={type} onChange={(event) => setType(event.target.value as SettingType)}>
            {settingTypes.map((one) => (
              <option key={one} value={one}>
                {typeWords[one]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="sm">
          Add
        </Button>
        <Button size="sm" variant="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
