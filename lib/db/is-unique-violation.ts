/** Whether a statement met a unique key (SQLSTATE 23505); Prisma wraps the driver's error of a raw query. */
export function isUniqueViolation(error: unknown): boolean {
  return (
    error instanceof Error &&
    /23505|unique constraint/i.test(`${error.message} ${JSON.stringify("meta" in error ? error.meta : "")}`)
  );
}
