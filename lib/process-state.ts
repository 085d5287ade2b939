const key = Symbol.for("graphflow.process-state");
const holder = globalThis as { [key]?: Map<string, unknown> };

/**
 * The state of this process with the given name; `make` creates it at the first call. A production build contains
 * several copies of a module, and `next dev` loads modules again: a variable of a module exists once per copy, this
 * state exists once per process. Names are unique in the repository.
 */
export function processState<State>(name: string, make: () => State): State {
  holder[key] ??= new Map();
  const known = holder[key];
  if (!known.has(name)) known.set(name, make());
  return known.get(name) as State;
}
