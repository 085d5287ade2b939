/** As references are written (startSession): three letters and eight signs of which some look like no other. */
const reference = /(?<![\p{L}\p{N}])([A-Z]{2,3})([-–—_ ]?)([2-9A-HJ-NP-TV-Z]{8})(?![\p{L}\p{N}])/giu;

/**
 * The reference of another session that a text names: CLM-WD8PBVP6. One of the same kind may be written as "clm
 * wd8pbvp6". `own`: the reference of this session.
 */
export function namedReference(text: string, own: unknown): string | undefined {
  const [ownPrefix] = typeof own === "string" ? own.split("-") : [];
  for (const [whole, prefix = "", sign = "", code = ""] of text.matchAll(reference)) {
    // "exp payments" are two words.
    const isCode = /\d/.test(code) || whole === whole.toUpperCase();
    const isOfKind = prefix.toUpperCase() === ownPrefix || sign === "-";
    const named = `${prefix}-${code}`.toUpperCase();
    if (isCode && isOfKind && named !== own) return named;
  }
  return undefined;
}
