import { randomUUID } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { readOwnCookies } from "@/lib/auth/sign-in/own-cookies";
import { authSecret, usesSecureCookies } from "@/lib/auth/sign-in/session-token";

// A device is a browser in which a person has signed in before. Its cookie gives no right but one: other people's wrong
// passwords do not lock it out.

const maxAgeSeconds = 180 * 24 * 60 * 60;
const maxAccounts = 8;
/** Keeps a device cookie from being read as a session token, and the other way round. */
const salt = "graphflow.device";

const deviceSchema = z.object({ device: z.uuid(), accounts: z.array(z.uuid()).max(maxAccounts) });
/** A browser and the ids of the people who have signed in there, newest first. */
export type Device = z.infer<typeof deviceSchema>;

const cookieName = (): string => (usesSecureCookies() ? "__Host-graphflow.device" : "graphflow.device");

/** The device a request comes from; null for one that is new, or whose cookie is not ours or too old. */
export async function readDevice(cookies: string | null): Promise<Device | null> {
  const token = readOwnCookies(cookies).values.get(cookieName());
  if (!token) return null;
  const payload = await decode({ token, secret: authSecret(), salt }).catch(() => null);
  return deviceSchema.safeParse(payload).data ?? null;
}

/** `Set-Cookie` for a device on which this person has just signed in. */
export async function rememberDevice(device: Device | null, userId: string): Promise<string> {
  const others = device?.accounts.filter((id) => id !== userId) ?? [];
  const known: Device = {
    device: device?.device ?? randomUUID(),
    accounts: [userId, ...others].slice(0, maxAccounts),
  };
  const token = await encode({ token: known, secret: authSecret(), salt, maxAge: maxAgeSeconds });
  const secure = usesSecureCookies() ? "; Secure" : "";
  return `${cookieName()}=${token}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}
