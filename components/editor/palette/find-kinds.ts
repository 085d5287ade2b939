interface DescribedKind {
  label: string;
  description: string;
}

/** The kinds that match a query. Kinds whose name starts with it come first, then names, then descriptions. */
export function findKinds<Kind extends DescribedKind>(kinds: readonly Kind[], query: string): Kind[] {
  const wanted = query.trim().toLowerCase();
  const rank = ({ label, description }: DescribedKind): number => {
    const name = label.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (name.includes(wanted)) return 1;
    return description.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return kinds.filter((kind) => rank(kind) < 3).toSorted((a, b) => rank(a) - rank(b));
}
