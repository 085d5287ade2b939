/** An event as a reader of `GET /api/events` got it. */
export interface ReadEvent {
  seq: number;
  sessionId: string;
  type: string;
}

/** Reads the events of a process from the first one on, as a page does, until it is stopped. */
export function followEvents(url: string, key: string): { events: ReadEvent[]; stop(): Promise<void> } {
  const events: ReadEvent[] = [];
  const leaving = new AbortController();
  const reading = (async () => {
    const headers = { authorization: `Bearer ${key}` };
    const response = await fetch(`${url}/api/events?after=0`, { headers, signal: leaving.signal });
    let unread = "";
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (unread + text).split("\n\n");
      unread = blocks.pop() ?? "";
      for (const block of blocks) {
        const data = /^id: \d+\ndata: (.*)$/.exec(block)?.[1];
        if (data) events.push(JSON.parse(data));
      }
    }
  })();
  // How it ends is looked at when it is stopped.
  const ended = reading.then(
    () => new Error("the server ended the stream"),
    (error: Error) => error,
  );
  return {
    events,
    async stop() {
      leaving.abort();
      const end = await ended;
      if (end.name !== "AbortError") throw end;
    },
  };
}
