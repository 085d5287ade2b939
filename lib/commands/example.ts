import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { runCommand } from "./processes/lifetime";

/** The exports of a file in examples/. */
interface Example {
  main(print: (line: string) => void): Promise<void>;
}

const folder = path.resolve("examples");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => path.basename(file, ".ts"));

runCommand(async () => {
  const [name = ""] = process.argv.slice(2);
  if (!names.includes(name)) {
    console.error(`${name ? `There is no example "${name}".` : "Which example?"} npm run example <name>, one of:`);
    for (const known of names) console.error(`  ${known}`);
    return 1;
  }
  const { main }: Example = await import(pathToFileURL(path.join(folder, `${name}.ts`)).href);
  await main(console.log);
  return 0;
});
