"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/forms/input";
import { useTools } from "../canvas/tools/tools-context";
import { type Hit, maxHits } from "./find-text";
import { useSearch } from "./use-search";

/** Finds words in everything that a workflow says, goes from one to the next, and replaces them. */
export function SearchPanel({ isReadOnly }: { isReadOnly: boolean }) {
  const tools = useTools();
  const [query, setQuery] = useState("");
  const [replacement, setReplacement] = useState("");
  const [at, setAt] = useState(0);
  const { hits, jump, replace } = useSearch(tools, query);
  const current = hits[Math.min(at, hits.length - 1)];
  const replaceable = hits.filter(({ path }) => path !== undefined);

  function go(step: number): void {
    if (hits.length === 0) return;
    const next = (Math.min(at, hits.length - 1) + step + hits.length) % hits.length;
    show(next);
  }
  function show(index: number): void {
    setAt(index);
    const hit = hits[index];
    if (hit) jump(hit);
  }
  function close(): void {
    tools.canvas.setState({ isSearching: false });
    const id = tools.cursor();
    if (id) tools.focus(id);
  }
  function keyPressed(event: KeyboardEvent): void {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target instanceof HTMLInputElement) go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: React's <search> would do, but this one names itself
    <div
      role="search"
      aria-label="Search the workflow"
      onKeyDown={keyPressed}
      className="absolute top-2 right-2 z-20 flex max-h-[calc(100%-16px)] w-80 max-w-[calc(100%-16px)] flex-col gap-2 rounded-surface border border-line bg-surface p-2 shadow-float motion-safe:animate-enter"
    >
      <div className="flex items-center gap-1">
        <Input
          type="search"
          aria-label="Search"
          placeholder="Names, prompts, templates, conditions"
          value={query}
          autoFocus
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
        />
        <Step name="Previous hit" icon={ChevronUp} onClick={() => go(-1)} />
        <Step name="Next hit" icon={ChevronDown} onClick={() => go(1)} />
        <Step name="Close the search" icon={X} onClick={close} />
      </div>
      {!isReadOnly && (
        <div className="flex items-center gap-1">
          <Input
            aria-label="Replace with"
            placeholder="Replace with"
            value={replacement}
            onChange={(event) => setReplacement(event.target.value)}
          />
          <Button size="sm" onClick={() => current && replace([current], replacement)}>
            Replace
          </Button>
          <Button size="sm" onClick={() => replace(replaceable, replacement)}>
            All
            <span className="sr-only"> {replaceable.length} replaced</span>
          </Button>
        </div>
      )}
      <p role="status" className="px-1 text-ink-soft text-meta">
        {statusWords(query, hits, at, replaceable.length)}
      </p>
      {hits.length > 0 && (
        <ol aria-label="Hits" className="-mx-1 overflow-y-auto">
          {hits.map((hit, index) => (
            <li key={hit.id}>
              <button
                type="button"
                aria-current={hit === current || undefined}
                onClick={() => show(index)}
                className={cn(
                  "grid w-full border-transparent border-l-2 px-2 py-1 text-left hover:bg-sunken",
                  hit === current && "border-accent bg-sunken",
                )}
              >
                <span className="wrap-anywhere font-semibold">
                  {hit.title} <span className="font-normal text-ink-soft text-meta">{hit.field}</span>
                </span>
                <span className="wrap-anywhere text-ink-soft text-meta">
                  {hit.excerpt[0]}
                  <mark className="bg-waiting-soft text-ink">{hit.excerpt[1]}</mark>
                  {hit.excerpt[2]}
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Step({ name, icon: Icon, onClick }: { name: string; icon: typeof X; onClick: () => void }) {
  return (
    <Button variant="quiet" size="icon" aria-label={name} title={name} onClick={onClick}>
      <Icon aria-hidden />
    </Button>
  );
}

function statusWords(query: string, hits: readonly Hit[], at: number, replaceable: number): string {
  if (query.trim() === "") return "Type what to look for.";
  if (hits.length === 0) return "Nothing found.";
  const count = hits.length === maxHits ? `the first ${maxHits}` : String(hits.length);
  return `${Math.min(at, hits.length - 1) + 1} of ${count}; ${replaceable} can be replaced.`;
}
