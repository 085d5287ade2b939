const names = [
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
  "eighteen nineteen twenty",
];

/** Small numbers by their names. */
export const spelledNumbers: ReadonlyMap<string, number> = new Map(
  names
    .join(" ")
    .split(" ")
    .map((name, value) => [name, value]),
);
