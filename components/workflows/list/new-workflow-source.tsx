import { RadioList } from "@/components/ui/forms/radio-list";

/** A template as the dialog offers it. */
export interface OfferedTemplate {
  id: string;
  name: string;
  description: string;
}

/** What a new workflow begins with, besides the templates. */
export const emptySource = "empty";
export const fileSource = "file";
export const sourceOf = ({ id }: OfferedTemplate): string => `template-${id}`;

interface SourceListProps {
  templates: readonly OfferedTemplate[];
  value: string;
  onChange: (value: string) => void;
}

/** The choice of what a new workflow begins with. */
export function SourceList({ templates, value, onChange }: SourceListProps) {
  const offered = templates.map((template) => ({
    ...{ value: sourceOf(template), label: template.name, description: template.description },
  }));
  return (
    // The list scrolls, so that the name and the buttons of the dialog stay in view.
    <div className="-m-1 max-h-[max(10rem,min(26rem,100dvh-22rem))] overflow-y-auto p-1">
      <RadioList
        name="source"
        legend="Begin with"
        value={value}
        onChange={onChange}
        options={[
          { value: emptySource, label: "Nothing", description: "An empty canvas." },
          ...offered,
          { value: fileSource, label: "A file", description: "A workflow that was exported as JSON." },
        ]}
      />
    </div>
  );
}
