import type { JsonValue, Session, WaitRequest } from "@/lib/engine";
import { type Lease, markStored } from "@/lib/engine/storage-kit";
import { processState } from "@/lib/process-state";

/** What a load has read beside the session itself. A write passes it on, so that it overwrites nothing newer. */
export interface LoadedState {
  /** The seq of the claimant's newest message at the load, read or not. */
  messageSeq: number;
  wait: WaitRequest | null;
  /** The column `answer`: given through the engine's own `save`, or with `acquire`. */
  savedAnswer: JsonValue | null;
  /** The session's answer as it was loaded. */
  answer: JsonValue | undefined;
  /** What its answer is: a person's decision, words that no step has read, or the saved one. */
  answerIs: "decision" | "words" | "saved" | null;
  /** No step has been committed since. */
  isFresh: boolean;
}

/** A session with what its load has read beside it. */
export interface LoadedSession {
  session: Session;
  loaded: LoadedState;
}

/** The state of a session that was not loaded. */
export const nothingLoaded: Readonly<LoadedState> = {
  messageSeq: 0,
  wait: null,
  savedAnswer: null,
  answer: undefined,
  answerIs: null,
  isFresh: true,
};

/** A lease with what its load has read. */
export interface LoadedLease extends Lease {
  loaded: LoadedState;
}

/** The states of the sessions that `get` returned, for `save`. */
const loadedStates = processState("loaded-sessions", () => new WeakMap<Session, LoadedState>());

/** What the load of a session has read; `nothingLoaded` for a session that `get` did not return. */
export const loadedStateOf = (session: Session): LoadedState => loadedStates.get(session) ?? nothingLoaded;

/** The session, which a caller may change and save. */
export function rememberLoaded({ session, loaded }: LoadedSession): Session {
  loadedStates.set(session, loaded);
  markStored(session);
  return session;
}

/** The session was saved as it is now. */
export function rememberSaved(session: Session): void {
  loadedStates.set(session, { ...loadedStateOf(session), wait: session.wait });
  markStored(session);
  session.context.absorb({ set: {}, remove: [] }, []);
}
