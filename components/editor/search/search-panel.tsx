"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { useTools } from "../canvas/tools/tools-context";
import { type Hit, maxHits } from "./find-text";
import { MatchSwitches } from "./match-switches";
import { type MatchOptions, plainMatch } from "./match-text";
import { ReplaceRow } from "./replace-row";
import { SearchHits } from "./search-hits";
import { useSearch } from "./use-search";

const panelClasses = [
  "absolute top-2 right-2 z-20 flex max-h-[calc(100%-16px)] w-80 max-w-[calc(100%-16px)] flex-col gap-2",
  "rounded-surface border border-line bg-surface p-2 shadow-float motion-safe:animate-enter",
].join(" ");

/** Searches all texts of the workflow, shows one hit after the other on the canvas, and replaces text. */
export function SearchPanel({ isReadOnly }: { isReadOnly: boolean }) {
  const tools = useTools();
  const [focusedBefore] = useState(() => document.activeElement);
  const [query, setQuery] = useState("");
  const [replacement, setReplacement] = useState("");
  const [chosen, setChosen] = useState(0);
  const [options, setOptions] = useState<MatchOptions>(plainMatch);
  const { hits, showHit, replace } = useSearch(tools, query, options);
  const index = Math.min(chosen, hits.length - 1);
  const replaceable = hits.filter(({ path }) => path !== undefined);

  function choose(next: number): void {
    setChosen(next);
    if (hits[next]) showHit(hits[next]);
  }
  function step(offset: number): void {
    if (hits.length > 0) choose((index + offset + hits.length) % hits.length);
  }
  function close(): void {
    tools.canvas.setState({ isSearching: false });
    tools.focusBack(focusedBefore);
  }
  function handleKey(event: KeyboardEvent): void {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target instanceof HTMLInputElement) step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: React's <search> would do, but this one names itself
    <div role="search" aria-label="Search the workflow" onKeyDown={handleKey} className={panelClasses}>
      <div className="flex items-center gap-1">
        <QueryField
          query={query}
          onChange={(text) => {
            setQuery(text);
            setChosen(0);
          }}
        />
        <IconButton name="Previous hit" icon={ChevronUp} onClick={() => step(-1)} />
        <IconButton name="Next hit" icon={ChevronDown} onClick={() => step(1)} />
        <IconButton name="Close the search" icon={X} onClick={close} />
      </div>
      <MatchSwitches options={options} onChange={setOptions} />
      {!isReadOnly && (
        <ReplaceRow
          current={hits[index]}
          replaceable={replaceable}
          replacement={replacement}
          onChange={setReplacement}
          onReplace={replace}
        />
      )}
      <p role="status" className="px-1 text-ink-soft text-meta">
        {describeHits(query, hits, { index, replaceable: replaceable.length })}
      </p>
      {hits.length > 0 && (
        <SearchHits
          hits={hits}
          current={hits[index]}
          replacement={isReadOnly || replacement === "" ? null : replacement}
          onChoose={choose}
        />
      )}
    </div>
  );
}

function QueryField({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  return (
    <Input
      type="search"
      aria-label="Search"
      placeholder="Names, prompts, templates, conditions"
      value={query}
      autoFocus
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function IconButton({ name, icon: Icon, onClick }: { name: string; icon: typeof X; onClick: () => void }) {
  return (
    <Button variant="quiet" size="icon" aria-label={name} title={name} onClick={onClick}>
      <Icon aria-hidden />
    </Button>
  );
}

interface HitCounts {
  index: number;
  replaceable: number;
}

function describeHits(query: string, hits: readonly Hit[], { index, replaceable }: HitCounts): string {
  if (query.trim() === "") return "Type what to look for.";
  if (hits.length === 0) return "Nothing found.";
  const count = hits.length === maxHits ? `the first ${maxHits}` : String(hits.length);
  const names = hits.filter(({ isName }) => isName).length;
  const hint = names > 0 ? ` In ${names} it is a key of a placeholder: rename the key instead.` : "";
  return `${index + 1} of ${count}; ${replaceable} can be replaced.${hint}`;
}
