import type { Fact } from "@/lib/tasks/schema";
import type { FieldControlProps } from "./field";
import { Input, Select } from "./input";
import { Textarea } from "./textarea";

interface FactInputProps {
  fact: Fact;
  control: FieldControlProps;
  typed: string;
  onType: (typed: string) => void;
  /** The name in the posted form. */
  name?: string;
  autoFocus?: boolean;
  /** A choice can be removed again. */
  isEmptiable?: boolean;
}

const yesNo = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];

/** The input for the type of a fact. */
export function FactInput({ fact, control, typed, onType, name, autoFocus, isEmptiable }: FactInputProps) {
  const shared = {
    ...control,
    name,
    autoFocus,
    value: typed,
    onChange: (event: { target: { value: string } }) => onType(event.target.value),
  };
  switch (fact.type) {
    case "money":
      return <Input {...shared} inputMode="decimal" autoComplete="off" placeholder="$0.00" />;
    case "number":
      return <Input {...shared} inputMode="decimal" autoComplete="off" />;
    case "duration":
      return <Input {...shared} autoComplete="off" placeholder="4 hours" />;
    case "email":
      return <Input {...shared} type="email" autoComplete="email" placeholder="name@example.com" />;
    case "date":
      return <Input {...shared} type="date" />;
    case "long_text":
      return <Textarea {...shared} />;
    case "text":
      return <Input {...shared} autoComplete="off" />;
    case "choice":
    case "yes_no":
      return (
        <Select {...shared}>
          {(isEmptiable || typed === "") && <option value="">Please choose</option>}
          {(fact.type === "choice" ? (fact.options ?? []) : yesNo).map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      );
  }
}
