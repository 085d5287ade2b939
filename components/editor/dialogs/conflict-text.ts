/** One side of a conflict as text: a string unchanged, any other value as JSON. */
export function conflictText(value: unknown): string {
  if (value === undefined) return "Deleted";
  if (typeof value === "string") return value === "" ? "Empty" : value;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "object" && value !== null && "label" in value && typeof value.label === "string")
    return `${value.label}\n${JSON.stringify(value, null, 2)}`;
  return JSON.stringify(value, null, 2);
}
