const tickMs = 30_000;

/** The time for all relative times of a page, as an external store of React. */
export interface Clock {
  /** Calls the listener on every tick; returns the function that unsubscribes it. */
  subscribe(listener: () => void): () => void;
  /** The time of the last tick, in milliseconds. It stays the same between ticks. */
  read(): number;
}

/** Creates a clock. Its timer runs while it has listeners. */
export function createClock(): Clock {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let now: number | undefined;

  function tick() {
    now = Date.now();
    for (const listener of listeners) listener();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(tick, tickMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
        now = undefined;
      };
    },
    read() {
      now ??= Date.now();
      return now;
    },
  };
}
