"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ChangeEvent, type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { fetchWithOwnErrors, unreachableText } from "@/components/ui/requests/request-problem";

/** The button "New workflow". It asks for a name and opens the new workflow. The typed name stays when this fails. */
export function NewWorkflow() {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const input = useRef<HTMLInputElement>(null);

  async function create(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const result = await createWorkflow(name);
    if (typeof result === "string") return router.push(`/workflows/${result}`);
    setRefusal(result);
    setPending(false);
    input.current?.focus();
  }

  function handleChange({ target }: ChangeEvent<HTMLInputElement>) {
    setName(target.value);
    setRefusal(null);
  }

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden />
          New workflow
        </Button>
      </DialogTrigger>
      <DialogContent title="New workflow" description="It begins empty. Nobody can start it before it is published.">
        <form onSubmit={create} noValidate className="grid gap-4">
          <Field id="workflow-name" label="Name" hint="Such as Expense approval" error={refusal?.name} required>
            {(control) => <Input {...control} ref={input} value={name} maxLength={80} onChange={handleChange} />}
          </Field>
          {refusal?.other && <ErrorNotice title="The workflow was not created">{refusal.other}</ErrorNotice>}
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" isPending={isPending}>
              {isPending ? "Creating…" : "Create"}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** The problem of the name, or another reason why no workflow was created. */
interface Refusal {
  name?: string;
  other?: string;
}

/** Creates a workflow. Returns its id, or the refusal. */
async function createWorkflow(name: string): Promise<string | Refusal> {
  try {
    const response = await fetchWithOwnErrors("/api/v1/workflows", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name }),
    });
    const body = await response.json();
    if (response.ok) return body.id;
    return body.fields?.name ? { name: body.fields.name } : { other: body.detail };
  } catch {
    return { other: unreachableText };
  }
}
