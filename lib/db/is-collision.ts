/**
 * Whether Postgres has rolled a statement back because of another transaction: a lock was not free in time (55P03), a
 * deadlock (40P01) or a serialization failure (40001). Only for the driver's errors; the statement can be retried.
 */
export const isCollision = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  typeof error.code === "string" &&
  /^(55P03|40P01|40001)$/.test(error.code);
