/** The most similar of the names; undefined when none is similar. A name is not similar to itself. */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  const maxDistance = name.length < 5 ? 1 : name.length < 9 ? 2 : 3;
  let best: { name: string; distance: number } | undefined;
  for (const other of names) {
    if (Math.abs(other.length - name.length) > maxDistance || other.length > 64 || other === name) continue;
    const distance = editDistance(name, other);
    if (distance <= maxDistance && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { name: other, distance };
  }
  return best?.name;
}

/** How many letters differ: added, removed or changed (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
