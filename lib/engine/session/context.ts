import { ContextValueError } from "../errors";
import { freeze, isIsoTime, isObject, type JsonObject, type JsonValue, toJson } from "../json";
import type { ContextKey } from "./context-key";

export interface HistoryMessage {
  role: "user" | "assistant" | "system";
  content: string;
  /** ISO 8601. */
  timestamp: string;
  /** The position in the session, for messages that came from storage. */
  seq?: number;
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

const own = (object: JsonObject, key: string): JsonValue | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

const newest = <Item>(items: Item[], max: number | undefined): Item[] =>
  max === undefined || items.length <= max ? items : items.slice(items.length - max);

/**
 * A session's typed state plus its chat history. A task works on a draft: what it sets is visible to itself at once
 * and becomes part of the session when the step is committed, or is dropped when the task throws.
 */
export class Context {
  #values: JsonObject;
  #history: HistoryMessage[];
  /** Values and history belong to somebody else too: `absorb` copies them first. */
  #isShared = true;
  #maxChatMessages: number | undefined;
  #now: (() => Date) | undefined;
  #set: JsonObject | undefined;
  /** `#set` was given out as a patch: the next change copies it first. */
  #isSetShared = false;
  #removed: Set<string> | undefined;
  #said: HistoryMessage[] | undefined;
  /** Messages of this draft that the conversation no longer shows, but the record does. */
  #forgotten: HistoryMessage[] | undefined;

  constructor(values: JsonObject = {}, history: HistoryMessage[] = []) {
    this.#values = values;
    this.#history = history;
  }

  /**
   * A context whose chat history keeps only the newest `max` messages. It is kept with the context, not with the session:
   * how much of a conversation a loaded session shows is its storage's to say. Throws RangeError for less than 0.
   */
  static withMaxChatMessages(max: number): Context {
    if (!(max >= 0)) throw new RangeError(`A context cannot keep ${max} messages.`);
    const context = new Context();
    if (max < Number.POSITIVE_INFINITY) context.#maxChatMessages = max;
    return context;
  }

  /**
   * The value stored under a key, or undefined; frozen, so that what changes a session goes through `set`. A declared
   * key gives a value of its shape or throws ContextValueError; for a name the type is the caller's word. A name with
   * dots that is no key itself reaches into objects (`fan_out.child.field`), by the longest key that is there.
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

  /** Reads a dotted path of own properties (`claim.amount_cents`), for conditions and templates. */
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

