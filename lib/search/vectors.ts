/** The vector with length 1; zeros stay zeros. */
export function normalize(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return squares > 0 ? vector.map((value) => value / Math.sqrt(squares)) : vector;
}

/** The cosine of the angle between two vectors of length 1. */
export function similarity(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}
