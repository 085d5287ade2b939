/** Problems of one definition that are listed. A graph that people draw has a few; more than these help no reader. */
export const mostProblems = 1_000;

/** What `look` finds in one item after another, until it is more than can be listed: the rest is not looked at. */
export function gather<Item, Found>(items: Iterable<Item>, look: (item: Item) => readonly Found[]): Found[] {
  const found: Found[] = [];
  for (const item of items) {
    if (found.length > mostProblems) break;
    for (const one of look(item)) found.push(one);
  }
  return found;
}
