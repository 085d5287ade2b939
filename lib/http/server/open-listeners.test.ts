import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { afterEach, expect, it } from "vitest";
import { openListeners } from "./open-listeners";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

it("accepts many connections in one turn of the event loop, where the system distributes them", async () => {
  const server = createHttpServer();
  open.push(server, ...(await openListeners(server, 0, "127.0.0.1")));
  const { port } = server.address() as AddressInfo;
  let turn = 0;
  const taken: number[] = [];
  server.on("connection", () => taken.push(turn));
  const clients = Array.from({ length: 64 }, () => connect(port, "127.0.0.1"));
  const count = () => {
    turn++;
    if (taken.length < clients.length) setImmediate(count);
  };
  count();
  await expect.poll(() => taken.length).toBe(clients.length);
  if (process.platform === "linux") expect(new Set(taken).size).toBeLessThan(clients.length / 2);
  for (const client of clients) client.destroy();
});

it("answers HTTP on all of them, with and without a host", async () => {
  for (const host of ["127.0.0.1", undefined]) {
    const server = createHttpServer((_, response) => response.setHeader("connection", "close").end("here"));
    open.push(server, ...(await openListeners(server, 0, host)));
    const { port } = server.address() as AddressInfo;
    const answers = Array.from({ length: 40 }, async () => (await fetch(`http://127.0.0.1:${port}/`)).text());
    expect(new Set(await Promise.all(answers))).toEqual(new Set(["here"]));
  }
});

it("rejects when the port is in use", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  open.push(other);
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await expect(openListeners(createHttpServer(), port, "127.0.0.1")).rejects.toMatchObject({ code: "EADDRINUSE" });
});

it("rejects when another server has the port with several listeners, and takes none of its connections", async () => {
  const first = createHttpServer((_, response) => response.setHeader("connection", "close").end("first"));
  open.push(first, ...(await openListeners(first, 0, "127.0.0.1")));
  const { port } = first.address() as AddressInfo;
  await expect(openListeners(createHttpServer(), port, "127.0.0.1")).rejects.toMatchObject({ code: "EADDRINUSE" });
  const answers = Array.from({ length: 40 }, async () => (await fetch(`http://127.0.0.1:${port}/`)).text());
  expect(new Set(await Promise.all(answers))).toEqual(new Set(["first"]));
});
