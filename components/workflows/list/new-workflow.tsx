"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { RadioList } from "@/components/ui/forms/radio-list";
import { useImport } from "../files/import-area";
import { ImportProblems } from "../files/import-problems";
import { createWorkflow, importFile, type Refusal } from "../files/workflow-requests";

/** A template as the dialog offers it. */
export interface OfferedTemplate {
  id: string;
  name: string;
  description: string;
}

const empty = "empty";
const fromFile = "file";

/** The button "New workflow". The typed name and the chosen file stay when the request fails. */
export function NewWorkflow({ templates }: { templates: readonly OfferedTemplate[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden />
          New workflow
        </Button>
      </DialogTrigger>
      <DialogContent title="New workflow" description="It is a draft. Nobody can start it before it is published.">
        <NewWorkflowForm templates={templates} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

interface FormProps {
  templates: readonly OfferedTemplate[];
  onDone: () => void;
}

function NewWorkflowForm({ templates, onDone }: FormProps) {
  const router = useRouter();
  const { show } = useImport();
  const [source, setSource] = useState(empty);
  const [typed, setTyped] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const nameInput = useRef<HTMLInputElement>(null);
  const fileInput = useRef<HTMLInputElement>(null);
  const template = templates.find(({ id }) => `template-${id}` === source);
  const name = typed ?? template?.name ?? "";
  const isFile = source === fromFile;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    if (isFile && !file) return refuse({ file: "Choose a file, please." });
    setPending(true);
    const refused = isFile && file ? await sendFile(file) : await create();
    if (!refused) return;
    setPending(false);
    refuse(refused);
  }
  function refuse(refused: Refusal | Record<"file", string>) {
    setRefusal("detail" in refused ? (refused as Refusal) : { detail: "", fields: refused, problems: [] });
    (isFile ? fileInput : nameInput).current?.focus();
  }
  async function create(): Promise<Refusal | null> {
    const answer = await createWorkflow({ name, ...(template && { template: template.id }) });
    if ("refusal" in answer) return answer.refusal;
    router.push(`/workflows/${answer.result.id}`);
    return null;
  }
  async function sendFile(chosen: File): Promise<Refusal | null> {
    const answer = await importFile(chosen);
    if ("refusal" in answer) return answer.refusal;
    onDone();
    show({ imported: answer.result });
    return null;
  }
  function changeSource(value: string) {
    setSource(value);
    setRefusal(null);
  }
  const { name: nameError, file: fileError } = refusal?.fields ?? {};
  const hasOtherReason = refusal && !nameError && !fileError;
  return (
    <form onSubmit={submit} noValidate className="grid min-w-0 gap-4">
      <RadioList
        name="source"
        legend="Begin with"
        value={source}
        onChange={changeSource}
        options={[
          { value: empty, label: "Nothing", description: "An empty canvas." },
          ...templates.map(({ id, name: label, description }) => ({ value: `template-${id}`, label, description })),
          { value: fromFile, label: "A file", description: "A workflow that was exported as JSON." },
        ]}
      />
      {isFile ? (
        <Field id="workflow-file" label="File" hint="At most 2 MB" error={fileError} required>
          {(control) => (
            <input
              {...control}
              ref={fileInput}
              type="file"
              accept=".json,application/json"
              onChange={({ target }) => {
                setFile(target.files?.[0] ?? null);
                setRefusal(null);
              }}
              className="min-w-0 max-w-full rounded-control border border-edge bg-surface p-2 text-body"
            />
          )}
        </Field>
      ) : (
        <Field
          id="workflow-name"
          label="Name"
          hint="Such as Expense approval. Two workflows may have one name; each has an id of its own."
          error={nameError}
          required
        >
          {(control) => (
            <Input
              {...control}
              ref={nameInput}
              value={name}
              maxLength={80}
              onChange={({ target }) => {
                setTyped(target.value);
                setRefusal(null);
              }}
            />
          )}
        </Field>
      )}
      {hasOtherReason &&
        (isFile ? (
          <ImportProblems fileName={file?.name ?? "The file"} refusal={refusal} />
        ) : (
          <ErrorNotice title="The workflow was not created">{refusal.detail}</ErrorNotice>
        ))}
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isPending={isPending}>
          {isPending ? "Creating…" : "Create"}
        </Button>
      </DialogActions>
    </form>
  );
}
