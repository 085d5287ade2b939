import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readSecrets } from "./read-secrets";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "secrets-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function useFile(text: string, mode = 0o600): void {
  const file = path.join(folder, "secrets");
  writeFileSync(file, text);
  chmodSync(file, mode);
  vi.stubEnv("SECRETS_FILE", file);
}

test("there are none by default", () => {
  vi.stubEnv("SECRETS_FILE", "");
  expect(readSecrets()).toEqual(new Map());
});

test("they are variables SECRET_<NAME>, and the file's, which come first", () => {
  vi.stubEnv("SECRET_CRM_TOKEN", "of the environment");
  vi.stubEnv("SECRET_lower", "is not a name");
  vi.stubEnv("SECRET_OTHER", "other value");
  useFile('{"CRM_TOKEN": "of the file", "EMPTY": ""}');
  expect(readSecrets()).toEqual(
    new Map([
      ["CRM_TOKEN", "of the file"],
      ["OTHER", "other value"],
    ]),
  );
});

test("the file may have lines of NAME=value", () => {
  useFile("# for the CRM\nCRM_TOKEN = abc=def \r\n\nQUOTED=\"with spaces \"\nSINGLE='x'\nEMPTY=\n");
  expect([...readSecrets()]).toEqual([
    ["CRM_TOKEN", "abc=def"],
    ["QUOTED", "with spaces "],
    ["SINGLE", "x"],
  ]);
});

test("a changed file is read at once", () => {
  useFile("TOKEN=first-value");
  expect(readSecrets().get("TOKEN")).toBe("first-value");
  useFile("TOKEN=second-value");
  expect(readSecrets().get("TOKEN")).toBe("second-value");
});

test.each([0o644, 0o604, 0o620, 0o666])("a file that others can read or change is refused (%o)", (mode) => {
  useFile("TOKEN=value-of-token", mode);
  expect(readSecrets).toThrow("can be read or changed by other users");
});

test.each([0o600, 0o400, 0o640, 0o440])("its owner and its group may read it (%o)", (mode) => {
  useFile("TOKEN=value-of-token", mode);
  expect(readSecrets().size).toBe(1);
});

test.each([
  ["no JSON", '{"TOKEN": "value-of-token" '],
  ["a number as value", '{"TOKEN": 12345678, "B": "value-of-token"}'],
  ["a wrong name", '{"token": "value-of-token"}'],
  ["a line without a name", "TOKEN=good\nvalue-of-token"],
  ["a name in small letters", "token=value-of-token"],
])("a file with %s is refused, without its text in the error", (_what, text) => {
  useFile(text);
  expect(readSecrets).toThrow("SECRETS_FILE");
  try {
    readSecrets();
  } catch (error) {
    expect(String(error)).not.toContain("value-of-token");
    expect(String(error)).not.toContain(folder);
    expect(error).toMatchObject({ code: "secrets_file", retryable: false });
    expect((error as Error).cause).toBeUndefined();
  }
});

test("a file that is not there, a folder, and a very large file are refused", () => {
  vi.stubEnv("SECRETS_FILE", path.join(folder, "missing"));
  expect(readSecrets).toThrow("cannot be opened");
  vi.stubEnv("SECRETS_FILE", folder);
  chmodSync(folder, 0o700);
  expect(readSecrets).toThrow("cannot be read");
  useFile(`A=${"x".repeat(1_000_001)}`);
  expect(readSecrets).toThrow("larger than 1 MB");
});
