import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { packageScript, runNode } from "../processes/spawn-node";

const usualPaths = [
  ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map((name) => `/usr/bin/${name}`),
  "/snap/bin/chromium",
  ...["Google Chrome", "Chromium"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
];

/**
 * The path of a Chromium that starts: the one of PLAYWRIGHT_CHROMIUM, Playwright's own, one of this machine, or one
 * installed now. Throws one line that says what is missing.
 */
export async function findChromium(): Promise<string> {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) {
    if (await canStart(named)) return named;
    throw new Error(`PLAYWRIGHT_CHROMIUM: ${named} is not a Chromium that starts.`);
  }
  return (await findInstalled()) ?? (await install());
}

async function findInstalled(): Promise<string | undefined> {
  for (const candidate of [chromium.executablePath(), ...usualPaths]) {
    if (await canStart(candidate)) return candidate;
  }
  return undefined;
}

async function canStart(executablePath: string): Promise<boolean> {
  if (!existsSync(executablePath)) return false;
  try {
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

async function install(): Promise<string> {
  console.log("No Chromium found; installing one ...");
  await runNode([packageScript("@playwright/test/cli.js"), "install", "chromium"]);
  const downloaded = await findInstalled();
  if (downloaded) return downloaded;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const aptGet = (...args: string[]) =>
      spawnSync("apt-get", args, { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    aptGet("update");
    aptGet("install", "-y", "--no-install-recommends", "chromium");
    const packaged = await findInstalled();
    if (packaged) return packaged;
  }
  throw new Error(
    "No Chromium: none found and none could be installed. " +
      "Install Chromium or Chrome, or set PLAYWRIGHT_CHROMIUM to its path.",
  );
}
