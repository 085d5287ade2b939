import { v4 } from "uuid";

/**
 * A random UUID (version 4) for a message, a tab or a form. `crypto.randomUUID` exists only on HTTPS and localhost;
 * `uuid` also works at an address of the local network.
 */
export const createId = (): string => v4();
