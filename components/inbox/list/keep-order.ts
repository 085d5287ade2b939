/**
 * The order of a list that has the focus: shown ids keep their places, new ids come last, removed ids are dropped. An
 * insert therefore never moves the focused row.
 */
export function keepOrder(shown: string[], current: string[]): string[] {
  const remaining = new Set(current);
  const alreadyShown = new Set(shown);
  return [...shown.filter((id) => remaining.has(id)), ...current.filter((id) => !alreadyShown.has(id))];
}
