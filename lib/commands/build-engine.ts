import { packageEngine } from "./packaging/package-engine";
import { runCommand } from "./processes/lifetime";

runCommand(async () => {
  await packageEngine("dist");
  console.log("The engine is a package in dist/: `npm pack ./dist` makes its archive.");
  return 0;
});
