/** The address of a claim of this workflow that is not stored yet. */
export const newClaimAddress = (sessionId: string, workflowId: string): string =>
  `/claims/${sessionId}?new=${workflowId}`;
