/** The id of a message in the conversation, for links to it. */
export const messageAnchor = (seq: number): string => `message-${seq}`;
