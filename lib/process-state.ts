const key = Symbol.for("graphflow.process-state");
const holder = globalThis as { [key]?: Map<string, unknown> };

/**
 * The state of this process with the given name, made by `make` when it is asked for first. A production build holds
 * several copies of a module and `next dev` loads modules again: a variable of a module exists once per copy, this
 * exists once per process. Names are unique in the repository.
 */
export function processState<State>(name: string, make: () => State): State {
  holder[key] ??= new Map();
  const known = holder[key];
  if (!known.has(name)) known.set(name, make());
  return known.get(name) as State;
}
