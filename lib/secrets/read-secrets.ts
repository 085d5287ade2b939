import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { z } from "zod";
import { env } from "@/lib/env";

/** The secrets cannot be read. The message names no value and no path; a retry does not help. */
export class SecretsError extends Error {
  readonly code = "secrets_file";
  readonly retryable = false;

  constructor(problem: string) {
    super(`SECRETS_FILE ${problem}`);
    this.name = "SecretsError";
  }
}

const namePattern = /^[A-Z][A-Z0-9_]{0,63}$/;
const prefix = "SECRET_";
const maxSecretsBytes = 1_000_000;

/**
 * The secrets of this installation by name: those of SECRETS_FILE, then the variables SECRET_<NAME>. They are read
 * anew each time, so that a changed secret is used at once. Throws SecretsError.
 */
export function readSecrets(): ReadonlyMap<string, string> {
  const named = Object.entries(process.env).flatMap(([variable, value]): [string, string][] => {
    const name = variable.startsWith(prefix) ? variable.slice(prefix.length) : "";
    return value && namePattern.test(name) ? [[name, value]] : [];
  });
  return new Map([...named, ...(env.SECRETS_FILE ? readFile(env.SECRETS_FILE) : [])]);
}

function readFile(path: string): [string, string][] {
  const text = readOwnFile(path).trim();
  return text.startsWith("{") ? readJson(text) : readLines(text);
}

/** The text of a file that only its owner can change and other users cannot read. */
function readOwnFile(path: string): string {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    throw new SecretsError("cannot be opened: check that the file exists and that GraphFlow may read it.");
  }
  try {
    const { mode, size } = fstatSync(file);
    if (process.platform !== "win32" && (mode & 0o027) !== 0)
      throw new SecretsError("can be read or changed by other users: give it the mode 600 or 640.");
    if (size > maxSecretsBytes) throw new SecretsError("is larger than 1 MB.");
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof SecretsError) throw error;
    throw new SecretsError("cannot be read: it has to be a file.");
  } finally {
    closeSync(file);
  }
}

const jsonSchema = z.record(z.string().regex(namePattern), z.string());

/** Errors of JSON.parse show a part of the text, so none of them is passed on. */
function readJson(text: string): [string, string][] {
  try {
    return Object.entries(jsonSchema.parse(JSON.parse(text))).filter(([, value]) => value !== "");
  } catch {
    throw new SecretsError('is not JSON like {"CRM_TOKEN": "..."}, with names in capital letters and texts as values.');
  }
}

function readLines(text: string): [string, string][] {
  return text.split(/\r?\n/).flatMap((line, index): [string, string][] => {
    const plain = line.trim();
    if (plain === "" || plain.startsWith("#")) return [];
    const equals = plain.indexOf("=");
    const name = plain.slice(0, Math.max(0, equals)).trim();
    if (!namePattern.test(name)) throw new SecretsError(`has no NAME=value in line ${index + 1}.`);
    const value = withoutQuotes(plain.slice(equals + 1).trim());
    return value === "" ? [] : [[name, value]];
  });
}

function withoutQuotes(value: string): string {
  const quote = value.charAt(0);
  const isQuoted = value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return isQuoted ? value.slice(1, -1) : value;
}
