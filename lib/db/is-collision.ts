/**
 * Whether a statement met somebody else's and Postgres has undone it: it waited too long for a row (55P03), deadlocked
 * (40P01) or could not be put in order with another one (40001). The driver's own error; sent again it may go through.
 */
export const isCollision = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  typeof error.code === "string" &&
  /^(55P03|40P01|40001)$/.test(error.code);
