import { CommandRefusedError } from "./define-command";

const notThere = "What is to be changed is not there any more.";

/**
 * Sets the value at a path, or removes it (undefined). Missing objects on the path are created, list entries are not.
 * Throws CommandRefusedError.
 */
export function setAt(root: object, path: readonly (string | number)[], value: unknown): void {
  const last = path.at(-1);
  if (last === undefined) throw new CommandRefusedError(notThere);
  let holder = root;
  for (const key of path.slice(0, -1)) {
    const inner = stepInto(holder, key, value !== undefined);
    if (!inner) return;
    holder = inner;
  }
  if (!Array.isArray(holder)) {
    const key = safeKey(last);
    if (value === undefined) Reflect.deleteProperty(holder, key);
    else Reflect.set(holder, key, value);
    return;
  }
  if (typeof last !== "number" || last < 0 || last > holder.length) throw new CommandRefusedError(notThere);
  if (value === undefined) holder.splice(last, 1);
  else holder[last] = value;
}

/** The object under a key. A missing one is created when `creates`, else undefined is returned. */
function stepInto(holder: object, key: string | number, creates: boolean): object | undefined {
  if (Array.isArray(holder) && typeof key !== "number") throw new CommandRefusedError(notThere);
  const own = safeKey(key);
  const inner: unknown = Object.hasOwn(holder, own) ? Reflect.get(holder, own) : undefined;
  if (typeof inner === "object" && inner !== null) return inner;
  if (inner !== undefined || Array.isArray(holder)) throw new CommandRefusedError(notThere);
  if (!creates) return undefined;
  Reflect.set(holder, own, {});
  return Reflect.get(holder, own) as object;
}

/** Refuses names of Object.prototype: they would lead out of the document. */
function safeKey(key: string | number): string {
  const name = String(key);
  if (name in Object.prototype) throw new CommandRefusedError(`“${name}” is not a name for a value.`);
  return name;
}
