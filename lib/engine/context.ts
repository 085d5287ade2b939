import { type JsonObject, type JsonValue, toJson } from "./json";

export interface HistoryMessage {
  role: "user" | "assistant" | "system";
  content: string;
  /** ISO 8601. */
  timestamp: string;
  /** The position in the session, for messages that came from storage. */
  seq?: number;
}

/** What a step changed: keys set and keys removed. The fold of all patches is the context. */
export interface ContextPatch {
  set: JsonObject;
  remove: string[];
}

const own = (object: JsonObject, key: string): JsonValue | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/**
 * A session's typed state plus its chat history. A task works on a draft: what it sets is visible to itself at once
 * and becomes part of the session when the step is committed, or is dropped when the task throws.
 */
export class Context {
  #values: JsonObject;
  #history: HistoryMessage[];
  #maxChatMessages = Number.POSITIVE_INFINITY;
  #set: JsonObject | undefined;
  #removed: Set<string> | undefined;
  #said: HistoryMessage[] | undefined;
  /** Messages of this draft that the conversation no longer shows, but the record does. */
  #forgotten: HistoryMessage[] | undefined;

  constructor(values: JsonObject = {}, history: HistoryMessage[] = []) {
    this.#values = values;
    this.#history = history;
  }

  /** A context whose chat history keeps only the newest `max` messages. */
  static withMaxChatMessages(max: number): Context {
    const context = new Context();
    context.#maxChatMessages = max;
    return context;
  }

  /** The value stored under a key, or undefined. The type is the caller's word; parse what people wrote. */
  get<T = JsonValue>(key: string): T | undefined {
    if (this.#removed?.has(key)) return undefined;
    const fresh = this.#set && own(this.#set, key);
    return (fresh === undefined ? own(this.#values, key) : fresh) as T | undefined;
  }

  /** Reads a dotted path of own properties (`claim.amount_cents`), for conditions and templates. */
  read(path: string): JsonValue | undefined {
    const [key = "", ...rest] = path.split(".");
    let value = this.get(key);
    for (const name of rest) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
      value = own(value, name);
    }
    return value;
  }

  /** Stores a copy of a JSON value. Throws ContextValueError for anything else and leaves the context as it was. */
  set(key: string, value: unknown): void {
    const copy = toJson(key, value);
    this.#set ??= {};
    this.#set[key] = copy;
    this.#removed?.delete(key);
  }

  remove(key: string): void {
    if (this.#set) delete this.#set[key];
    this.#removed ??= new Set();
    this.#removed.add(key);
  }

  addUserMessage(content: string): void {
    this.#add("user", content);
  }

  addAssistantMessage(content: string): void {
    this.#add("assistant", content);
  }

  addSystemMessage(content: string): void {
    this.#add("system", content);
  }

  /** Oldest first. Storage may hand over only the newest messages of a long session. */
  getChatHistory(): readonly HistoryMessage[] {
    return this.#said ? [...this.#history, ...this.#said].slice(-this.#maxChatMessages) : this.#history;
  }

  getLastMessages(count: number): readonly HistoryMessage[] {
    return count > 0 ? this.getChatHistory().slice(-count) : [];
  }

  /** Forgets the conversation for the tasks to come; what was said stays in the record of the session. */
  clearChatHistory(): void {
    this.#forgotten = this.newMessages().slice();
    this.#history = [];
    this.#said = undefined;
  }

  /** A context that starts from this one and keeps its own changes. */
  draft(): Context {
    const draft = new Context(this.#merged(), this.#said ? [...this.getChatHistory()] : this.#history);
    draft.#maxChatMessages = this.#maxChatMessages;
    return draft;
  }

  /**
   * This context after a committed step. `forgets`: the step cleared the conversation, this many of its messages
   * before the clearing.
   */
  with(patch: ContextPatch, messages: readonly HistoryMessage[], forgets: number | null = null): Context {
    const next = new Context(
      Object.keys(patch.set).length + patch.remove.length > 0 ? applyPatch(this.#merged(), patch) : this.#merged(),
      forgets !== null
        ? messages.slice(forgets)
        : messages.length > 0 || this.#said
          ? [...this.getChatHistory(), ...messages]
          : this.#history,
    );
    next.#maxChatMessages = this.#maxChatMessages;
    return next;
  }

  /** What was set and removed since this context was made. */
  patch(): ContextPatch {
    return { set: this.#set ?? {}, remove: this.#removed ? [...this.#removed] : [] };
  }

  /** The messages added since this context was made. */
  newMessages(): readonly HistoryMessage[] {
    return this.#forgotten ? [...this.#forgotten, ...(this.#said ?? [])] : (this.#said ?? []);
  }

  /** How many of the new messages were said before the conversation was cleared; null when it was not. */
  forgets(): number | null {
    return this.#forgotten?.length ?? null;
  }

  /** All values, changes included. */
  values(): JsonObject {
    return this.#merged();
  }

  toJSON(): { values: JsonObject; chatHistory: readonly HistoryMessage[] } {
    return { values: this.#merged(), chatHistory: this.getChatHistory() };
  }

  static fromJSON(json: { values: JsonObject; chatHistory: readonly HistoryMessage[] }): Context {
    return new Context(json.values, [...json.chatHistory]);
  }

  #merged(): JsonObject {
    return this.#set || this.#removed ? applyPatch(this.#values, this.patch()) : this.#values;
  }

  #add(role: HistoryMessage["role"], content: string): void {
    const text = toJson(`${role} message`, content) as string;
    this.#said ??= [];
    this.#said.push({ role, content: text, timestamp: new Date().toISOString() });
  }
}

/** The values after a patch; the time travel of a session is this, step by step. */
export function applyPatch(values: JsonObject, patch: ContextPatch): JsonObject {
  const next = { ...values, ...patch.set };
  for (const key of patch.remove) delete next[key];
  return next;
}
