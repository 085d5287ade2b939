import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { freePort } from "@/lib/db/embedded-postgres";

const secret = "a-secret-of-at-least-16-characters";

function start(env: Record<string, string>) {
  const args = ["--disable-warning=ExperimentalWarning", "--import", "tsx", "lib/commands/start.ts"];
  const begin = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    env: { ...process.env, ...env },
    encoding: "utf8",
    timeout: 15_000,
  });
  return { status, lines: `${stdout}${stderr}`.trim().split("\n"), seconds: (performance.now() - begin) / 1000 };
}

it("stops with one line when the port is in use, before anything else", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const { status, lines } = start({ PORT: port });
  other.close();
  expect(lines).toEqual([`Port ${port} is already in use: stop what uses it, or set PORT to another one.`]);
  expect(status).toBe(1);
});

it("stops with one line within 8 seconds when DATABASE_URL cannot be reached, and keeps the password to itself", async () => {
  const [port, databasePort] = [await freePort(), await freePort()];
  const url = `postgresql://someone:hush-hush@127.0.0.1:${databasePort}/claims`;
  const { status, lines, seconds } = start({ PORT: String(port), DATABASE_URL: url, NEXTAUTH_SECRET: secret });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(`DATABASE_URL: the database at 127.0.0.1:${databasePort}/claims cannot be used`);
  expect(lines[0]).not.toMatch(/someone|hush/);
  expect(status).toBe(1);
  expect(seconds).toBeLessThan(8);
});

it.each([
  [{ DATABASE_URL: "postgresql://u:p@127.0.0.1:1/x" }, "NEXTAUTH_SECRET is not set"],
  [{ DATABASE_URL: "mysql://u:p@127.0.0.1:1/x" }, "DATABASE_URL must look like postgresql://"],
  [{ PORT: "many" }, "PORT must be a port number"],
])("stops with one line when the settings are wrong: %o", async (env, line) => {
  const { status, lines } = start({ PORT: String(await freePort()), ...env });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(line);
  expect(status).toBe(1);
});
