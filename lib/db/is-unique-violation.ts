/**
 * Whether a statement violated a unique key (SQLSTATE 23505): the driver's error, Prisma's error for its own queries
 * (P2002), or Prisma's error for raw queries (P2010), which has the SQLSTATE only in its text.
 */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const { code, message } = error;
  return code === "23505" || code === "P2002" || (code === "P2010" && message.includes("Code: `23505`"));
}
