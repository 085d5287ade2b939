import { LRUCache } from "lru-cache";
import type { LiveRows } from "@/components/live/live-event";
import type { Principal } from "@/lib/auth/principal";
import { readClaimRows } from "@/lib/chat/data";
import { readCaseRows } from "@/lib/inbox/data";
import { withoutInternals } from "@/lib/inbox/read-row";
import { processState } from "@/lib/process-state";
import { readSessionRows } from "@/lib/sessions/reading/find-sessions";
import type { DeliveredEvent } from "@/lib/sessions/reading/publish-events";

/** Reads rows for several sessions at once. */
type Reader<Row> = (sessionIds: readonly string[]) => Promise<Map<string, Row>>;

const maxKept = 200;

/** A cache of rows for all streams of the process. Requests of the same tick are one query. */
class SharedRows<Row> {
  readonly #read: Reader<Row>;
  /** By the session and the cursor of its event. */
  readonly #kept = new LRUCache<string, Promise<Row | undefined>>({ max: maxKept });
  #asked: Set<string> | undefined;
  #reading: Promise<Map<string, Row>> = Promise.resolve(new Map());

  constructor(read: Reader<Row>) {
    this.#read = read;
  }

  get(sessionId: string, seq: number): Promise<Row | undefined> {
    const key = `${sessionId} ${seq}`;
    const known = this.#kept.get(key);
    if (known) return known;
    const row = this.#ask(sessionId).then((rows) => rows.get(sessionId));
    this.#kept.set(key, row);
    // A failed read is not kept: another stream may ask again.
    row.catch(() => this.#kept.delete(key));
    return row;
  }

  #ask(sessionId: string): Promise<Map<string, Row>> {
    if (!this.#asked) {
      const asked = new Set<string>();
      this.#asked = asked;
      this.#reading = Promise.resolve().then(() => {
        this.#asked = undefined;
        return this.#read([...asked]);
      });
    }
    this.#asked.add(sessionId);
    return this.#reading;
  }
}

const rows = () =>
  processState("live-rows", () => ({
    cases: new SharedRows(readCaseRows),
    sessions: new SharedRows(readSessionRows),
    claims: new SharedRows(readClaimRows),
  }));

/** The rows of the session of this event, for the lists that the reader follows. */
export async function readLiveRows({ event, subjects }: DeliveredEvent, principal: Principal): Promise<LiveRows> {
  const { sessionId, seq } = event;
  const follows = (kind: string) => subjects.some((subject) => subject.kind === kind);
  const { cases, sessions, claims } = rows();
  const [ofCases, session, claim] = await Promise.all([
    follows("queue") || follows("case") ? cases.get(sessionId, seq) : undefined,
    follows("sessions") ? sessions.get(sessionId, seq) : undefined,
    follows("claims") ? claims.get(sessionId, seq) : undefined,
  ]);
  const ofQueues = ofCases?.filter(({ queue }) => principal.queues.includes(queue));
  return {
    ...(ofQueues && { cases: event.claimantId === principal.userId ? ofQueues.map(withoutInternals) : ofQueues }),
    ...(session && { session }),
    ...(claim && { claim }),
  };
}
