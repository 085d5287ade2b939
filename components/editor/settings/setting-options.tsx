import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import type { SettingDefinition } from "@/lib/engine/definition-kit";
import { setSetting } from "@/lib/workflows/commands/setting-commands";
import { useEditor } from "../store/store";

/** Edits the choices of a setting: each has a value for conditions and a label for people. */
export function SettingOptions({ setting }: { setting: SettingDefinition }) {
  const run = useEditor((state) => state.run);
  const endTyping = useEditor((state) => state.endTyping);
  const { key, options = [], value } = setting;
  const set = (next: typeof options) => {
    // The value of the setting must be one of the choices.
    const hasValue = next.some((option) => option.value === value);
    run(setSetting, { key, change: { options: next, ...(!hasValue && next[0] && { value: next[0].value }) } });
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="font-semibold">Choices</legend>
      {options.map((option, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a choice has no id, and its value is edited here
        <div key={index} className="flex gap-1">
          <Input
            aria-label={`Words of choice ${index + 1}`}
            maxLength={60}
            value={option.label}
            onChange={({ target }) => set(options.with(index, { ...option, label: target.value }))}
            onBlur={endTyping}
          />
          <Input
            aria-label={`Value of choice ${index + 1}`}
            maxLength={60}
            value={option.value}
            onChange={({ target }) => set(options.with(index, { ...option, value: target.value }))}
            onBlur={endTyping}
          />
          {options.length > 1 && (
            <Button
              size="icon"
              variant="quiet"
              aria-label={`Take choice ${index + 1} away`}
              onClick={() => set(options.toSpliced(index, 1))}
            >
              <X aria-hidden />
            </Button>
          )}
        </div>
      ))}
      <Button
        size="sm"
        variant="quiet"
        className="justify-self-start"
        onClick={() => set([...options, newOption(options)])}
      >
        <Plus aria-hidden />
        Add choice
      </Button>
    </fieldset>
  );
}

function newOption(options: readonly { value: string }[]) {
  let count = options.length + 1;
  while (options.some(({ value }) => value === `choice_${count}`)) count++;
  return { value: `choice_${count}`, label: `Choice ${count}` };
}
