import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { hashApiKey } from "@/lib/auth/api-key";
import { prisma } from "@/lib/db/client";
import { buildIfChanged } from "./build";
import { findChromium } from "./checks/find-chromium";
import { fillDatabase } from "./load/fill-database";
import { runCommand } from "./processes/lifetime";
import { startTemporaryServer } from "./processes/temporary-server";

interface Row {
  name: string;
  bound: string;
  measured: string;
  isMet: boolean | null;
}

/** What this command uses of bench/, which has a tsconfig of its own. */
interface EditorBench {
  measureEditor(baseUrl: string, chromium: string): Promise<Row[]>;
}
interface InboxBench {
  measureInbox(server: { baseURL: string; pid: number; readerKeys: string[] }, chromium: string): Promise<Row[]>;
}

const load = (file: string) => import(pathToFileURL(path.resolve("bench/web", file)).href);
const queue = "claims";
const readers = 40;

// Measures the editor with the largest allowed graph and the inbox with many cases, in a browser against the production
// build. `--only inbox` or `--only editor`; `--open` and `--decided` are numbers of cases.
runCommand(async () => {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      open: { type: "string", default: "2000" },
      decided: { type: "string", default: "20000" },
    },
  });
  const chromium = await findChromium();
  await buildIfChanged();
  const { pid } = await startTemporaryServer();
  const baseURL = `http://${process.env.HOST}:${process.env.PORT}`;
  if (values.only !== "inbox") {
    const { measureEditor }: EditorBench = await load("measure-editor.ts");
    print(await measureEditor(baseURL, chromium));
  }
  if (values.only !== "editor") {
    const readerKeys = await createReaders();
    await fill(Number(values.open), Number(values.decided));
    const { measureInbox }: InboxBench = await load("measure-inbox.ts");
    console.log(`\nWith ${values.open} open and ${values.decided} decided cases:`);
    print(await measureInbox({ baseURL, pid, readerKeys }, chromium));
  }
  return 0;
});

function print(rows: Row[]): void {
  console.log("\n| what | bound | measured | |\n| --- | --- | --- | --- |");
  for (const { name, bound, measured, isMet } of rows) {
    console.log(`| ${name} | ${bound} | ${measured} | ${isMet === null ? "" : isMet ? "met" : "**missed**"} |`);
  }
}

async function fill(open: number, decided: number): Promise<void> {
  const version = await prisma.workflowVersion.findFirstOrThrow({ where: { workflowId: "insurance-claims" } });
  const reviewers = await prisma.user.findMany({ where: { email: { startsWith: "reviewer" } }, select: { id: true } });
  const reviewerIds = reviewers.map(({ id }) => id);
  await fillDatabase({ open, decided, workflowVersionId: version.id, reviewerIds, queue }, (done) => {
    if (done % 100_000 === 0) console.log(`${done} of ${open + decided} cases`);
  });
}

/** Reviewers who only read events; returns their API keys. */
async function createReaders(): Promise<string[]> {
  const keys = Array.from({ length: readers }, (_, index) => `bench-reader-${index}`);
  for (const key of keys) {
    const person = { email: `${key}@example.com`, name: key, roles: ["reviewer" as const], queues: [queue] };
    const apiKeys = { create: { hash: hashApiKey(key), label: "Bench" } };
    await prisma.user.create({ data: { ...person, passwordHash: "-", apiKeys } });
  }
  return keys;
}
