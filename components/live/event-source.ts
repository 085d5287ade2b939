import { isReachable } from "./is-reachable";
import type { LiveChange, LiveSubject } from "./live-event";

const pollMs = 15_000;
/** After this time without a heartbeat lists are read again, because replaying all missed events would cost more. */
const maxSilenceMs = 5 * 60_000;

/** A change with the subjects that it is about. */
export type StreamedChange = LiveChange & { subjects: LiveSubject[] };

interface StreamReader {
  onChange(change: StreamedChange): void;
  /** Every event up to `seq` has been delivered. `isStart`: the stream starts here and delivered nothing earlier. */
  onCursor(seq: number, isStart: boolean): void;
  /** There is no connection: read everything again. */
  onReset(): void;
}

/**
 * The event stream of this browser, about some subjects. It reconnects after the last event, and polls (with `onReset`)
 * while there is no connection.
 */
export class LiveEventSource {
  readonly #reader: StreamReader;
  #source: EventSource | undefined;
  #subjects: readonly LiveSubject[] = [];
  #cursor: number | undefined;
  #receivedAt = 0;
  readonly #poll: ReturnType<typeof setInterval>;

  constructor(reader: StreamReader) {
    this.#reader = reader;
    this.#poll = setInterval(() => void this.#catchUp(), pollMs);
    window.addEventListener("online", this.#handleOnline);
  }

  /** Follows these subjects from the cursor on; without a cursor from now on. */
  follow(subjects: readonly LiveSubject[], cursor: number | undefined): void {
    this.#subjects = subjects;
    this.#cursor = cursor;
    this.#source?.close();
    this.#source = undefined;
    if (subjects.length > 0) this.#connect(cursor);
  }

  get isOpen(): boolean {
    return this.#source?.readyState === EventSource.OPEN;
  }

  close(): void {
    this.#source?.close();
    this.#source = undefined;
    clearInterval(this.#poll);
    window.removeEventListener("online", this.#handleOnline);
  }

  readonly #handleOnline = () => void this.#catchUp();

  #connect(cursor: number | undefined): void {
    const query = new URLSearchParams(this.#subjects.map((subject) => ["subject", subject]));
    const silenceMs = Date.now() - this.#receivedAt;
    const isTooOld = this.#receivedAt > 0 && silenceMs > maxSilenceMs;
    if (cursor !== undefined && !isTooOld) query.set("after", String(cursor));
    const source = new EventSource(`/api/events?${query}`);
    this.#source = source;
    let isStart = true;
    source.onopen = () => {
      isStart = true;
    };
    source.onmessage = (event: MessageEvent<string>) => {
      this.#receivedAt = Date.now();
      const change: Omit<StreamedChange, "kind"> = JSON.parse(event.data);
      this.#cursor = change.seq;
      this.#reader.onChange({ ...change, kind: "change" });
    };
    source.addEventListener("cursor", (event: MessageEvent<string>) => {
      this.#receivedAt = Date.now();
      const { seq }: { seq: number } = JSON.parse(event.data);
      this.#cursor = seq;
      this.#reader.onCursor(seq, isStart);
      isStart = false;
    });
  }

  /** While the connection is lost: asks the pages to read again, and reconnects when the server closed the stream. */
  async #catchUp(): Promise<void> {
    const source = this.#source;
    if (!source || source.readyState === EventSource.OPEN || !(await isReachable())) return;
    if (this.#source !== source || source.readyState === EventSource.OPEN) return;
    this.#reader.onReset();
    if (source.readyState === EventSource.CLOSED) this.#connect(this.#cursor);
  }
}
