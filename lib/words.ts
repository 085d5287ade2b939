/** The text with its first letter large: "car" is "Car". */
export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The text with its first letter small: "Car" is "car". */
export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A count with its noun: "1 session", "1,200 sessions". The plural is the noun with an s. */
export const countNoun = (count: number, noun: string): string =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
