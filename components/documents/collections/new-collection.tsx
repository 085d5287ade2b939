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
import type { Refusal } from "@/components/ui/requests/send-request";
import type { NewCollection as Sent } from "@/lib/documents/managing/schema";
import { createCollection } from "../requests/document-requests";

const audiences = [
  { value: "claimants", label: "Everybody", description: "Answers to claimants and to staff quote it." },
  { value: "staff", label: "Staff only", description: "Only answers to staff quote it. Claimants never see it." },
];

/** The button "New collection" with its dialog. What was typed stays when the request fails. */
export function NewCollection() {
  const router = useRouter();
  const [name, setName] = useState("");
  const [audience, setAudience] = useState<Sent["audience"]>("staff");
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const input = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const answer = await createCollection({ name, audience });
    if ("result" in answer) return router.push(`/documents/${answer.result.name}`);
    setPending(false);
    setRefusal(answer.refusal);
    input.current?.focus();
  }

  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden />
          New collection
        </Button>
      </DialogTrigger>
      <DialogContent title="New collection" description="Documents of a collection are read by the same people.">
        <form onSubmit={submit} noValidate className="grid min-w-0 gap-4">
          <Field
            id="collection-name"
            label="Name"
            hint="Such as policy-terms: small letters, digits and hyphens. It does not change later."
            error={refusal?.fields.name}
            required
          >
            {(control) => (
              <Input
                {...control}
                ref={input}
                value={name}
                maxLength={64}
                autoCapitalize="none"
                autoComplete="off"
                spellCheck={false}
                onChange={({ target }) => setName(target.value)}
              />
            )}
          </Field>
          <RadioList
            name="audience"
            legend="Who reads it"
            options={audiences}
            value={audience}
            onChange={(value) => setAudience(value as Sent["audience"])}
          />
          {refusal && !refusal.fields.name && (
            <ErrorNotice title="The collection was not created">{refusal.detail}</ErrorNotice>
          )}
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
