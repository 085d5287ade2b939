/** Codes have at least so many bits: fewer find too few of the nearest passages among 100,000. */
const minBits = 1_024;

/**
 * The code of an embedding: the signs of its components after fixed pseudorandom rotations, as text of 0 and 1.
 * Embeddings of a small angle differ in few bits. Without a rotation the first components, which are the largest, would
 * decide everything. 1,024 bits for 128 dimensions, eight for each; at least one bit for each dimension. The same
 * embedding always gives the same code, because codes are stored.
 */
export function toCode(embedding: Float32Array): string {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, embedding.length)));
  const random = seededRandom(size);
  let code = "";
  for (let rotation = 0; rotation < Math.max(1, minBits / size); rotation++) {
    const rotated = new Float32Array(size);
    rotated.set(embedding);
    // Two rounds mix every component with every other one, in an order that looks random.
    for (let round = 0; round < 2; round++) {
      for (let index = 0; index < size; index++) if (random() < 0.5) rotated[index] = -(rotated[index] ?? 0);
      transform(rotated);
    }
    for (const value of rotated) code += value > 0 ? "1" : "0";
  }
  return code;
}

/** The Walsh-Hadamard transform in place: a rotation (and a scaling, which signs do not show). */
function transform(vector: Float32Array): void {
  for (let half = 1; half < vector.length; half *= 2) {
    for (let start = 0; start < vector.length; start += 2 * half) {
      for (let index = start; index < start + half; index++) {
        const [one, other] = [vector[index] ?? 0, vector[index + half] ?? 0];
        vector[index] = one + other;
        vector[index + half] = one - other;
      }
    }
  }
}

/** Marsaglia's xorshift generator; from 0 to 1, without 1. `seed` is not 0. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state / 2 ** 32;
  };
}
