import { LRUCache } from "lru-cache";
import type { LiveRows } from "@/components/live/live-event";
import { isStaff, type Principal } from "@/lib/auth/principal";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import type { DeliveredEvent } from "@/lib/sessions/reading/publish-events";
import type { Subject } from "@/lib/sessions/reading/read-subjects";
import { readLiveRows } from "./live-rows";

interface Reader {
  principal: Principal;
  subjects: readonly Subject[];
}

/** Deliveries whose bytes are kept; one has up to about 100 kB. */
const maxKept = 20;

/**
 * The events as server-sent messages, each with the rows of its session. Readers who may see the same and follow the
 * same share the bytes. Never rejects.
 */
export function toMessages(events: DeliveredEvent[], reader: Reader): Promise<Uint8Array> {
  const shared = processState("live-messages", () => new LRUCache<string, Promise<Uint8Array>>({ max: maxKept }));
  const key = keyOf(events, reader);
  const known = shared.get(key) ?? writeMessages(events, reader.principal);
  shared.set(key, known);
  return known;
}

/** Everything that decides what a reader is sent; the person only where an event is of their own claim. */
function keyOf(events: DeliveredEvent[], { principal, subjects }: Reader): string {
  const isOwn = events.some(({ event }) => event.claimantId === principal.userId);
  const seqs = events.map(({ event }) => event.seq);
  const rights = [isStaff(principal), principal.queues.toSorted(), isOwn && principal.userId];
  return JSON.stringify([seqs, subjects, ...rights]);
}

const encoder = new TextEncoder();

async function writeMessages(events: DeliveredEvent[], principal: Principal): Promise<Uint8Array> {
  // Of several events of one session only the last one has the rows.
  const last = new Map(events.map((delivered) => [delivered.event.sessionId, delivered]));
  const messages = events.map(async (delivered) => {
    const { seq, sessionId, type, workflowId } = delivered.event;
    const about = delivered.subjects.map(({ name }) => name).filter(Boolean);
    const data = { seq, sessionId, type, ...(about.length > 0 && { workflowId, subjects: about }) };
    const rows = about.length > 0 && last.get(sessionId) === delivered ? await readRows(delivered, principal) : {};
    return `id: ${seq}\ndata: ${JSON.stringify({ ...data, ...rows })}\n\n`;
  });
  return encoder.encode((await Promise.all(messages)).join(""));
}

/** When the rows cannot be read, the events are sent without them, and their readers fetch them. */
async function readRows(delivered: DeliveredEvent, principal: Principal): Promise<LiveRows> {
  try {
    return await readLiveRows(delivered, principal);
  } catch (error) {
    log.warn({ err: error }, "The rows of an event could not be read");
    return { isUnread: true };
  }
}
