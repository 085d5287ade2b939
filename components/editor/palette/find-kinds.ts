interface Named {
  label: string;
  description: string;
}

/** The kinds that a search means: those whose name begins with it first, then those that only mention it. */
export function findKinds<Kind extends Named>(kinds: readonly Kind[], query: string): Kind[] {
  const wanted = query.trim().toLowerCase();
  const rank = ({ label, description }: Named): number => {
    const name = label.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (name.includes(wanted)) return 1;
    return description.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return kinds.filter((kind) => rank(kind) < 3).toSorted((a, b) => rank(a) - rank(b));
}
