"use client";

import { Search } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/forms/field";
import { Input, Select } from "@/components/ui/forms/input";
import type { FoundPassageItem } from "@/lib/documents/managing/schema";
import { searchPassages } from "../requests/document-requests";
import { FoundPassage } from "./found-passage";

interface TryQuestionProps {
  /** The collections to choose from; with one, it is the one that is searched. */
  collections: readonly string[];
}

const shown = 10;

/** Asks a question and shows the passages that are found, with the reasons. The question stays when it fails. */
export function TryQuestion({ collections }: TryQuestionProps) {
  const [query, setQuery] = useState("");
  const [collection, setCollection] = useState("");
  const [isPending, setPending] = useState(false);
  const [found, setFound] = useState<FoundPassageItem[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const [only, ...others] = collections;
  const searched = others.length === 0 ? only : collection || undefined;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    if (query.trim() === "") return input.current?.focus();
    setPending(true);
    const answer = await searchPassages({ query, limit: shown, ...(searched && { collection: searched }) });
    setPending(false);
    const refusal = "refusal" in answer ? answer.refusal : null;
    setFailure(refusal && (refusal.fields.query ?? refusal.detail));
    setFound("result" in answer ? answer.result.passages : null);
  }

  return (
    <section aria-labelledby="try-question" className="grid gap-4">
      <div>
        <h2 id="try-question" className="text-reading">
          Try a question
        </h2>
        <p className="max-w-prose text-ink-soft">
          Ask as a claimant would. What is found here is what workflows answer from.
        </p>
      </div>
      <form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-3">
        <Field id="question" label="Question" className="min-w-0 grow basis-72">
          {(control) => (
            <Input
              {...control}
              ref={input}
              value={query}
              maxLength={1_000}
              onChange={({ target }) => setQuery(target.value)}
            />
          )}
        </Field>
        {others.length > 0 && (
          <Field id="question-collection" label="In" className="min-w-0">
            {(control) => (
              <Select {...control} value={collection} onChange={({ target }) => setCollection(target.value)}>
                <option value="">All collections</option>
                {collections.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <Button type="submit" isPending={isPending}>
          <Search aria-hidden />
          {isPending ? "Searching…" : "Search"}
        </Button>
      </form>
      {failure && <ErrorNotice title="The search failed">{failure}</ErrorNotice>}
      <FoundList found={found} />
    </section>
  );
}

function FoundList({ found }: { found: readonly FoundPassageItem[] | null }) {
  const status = found && (found.length === 0 ? "Nothing was found." : `${found.length} passages, the best first.`);
  return (
    <div>
      <p role="status" className={found ? "text-ink-soft" : "sr-only"}>
        {status}
        {found?.length === 0 && " Upload a document that has the answer, or ask with other words."}
      </p>
      {found && found.length > 0 && (
        <ol aria-label="Passages found" className="divide-y divide-line border-line border-y">
          {found.map((passage) => (
            <FoundPassage key={passage.id} passage={passage} />
          ))}
        </ol>
      )}
    </div>
  );
}
