const units: [name: string, seconds: number][] = [
  ["day", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
];

/** Milliseconds in words, with at most two units: "250 ms", "1.4 s", "2 min 5 s", "4 h", "2 days". */
export function describeDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${Number((milliseconds / 1_000).toFixed(1))} s`;
  let rest = Math.round(milliseconds / 1_000);
  const parts: string[] = [];
  for (const [name, seconds] of units) {
    const amount = Math.floor(rest / seconds);
    rest -= amount * seconds;
    if (amount > 0) parts.push(`${amount} ${name}${name === "day" && amount > 1 ? "s" : ""}`);
  }
  return parts.slice(0, 2).join(" ");
}
