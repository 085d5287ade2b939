import { GitCompareArrows } from "lucide-react";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import type { Side } from "@/lib/workflows/versions/schema";

interface CompareFormProps {
  workflowId: string;
  /** The numbers of the versions that are listed. */
  numbers: readonly number[];
  from: Side | null;
  to: Side;
}

/** The id of the form. A comparison that it asked for takes the focus from it. */
export const compareFormId = "compare";

/** Chooses two versions, the draft included, and compares them. The choice is in the address. */
export function CompareForm({ workflowId, numbers, from, to }: CompareFormProps) {
  const sides: Side[] = ["draft", ...numbers];
  const withChosen = (chosen: Side | null) => (chosen === null || sides.includes(chosen) ? sides : [...sides, chosen]);
  const selects = [
    { name: "from", label: "From", chosen: from, options: withChosen(from) },
    { name: "to", label: "To", chosen: to, options: withChosen(to) },
  ];
  return (
    <Form
      id={compareFormId}
      action={`/workflows/${workflowId}/versions`}
      className="flex flex-wrap items-end gap-2"
      scroll={false}
    >
      {selects.map(({ name, label, chosen, options }) => (
        <div key={`${name} ${chosen}`} className="grid min-w-28 flex-1 gap-1">
          <Label htmlFor={`compare-${name}`}>{label}</Label>
          <Select id={`compare-${name}`} name={name} defaultValue={String(chosen ?? options[1] ?? "draft")}>
            {options.map((side) => (
              <option key={side} value={side}>
                {nameOfSide(side)}
              </option>
            ))}
          </Select>
        </div>
      ))}
      <Button type="submit">
        <GitCompareArrows aria-hidden />
        Compare
      </Button>
    </Form>
  );
}

/** "Version 2", "Draft". */
export const nameOfSide = (side: Side): string => (side === "draft" ? "Draft" : `Version ${side}`);
