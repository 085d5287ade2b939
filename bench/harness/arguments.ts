import { type SystemName, systemNames } from "../system";

export interface Arguments {
  /** Ids of workloads. */
  workloads: string[];
  systems: SystemName[];
  rounds: number;
  /** Of one measured slice. */
  milliseconds: number;
  /** Whether all workloads and systems are measured, in at least five rounds of a second; only such a run is kept. */
  isWhole: boolean;
}

/** Reads the command line; the README lists its arguments. Throws an Error of one line for an unknown one. */
export function readArguments(words: string[], workloadIds: string[]): Arguments {
  const workloads: string[] = [];
  let systems = systemNames;
  let [rounds, milliseconds] = [7, 1200];
  const rest = words.values();
  const next = (): string => rest.next().value ?? "";
  for (const word of rest) {
    if (word === "--quick") [rounds, milliseconds] = [2, 600];
    else if (word === "--rounds") rounds = readCount(word, next());
    else if (word === "--slice") milliseconds = readCount(word, next());
    else if (word === "--only")
      systems = next()
        .split(",")
        .map((name) => readName(name, systemNames));
    else workloads.push(readName(word, workloadIds));
  }
  const isWhole = workloads.length === 0 && systems === systemNames && rounds >= 5 && milliseconds >= 1000;
  return { workloads: workloads.length > 0 ? workloads : workloadIds, systems, rounds, milliseconds, isWhole };
}

function readCount(option: string, word: string): number {
  const value = Number(word);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${option} needs a whole number, not "${word}".`);
  return value;
}

function readName<Name extends string>(word: string, names: Name[]): Name {
  const name = names.find((known) => known.toLowerCase() === word.toLowerCase());
  if (name === undefined) throw new Error(`"${word}" is not one of ${names.join(", ")}.`);
  return name;
}
