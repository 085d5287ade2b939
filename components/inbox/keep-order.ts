/**
 * The order of a list that somebody stands in: what is shown keeps its place, what is new comes last, what has gone is
 * dropped. So an insert never moves the row that has the focus.
 */
export function keepPlaces(shown: string[], fresh: string[]): string[] {
  const stillThere = new Set(fresh);
  const alreadyShown = new Set(shown);
  return [...shown.filter((id) => stillThere.has(id)), ...fresh.filter((id) => !alreadyShown.has(id))];
}
