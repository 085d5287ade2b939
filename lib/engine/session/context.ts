import { ContextValueError } from "../errors";
import { freeze, isIsoTime, type JsonObject, type JsonValue, toJson } from "../json";
import type { ContextKey } from "./context-key";
import { own, readPath } from "./read-path";

/** One message of a conversation. */
export interface HistoryMessage {
  role: "user" | "assistant" | "system";
  content: string;
  /** ISO 8601. */
  timestamp: string;
  /** The position in the session, for messages that came from storage. */
  seq?: number;
  /** What the application stores with the message. The engine does not interpret it. */
  data?: JsonObject;
}

/** A context as JSON. */
export interface ContextJson {
  values: JsonObject;
  chatHistory: readonly HistoryMessage[];
  maxChatMessages?: number;
}

/** What a step changed: keys set and keys removed. The fold of all patches is the context. */
export interface ContextPatch {
  set: JsonObject;
  remove: string[];
}

/** The patch of a step that changed nothing. */
export const emptyPatch: ContextPatch = { set: {}, remove: [] };
const nothingRemoved: string[] = [];
const noMessages: readonly HistoryMessage[] = [];

const newest = <Item>(items: Item[], max: number | undefined): Item[] =>
  max === undefined || items.length <= max ? items : items.slice(items.length - max);

/**
 * A session's typed state plus its chat history. A task works on a draft: what it sets is visible to itself at once
 * and becomes part of the session when the step is committed, or is dropped when the task throws.
 */
export class Context {
  #values: JsonObject;
  #history: HistoryMessage[];
  /** Another context uses the same values and history: `absorb` copies them first. */
  #isShared = true;
  #maxChatMessages: number | undefined;
  #now: (() => Date) | undefined;
  #set: JsonObject | undefined;
  /** `#set` was given out as a patch: the next change copies it first. */
  #isSetShared = false;
  #removed: Set<string> | undefined;
  #newMessages: HistoryMessage[] | undefined;
  /** Messages of this draft from before it cleared the conversation: they are still recorded. */
  #clearedMessages: HistoryMessage[] | undefined;

  constructor(values: JsonObject = {}, history: HistoryMessage[] = []) {
    this.#values = values;
    this.#history = history;
  }

  /**
   * A context whose chat history keeps only the newest `max` messages. The limit is not stored with a session: a
   * storage decides how many messages a loaded session has. Throws RangeError for less than 0.
   */
  static withMaxChatMessages(max: number): Context {
    if (!(max >= 0)) throw new RangeError(`A context cannot keep ${max} messages.`);
    const context = new Context();
    if (max < Number.POSITIVE_INFINITY) context.#maxChatMessages = max;
    return context;
  }

  /**
   * The value stored under a key, or undefined. It is frozen: only `set` changes a session. A declared key gives a
   * value of its shape or throws ContextValueError; for a name the caller chooses the type unchecked. A name with dots
   * that is not itself a key is a path into objects (`fan_out.child.field`): at each level the longest key that exists
   * is taken.
   */
  get<Value>(key: ContextKey<Value>): Value | undefined;
  get<Value = JsonValue>(key: string): Value | undefined;
  get<Value>(key: string | ContextKey<Value>): Value | undefined {
    if (typeof key === "string") return this.#get(key) as Value | undefined;
    const value = this.#get(key.name);
    if (value === undefined) return undefined;
    const parsed = key.schema.safeParse(value);
    if (!parsed.success) throw new ContextValueError(key.name, `what is stored is not what was declared`, parsed.error);
    return freeze(parsed.data);
  }

  /** Reads a dotted path of own properties (`order.total`), for conditions and templates. */
  read(path: string): JsonValue | undefined {
    return this.#get(path);
  }

