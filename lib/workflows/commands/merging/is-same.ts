/**
 * Whether two JSON values are equal. The order of keys does not matter, and an undefined value equals a missing key.
 */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => isSame(item, other[index]))
    );
  }
  const of = (side: object, key: string): unknown => (Object.hasOwn(side, key) ? Reflect.get(side, key) : undefined);
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
    isSame(of(one, key), of(other, key)),
  );
}
