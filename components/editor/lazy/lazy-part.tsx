"use client";

import { Component, type ComponentType, type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

interface LazyPartProps {
  /** The name in messages: "graph". */
  name: string;
  load: () => Promise<{ default: ComponentType }>;
}

/**
 * A part of the editor that is loaded after the outline. When it cannot be loaded, a message offers a retry; the rest
 * of the editor still works.
 */
export function LazyPart({ name, load }: LazyPartProps) {
  const [Part, setPart] = useState<ComponentType | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [failedAt, setFailedAt] = useState<number | null>(null);
  const isMissing = failedAt === attempt;

  useEffect(() => {
    let isCancelled = false;
    load().then(
      (module) => isCancelled || setPart(() => module.default),
      () => isCancelled || setFailedAt(attempt),
    );
    return () => {
      isCancelled = true;
    };
  }, [load, attempt]);

  useEffect(() => {
    if (!isMissing) return;
    const retry = () => setAttempt(attempt + 1);
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [isMissing, attempt]);

  if (Part) {
    return (
      <PartBoundary name={name}>
        <Part />
      </PartBoundary>
    );
  }
  if (isMissing) return <Missing name={name} onRetry={() => setAttempt(attempt + 1)} />;
  return <p className="grid size-full min-h-24 place-items-center text-ink-faint text-meta">Loading the {name}</p>;
}

/** Catches rendering errors of one part, so the rest of the editor stays. */
class PartBoundary extends Component<{ name: string; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    const { name, children } = this.props;
    if (!this.state.hasFailed) return children;
    return <Missing name={name} onRetry={() => this.setState({ hasFailed: false })} />;
  }
}

function Missing({ name, onRetry }: { name: string; onRetry: () => void }) {
  return (
    <div role="alert" className="grid size-full min-h-24 content-center justify-items-center gap-3 p-4 text-center">
      <p className="max-w-prose text-ink-soft">
        The {name} could not be loaded. What you changed is kept, and the outline goes on. Try again with a connection;
        if it is still missing, reload the page.
      </p>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}