  /**
   * Stores a copy of a JSON value. Throws ContextValueError for anything else, and for a value that is not of the
   * declared key's shape, and leaves the context as it was.
   */
  set<Value>(key: ContextKey<Value>, value: NoInfer<Value>): void;
  set(key: string, value: unknown): void;
  set(key: string | ContextKey<unknown>, value: unknown): void {
    const name = typeof key === "string" ? key : key.name;
    if (typeof key !== "string") {
      const parsed = key.schema.safeParse(value);
      if (!parsed.success) throw new ContextValueError(name, "the value is not what was declared", parsed.error);
    }
    if (name === "__proto__" || name.includes("\u0000") || !name.isWellFormed())
      throw new ContextValueError(name, "it cannot be a key");
    const copy = toJson(name, value);
    const set = this.#ownSet();
    set[name] = copy;
    this.#removed?.delete(name);
  }

  /** Removes a value. A missing key is not an error. */
  remove(key: string | ContextKey<unknown>): void {
    const name = typeof key === "string" ? key : key.name;
    if (this.#set) delete this.#ownSet()[name];
    this.#removed ??= new Set();
    this.#removed.add(name);
  }

  /** Removes every value. The chat history stays. */
  clear(): void {
    for (const key of Object.keys(this.#merged())) this.remove(key);
  }

  /** Adds a message with the time of now. Throws ContextValueError for text that cannot be stored (NUL). */
  addUserMessage(content: string): void {
    this.#add("user", content);
  }

  /** `data` is stored with the message; ContextValueError for data that is not JSON. */
  addAssistantMessage(content: string, data?: JsonObject): void {
    this.#add("assistant", content, data);
  }

  addSystemMessage(content: string): void {
    this.#add("system", content);
  }

  /** Adds messages with their own times. Throws ContextValueError for messages that cannot be stored. */
  addMessages(messages: readonly HistoryMessage[]): void {
    const checked = messages.map(({ role, content, timestamp, data }) => {
      if (!isIsoTime(timestamp))
        throw new ContextValueError(`${role} message`, "its time is not a full one of ISO 8601, with its zone");
      return { role, content: toJson(`${role} message`, content) as string, timestamp, ...storableData(role, data) };
    });
    for (const message of checked) this.#addNew(message);
  }

  /** Oldest first. Storage may hand over only the newest messages of a long session. */
  getChatHistory(): readonly HistoryMessage[] {
    return newest([...this.#history, ...(this.#newMessages ?? [])], this.#maxChatMessages);
  }

  /** The newest `count` messages, oldest first. */
  getLastMessages(count: number): readonly HistoryMessage[] {
    return count > 0 ? this.getChatHistory().slice(-count) : [];
  }

  /** Hides the conversation from the tasks that follow. The messages stay in the history of the session. */
  clearChatHistory(): void {
    this.#clearedMessages = this.newMessages().slice();
    this.#history = [];
    this.#newMessages = undefined;
  }

  /** A context that reads this one and keeps its own changes. `now` gives the times of its messages. */
  draft(now?: () => Date): Context {
    const draft = new Context(this.#merged(), this.#newMessages ? [...this.getChatHistory()] : this.#history);
    draft.#maxChatMessages = this.#maxChatMessages;
    draft.#now = now ?? this.#now;
    return draft;
  }

  /** A draft that does not change when this context absorbs later steps. */
  copy(): Context {
    this.#isShared = true;
    return this.draft();
  }

  /**
   * Makes a committed step part of this context. `clearedAfter`: the step cleared the conversation after this many of
   * its messages.
   */
  absorb(patch: ContextPatch, messages: readonly HistoryMessage[], clearedAfter: number | null = null): void {
    const isEdited = this.#set || this.#removed || this.#newMessages || this.#clearedMessages;
    if (!isEdited && patch === emptyPatch && messages.length === 0 && clearedAfter === null) return;
    if (this.#isShared || isEdited) {
      this.#values = { ...this.#merged() };
      this.#history = [...this.getChatHistory()];
      this.#isShared = false;
      this.#set = this.#removed = this.#newMessages = this.#clearedMessages = undefined;
    }
    Object.assign(this.#values, patch.set);
    for (const key of patch.remove) delete this.#values[key];
    if (clearedAfter !== null) this.#history = messages.slice(clearedAfter);
    else if (messages.length > 0) this.#history.push(...messages);
    this.#history = newest(this.#history, this.#maxChatMessages);
  }

  /** What was set and removed since this context was made. Later changes are not in it. */
  patch(): ContextPatch {
    if (!this.#set && !this.#removed) return emptyPatch;
    this.#isSetShared = true;
    return { set: this.#set ?? {}, remove: this.#removed ? [...this.#removed] : nothingRemoved };
  }

  /** The messages added since this context was made. Later messages are not in it. */
  newMessages(): readonly HistoryMessage[] {
    return this.#newMessages || this.#clearedMessages
      ? [...(this.#clearedMessages ?? []), ...(this.#newMessages ?? [])]
      : noMessages;
  }

  /** How many of the new messages were added before the conversation was cleared; null when it was not. */
  clearedAfter(): number | null {
    return this.#clearedMessages?.length ?? null;
  }

  /** All values as they are now, changes included; frozen inside, as `get` gives them. */
  values(): JsonObject {
    const values = { ...this.#merged() };
    for (const value of Object.values(values)) freeze(value);
    return values;
  }

  /** The whole context, for `fromJSON`. */
  toJSON(): ContextJson {
    const json: ContextJson = { values: this.values(), chatHistory: this.getChatHistory() };
    if (this.#maxChatMessages !== undefined) json.maxChatMessages = this.#maxChatMessages;
    return json;
  }

  /**
   * A context from what `toJSON` gave. The messages of its chat history are not new: a session that is saved with it
   * records only those added later. Throws ContextValueError, with the key, for a value that is not JSON.
   */
  static fromJSON({ values, chatHistory, maxChatMessages }: ContextJson): Context {
    const context = new Context({}, [...chatHistory]);
    for (const [key, value] of Object.entries(values)) context.set(key, value);
    context.absorb(emptyPatch, []);
    if (maxChatMessages !== undefined) context.#maxChatMessages = maxChatMessages;
    return context;
  }

  #get(path: string): JsonValue | undefined {
    return freeze(path.includes(".") ? readPath((key) => this.#own(key), path.split(".")) : this.#own(path));
  }

  #ownSet(): JsonObject {
    if (this.#set === undefined || this.#isSetShared) {
      this.#set = { ...this.#set };
      this.#isSetShared = false;
    }
    return this.#set;
  }

  #own(key: string): JsonValue | undefined {
    if (this.#removed?.has(key)) return undefined;
    const fresh = this.#set && own(this.#set, key);
    return fresh === undefined ? own(this.#values, key) : fresh;
  }

  #merged(): JsonObject {
    if (!this.#set && !this.#removed) return this.#values;
    return applyPatch(this.#values, { set: this.#set ?? {}, remove: [...(this.#removed ?? [])] });
  }

  #add(role: HistoryMessage["role"], content: string, data?: JsonObject): void {
    const text = toJson(`${role} message`, content) as string;
    const timestamp = (this.#now?.() ?? new Date()).toISOString();
    this.#addNew({ role, content: text, timestamp, ...storableData(role, data) });
  }

  #addNew(message: HistoryMessage): void {
    this.#newMessages ??= [];
    this.#newMessages.push(message);
  }
}

/** A frozen copy of a message's data, as a property; nothing for a message without data. */
const storableData = (role: string, data: JsonObject | undefined): Pick<HistoryMessage, "data"> =>
  data === undefined ? {} : { data: freeze(toJson(`data of a ${role} message`, data)) as JsonObject };

/** One patch for two, the second after the first. */
export function mergePatches(first: ContextPatch, second: ContextPatch): ContextPatch {
  const set = applyPatch(first.set, second);
  return { set, remove: [...new Set([...first.remove, ...second.remove])].filter((key) => !Object.hasOwn(set, key)) };
}

/** The values after a patch. */
export function applyPatch(values: JsonObject, patch: ContextPatch): JsonObject {
  const next = { ...values, ...patch.set };
  for (const key of patch.remove) delete next[key];
  return next;
}
