"use client";

import { SlidersHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { Select } from "@/components/ui/forms/input";
import type { SettingDefinition, SettingType } from "@/lib/engine/definition-kit";
import { FieldFrame, QuietButton } from "../form/field-frame";
import type { FieldProps } from "../form/form-scope";
import { settingKeyOf, settingText } from "../texts/setting-text";
import { labelOf } from "./field-props";
import { useSettingsOf } from "./use-settings-of";

interface SettingOrValueProps extends FieldProps {
  type: SettingType;
  /** Renders the field of the value, with these buttons beside its label. */
  children: (actions: ReactNode) => ReactNode;
}

/** A value, or a setting that replaces it. */
export function SettingOrValue(props: SettingOrValueProps) {
  const { path, field, value, onChange, type, children } = props;
  const { all, ofType, make } = useSettingsOf(type);
  const key = settingKeyOf(value);
  if (key === undefined) {
    const { label } = field.meta;
    const onMake = (): void =>
      void make(label, type, value ?? field.defaultValue, (madeKey) => onChange({ setting: madeKey }));
    const actions = field.takesSetting && (
      <UseSetting
        label={field.meta.label}
        settings={ofType}
        onUse={(setting) => onChange({ setting })}
        onMake={onMake}
      />
    );
    return <>{children(actions)}</>;
  }
  const setting = all.find((one) => one.key === key);
  const back = (
    <QuietButton
      label={`Type a value for ${field.meta.label}`}
      text="Type a value"
      onClick={() => onChange(setting?.value)}
    />
  );
  return (
    <FieldFrame
      path={path}
      {...labelOf(field)}
      help="A setting of this workflow: changed once, under Settings."
      actions={back}
    >
      {(control) => (
        <Select {...control} value={key} onChange={(event) => onChange({ setting: event.target.value })}>
          {!setting && <option value={key}>{key} (no such setting)</option>}
          {ofType.map((one) => (
            <option key={one.key} value={one.key}>
              {settingText(one)}
            </option>
          ))}
        </Select>
      )}
    </FieldFrame>
  );
}

interface UseSettingProps {
  label: string;
  settings: readonly SettingDefinition[];
  onUse: (key: string) => void;
  onMake: () => void;
}

/** The buttons "Use a setting" and "Make a setting". The first one needs a setting of the type. */
function UseSetting({ label, settings, onUse, onMake }: UseSettingProps) {
  const [first] = settings;
  const icon = <SlidersHorizontal aria-hidden />;
  return (
    <>
      {first && (
        <QuietButton
          label={`Use a setting for ${label}`}
          text="Use a setting"
          icon={icon}
          onClick={() => onUse(first.key)}
        />
      )}
      <QuietButton
        label={`Make a setting of ${label}`}
        text="Make a setting"
        icon={first ? undefined : icon}
        onClick={onMake}
      />
    </>
  );
}
