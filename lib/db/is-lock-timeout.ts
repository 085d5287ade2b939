/** Whether a statement gave up waiting for a row that somebody else holds (SQLSTATE 55P03, the driver's own error). */
export const isLockTimeout = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "55P03";
