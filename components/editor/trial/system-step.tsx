import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { Textarea } from "@/components/ui/forms/textarea";
import type { SystemRequest } from "@/lib/trials/schema";
import { StepPanel } from "./step-panel";
import type { Trial } from "./use-trial";

/** The answer of another system. The request is shown as it would be sent. */
export function SystemStep({ request, trial }: { request: SystemRequest; trial: Trial }) {
  const [status, setStatus] = useState("200");
  const [body, setBody] = useState(request.example);
  const { isPending, refusal, give } = trial;
  const { taskPath, taskLabel, method, url, headers, expects } = request;
  const fields = refusal?.fields ?? {};
  const lines = [
    `${method} ${url}`,
    ...headers.map(({ name, value }) => `${name}: ${value}`),
    ...(request.body === null ? [] : ["", request.body]),
  ];
  return (
    <StepPanel heading="You are the other system" refusal={refusal}>
      <p className="text-ink-soft text-meta">
        “{taskLabel}” would send this. It shows the names of secrets between ***. Nothing is sent.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls needs the keyboard */}
      <section tabIndex={0} aria-label="Request" className={codeClasses}>
        <pre className="wrap-anywhere whitespace-pre-wrap">{lines.join("\n")}</pre>
      </section>
      <Field id="test-run-status" label="Status" error={fields.status}>
        {(control) => (
          <Input
            {...control}
            type="number"
            min={200}
            max={599}
            value={status}
            onChange={({ target }) => setStatus(target.value)}
            className="w-24"
          />
        )}
      </Field>
      <Field
        id="test-run-answer"
        label="Answer"
        hint={expects.length > 0 ? `It takes ${expects.map(({ into }) => into).join(", ")} from it.` : undefined}
        error={fields.body}
      >
        {(control) => (
          <Textarea
            {...control}
            dir="ltr"
            value={body}
            onChange={({ target }) => setBody(target.value)}
            className="font-mono text-meta"
          />
        )}
      </Field>
      <Button
        className="justify-self-start"
        isPending={isPending}
        onClick={() => give({ type: "system", taskPath, status: Number(status), body })}
      >
        Give this answer
      </Button>
    </StepPanel>
  );
}

const codeClasses = "max-h-48 overflow-y-auto rounded-control bg-sunken p-2 font-mono text-meta";