  /** Removes a value; a key that is not there is no error. */
  remove(key: string | ContextKey<unknown>): void {
    const name = typeof key === "string" ? key : key.name;
    if (this.#set) delete this.#ownSet()[name];
    this.#removed ??= new Set();
    this.#removed.add(name);
  }

  /** As the others of its kind: says it now. Throws ContextValueError for what cannot be stored (NUL). */
  addUserMessage(content: string): void {
    this.#add("user", content);
  }

  addAssistantMessage(content: string): void {
    this.#add("assistant", content);
  }

  addSystemMessage(content: string): void {
    this.#add("system", content);
  }

  /** Adds messages as they were said elsewhere, times included. Throws ContextValueError for what cannot be stored. */
  addMessages(messages: readonly HistoryMessage[]): void {
    const checked = messages.map(({ role, content, timestamp }) => {
      if (!isIsoTime(timestamp))
        throw new ContextValueError(`${role} message`, "its time is not a full one of ISO 8601, with its zone");
      return { role, content: toJson(`${role} message`, content) as string, timestamp };
    });
    for (const message of checked) this.#say(message);
  }

  /** Oldest first. Storage may hand over only the newest messages of a long session. */
  getChatHistory(): readonly HistoryMessage[] {
    return newest([...this.#history, ...(this.#said ?? [])], this.#maxChatMessages);
  }

  /** The newest so many, oldest first. */
  getLastMessages(count: number): readonly HistoryMessage[] {
    return count > 0 ? this.getChatHistory().slice(-count) : [];
  }

  /** Forgets the conversation for the tasks to come; what was said stays in the record of the session. */
  clearChatHistory(): void {
    this.#forgotten = this.newMessages().slice();
    this.#history = [];
    this.#said = undefined;
  }

  /** A context that reads through to this one and keeps its own changes; `now` is the clock of what is said in it. */
  draft(now?: () => Date): Context {
    const draft = new Context(this.#merged(), this.#said ? [...this.getChatHistory()] : this.#history);
    draft.#maxChatMessages = this.#maxChatMessages;
    draft.#now = now ?? this.#now;
    return draft;
  }

  /** A draft that this context's later commits do not show in. */
  copy(): Context {
    this.#isShared = true;
    return this.draft();
  }

  /**
   * Makes a committed step part of this context. `clearedAfter`: the step cleared the conversation, this many of its
   * messages before the clearing.
   */
  absorb(patch: ContextPatch, messages: readonly HistoryMessage[], clearedAfter: number | null = null): void {
    const isEdited = this.#set || this.#removed || this.#said || this.#forgotten;
    if (!isEdited && patch === emptyPatch && messages.length === 0 && clearedAfter === null) return;
    if (this.#isShared || isEdited) {
      this.#values = { ...this.#merged() };
      this.#history = [...this.getChatHistory()];
      this.#isShared = false;
      this.#set = this.#removed = this.#said = this.#forgotten = undefined;
    }
    Object.assign(this.#values, patch.set);
    for (const key of patch.remove) delete this.#values[key];
    if (clearedAfter !== null) this.#history = messages.slice(clearedAfter);
    else if (messages.length > 0) this.#history.push(...messages);
    this.#history = newest(this.#history, this.#maxChatMessages);
  }

  /** What was set and removed since this context was made; what is set later does not show in it. */
  patch(): ContextPatch {
    if (!this.#set && !this.#removed) return emptyPatch;
    this.#isSetShared = true;
    return { set: this.#set ?? {}, remove: this.#removed ? [...this.#removed] : nothingRemoved };
  }

  /** The messages added since this context was made; what is said later does not show in it. */
  newMessages(): readonly HistoryMessage[] {
    return this.#said || this.#forgotten ? [...(this.#forgotten ?? []), ...(this.#said ?? [])] : noMessages;
  }

  /** How many of the new messages were said before the conversation was cleared; null when it was not. */
  clearedAfter(): number | null {
    return this.#forgotten?.length ?? null;
  }

  /** All values as they are now, changes included; frozen inside, as `get` gives them. */
  values(): JsonObject {
    const values = { ...this.#merged() };
    for (const value of Object.values(values)) freeze(value);
    return values;
  }

  /** All that is in it now, for `fromJSON`. */
  toJSON(): ContextJson {
    const json: ContextJson = { values: this.values(), chatHistory: this.getChatHistory() };
    if (this.#maxChatMessages !== undefined) json.maxChatMessages = this.#maxChatMessages;
    return json;
  }

  /**
   * The context that `toJSON` gave. Its chat history counts as said before: a session that is saved with it keeps what is
   * said from then on. Throws ContextValueError, naming the key, for a value that is not JSON.
   */
  static fromJSON({ values, chatHistory, maxChatMessages }: ContextJson): Context {
    const context = new Context({}, [...chatHistory]);
    for (const [key, value] of Object.entries(values)) context.set(key, value);
    context.absorb(emptyPatch, []);
    if (maxChatMessages !== undefined) context.#maxChatMessages = maxChatMessages;
    return context;
  }

  #get(path: string): JsonValue | undefined {
    return freeze(path.includes(".") ? reach((key) => this.#own(key), path.split(".")) : this.#own(path));
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

  #add(role: HistoryMessage["role"], content: string): void {
    const text = toJson(`${role} message`, content) as string;
    this.#say({ role, content: text, timestamp: (this.#now?.() ?? new Date()).toISOString() });
  }

  #say(message: HistoryMessage): void {
    this.#said ??= [];
    this.#said.push(message);
  }
}

/** One patch for two, the second after the first. */
export function mergePatches(first: ContextPatch, second: ContextPatch): ContextPatch {
  const set = applyPatch(first.set, second);
  return { set, remove: [...new Set([...first.remove, ...second.remove])].filter((key) => !Object.hasOwn(set, key)) };
}

/** What a path leads to, by the longest key at each step that leads on. */
function reach(read: (key: string) => JsonValue | undefined, names: string[]): JsonValue | undefined {
  for (let length = names.length; length > 0; length--) {
    const value = read(names.slice(0, length).join("."));
    const rest = names.slice(length);
    const found = rest.length === 0 ? value : isObject(value) ? reach((key) => own(value, key), rest) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The values after a patch; the time travel of a session is this, step by step. */
export function applyPatch(values: JsonObject, patch: ContextPatch): JsonObject {
  const next = { ...values, ...patch.set };
  for (const key of patch.remove) delete next[key];
  return next;
}
