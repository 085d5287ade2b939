import { useRouter } from "next/navigation";
import { type FormEvent, type RefObject, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { FileField } from "../files/file-field";
import { useImport } from "../files/import-area";
import { ImportProblems } from "../files/import-problems";
import { createWorkflow, importFile, type Refusal } from "../files/workflow-requests";
import { emptySource, fileSource, type OfferedTemplate, SourceList, sourceOf } from "./new-workflow-source";

interface NewWorkflowFormProps {
  templates: readonly OfferedTemplate[];
  onDone: () => void;
}

const noFile: Refusal = { detail: "", fields: { file: "Choose a file, please." }, problems: [] };
const nameHint = "Such as Expense approval. Two workflows may have one name; each has an id of its own.";

/** Creates a workflow and opens it. The typed name and the chosen file stay when the request fails. */
export function NewWorkflowForm({ templates, onDone }: NewWorkflowFormProps) {
  const router = useRouter();
  const { show } = useImport();
  const [source, setSource] = useState(emptySource);
  const [typed, setTyped] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const nameInput = useRef<HTMLInputElement>(null);
  const fileInput = useRef<HTMLInputElement>(null);
  const template = templates.find((offered) => sourceOf(offered) === source);
  const name = typed ?? template?.name ?? "";
  const isFile = source === fileSource;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const refused = isFile ? await sendFile() : await create();
    if (!refused) return;
    setPending(false);
    setRefusal(refused);
    (isFile ? fileInput : nameInput).current?.focus();
  }
  async function create(): Promise<Refusal | null> {
    const answer = await createWorkflow({ name, ...(template && { template: template.id }) });
    if ("refusal" in answer) return answer.refusal;
    router.push(`/workflows/${answer.result.id}`);
    return null;
  }
  async function sendFile(): Promise<Refusal | null> {
    if (!file) return noFile;
    const answer = await importFile(file);
    if ("refusal" in answer) return answer.refusal;
    onDone();
    show({ imported: answer.result });
    return null;
  }
  /** A refusal is about what was sent. */
  const changing =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      setRefusal(null);
    };
  return (
    <form onSubmit={submit} noValidate className="grid min-w-0 gap-4">
      <SourceList templates={templates} value={source} onChange={changing(setSource)} />
      {isFile ? (
        <FileField
          id="workflow-file"
          hint="At most 2 MB"
          ref={fileInput}
          error={refusal?.fields.file}
          onChange={changing(setFile)}
        />
      ) : (
        <NameField ref={nameInput} name={name} error={refusal?.fields.name} onChange={changing(setTyped)} />
      )}
      {refusal && <OtherReason refusal={refusal} fileName={isFile ? file?.name : undefined} />}
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

interface NameFieldProps {
  ref: RefObject<HTMLInputElement | null>;
  name: string;
  error: string | undefined;
  onChange(name: string): void;
}

function NameField({ ref, name, error, onChange }: NameFieldProps) {
  return (
    <Field id="workflow-name" label="Name" hint={nameHint} error={error} required>
      {(control) => (
        <Input {...control} ref={ref} value={name} maxLength={80} onChange={({ target }) => onChange(target.value)} />
      )}
    </Field>
  );
}

/** A refusal that no field shows. */
function OtherReason({ refusal, fileName }: { refusal: Refusal; fileName: string | undefined }) {
  if (refusal.fields.name || refusal.fields.file) return null;
  if (fileName !== undefined) return <ImportProblems fileName={fileName} refusal={refusal} />;
  return <ErrorNotice title="The workflow was not created">{refusal.detail}</ErrorNotice>;
}
