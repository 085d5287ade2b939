import { ChevronDown } from "lucide-react";
import { useCallback, useId, useMemo, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { SettingDefinition } from "@/lib/engine/definition-kit";
import { setSetting } from "@/lib/workflows/commands/setting-commands";
import { FieldList } from "../inspector/fields/field-list";
import { useUnfinished } from "../inspector/form/editor-access";
import { type FieldPath, FormScopeProvider } from "../inspector/form/form-scope";
import { useProblemsOf } from "../inspector/form/use-problems-of";
import { useEditor } from "../store/store";
import { SettingDetails } from "./setting-details";
import { SettingValue } from "./setting-value";
import { valueField } from "./value-field";

/** One setting: its value, and its details behind a button. */
export function SettingRow({ setting }: { setting: SettingDefinition }) {
  const detailsId = useId();
  const [isOpen, setOpen] = useState(false);
  const run = useEditor((state) => state.run);
  const unfinished = useUnfinished();
  const problems = useProblemsOf(({ settingKey }) => settingKey === setting.key);
  const { key, label } = setting;
  const set = useCallback(
    ([field = "value"]: FieldPath, value: unknown) =>
      value === undefined && field === "value"
        ? { ok: false as const, reason: "A setting has a value." }
        : run(setSetting, { key, change: { [field]: value } }),
    [run, key],
  );
  const fields = useMemo(() => [valueField(setting)], [setting]);
  const others = problems.filter(({ path }) => path?.[0] !== "value");
  return (
    <li data-setting={key} className="grid gap-1">
      <FormScopeProvider
        subject={`setting-${key}`}
        target={null}
        problems={problems}
        unfinished={unfinished}
        set={set}
        Field={SettingValue}
      >
        <div className="flex items-start gap-1">
          <div className="min-w-0 grow">
            <FieldList path={[]} fields={fields} values={setting} />
          </div>
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={detailsId}
            aria-label={`More about ${label}`}
            onClick={() => setOpen(!isOpen)}
            className={cn(
              "grid size-7 shrink-0 place-items-center rounded-control max-lg:size-9",
              "text-ink-soft hover:bg-sunken hover:text-ink",
            )}
          >
            <ChevronDown aria-hidden className={cn("size-4", isOpen && "rotate-180")} />
          </button>
        </div>
        {others.map(({ message }) => (
          <p key={message} className="text-attention text-meta">
            {message}
          </p>
        ))}
        <div id={detailsId} hidden={!isOpen}>
          {isOpen && <SettingDetails setting={setting} />}
        </div>
      </FormScopeProvider>
    </li>
  );
}
