/** An event as a reader of `GET /api/events` got it. */
interface ReadEvent {
  seq: number;
  sessionId: string;
  type: string;
}

/** A reader of `GET /api/events`, with what it has read so far. */
export interface EventReader {
  events: ReadEvent[];
  /** The status of the response, as soon as its headers are there. */
  status: Promise<number>;
  stop(): Promise<void>;
}

/** Reads the events of a process as a page does, from the first one or from now on, until it is stopped. */
export function followEvents(url: string, key: string, from: "start" | "now" = "start"): EventReader {
  const events: ReadEvent[] = [];
  let resolveStatus = (_: number) => {};
  const status = new Promise<number>((resolve) => {
    resolveStatus = resolve;
  });
  const aborting = new AbortController();
  const reading = (async () => {
    const headers = { authorization: `Bearer ${key}` };
    const query = from === "start" ? "?after=0" : "";
    const response = await fetch(`${url}/api/events${query}`, { headers, signal: aborting.signal });
    resolveStatus(response.status);
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
  // `stop` reports how the stream ended.
  const ended = reading.then(
    () => new Error("the server ended the stream"),
    (error: Error) => error,
  );
  return {
    events,
    status,
    async stop() {
      aborting.abort();
      const end = await ended;
      if (end.name !== "AbortError") throw end;
    },
  };
}
