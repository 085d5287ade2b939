/** Characters of a name. With more it might not fit into an index. */
const maxLength = 500;

/** Characters that no name shows: controls, and marks that turn the direction of writing around. */
const hidden = /[\p{Cc}\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * The name of a file as its document keeps it: the path inside the folder it came from, "motor/terms.md", so that files
 * of one name in two folders are two documents. It never leads out of that folder. Undefined when the name is too long
 * or nothing is left of it.
 */
export function cleanFileName(name: string): string | undefined {
  if (name.length > 2 * maxLength) return undefined;
  const parts = name
    .toWellFormed()
    .replace(hidden, "")
    .normalize("NFC")
    .split(/[/\\]/)
    .map((part) => part.trim())
    .filter((part) => part !== "" && part !== "." && part !== "..");
  const cleaned = parts.join("/");
  return cleaned === "" || cleaned.length > maxLength ? undefined : cleaned;
}
