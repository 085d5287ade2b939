/**
 * Whether a statement met a unique key (SQLSTATE 23505): the driver's error, Prisma's for a query of its own (P2002), or
 * the one that Prisma puts around a raw query's (P2010), which says the SQLSTATE only in its text.
 */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const { code, message } = error;
  return code === "23505" || code === "P2002" || (code === "P2010" && message.includes("Code: `23505`"));
}
