import { expect, test } from "vitest";
import { checkAddress, isAllowedAddress } from "./check-address";

test.each(["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111"])("%s is public", (address) => {
  expect(isAllowedAddress(address, "public")).toBe(true);
  expect(isAllowedAddress(address, "none")).toBe(false);
});

const neverAllowed = [
  ..."169.254.169.254 0.0.0.0 255.255.255.255 224.0.0.1 240.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1".split(" "),
  ..."203.0.113.9 192.0.0.8 192.88.99.1 fe80::1 fe80::1%eth0 :: ff02::1 2001:db8::1 64:ff9b::7f00:1".split(" "),
  ..."2002:7f00:1:: 2001:0:7f00:1:: ::127.0.0.1 ::ffff:169.254.169.254 100::1 fec0::1 ::ffff:8.8.8.8".split(" "),
  ..."::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b:1::1 localhost 127.1.1 1.2.3.4.5".split(" "),
  "",
];
test.each(neverAllowed)("%s is refused, also for hosts that may be private", (address) => {
  expect(isAllowedAddress(address, "public")).toBe(false);
  // Short forms of IPv4 are addresses of its loopback network; URLs have the long form.
  if (address !== "127.1.1") expect(isAllowedAddress(address, "private")).toBe(false);
});

test.each(["127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "::1", "fd00::1"])(
  "%s is private: only hosts that may be private have it",
  (address) => {
    expect(isAllowedAddress(address, "public")).toBe(false);
    expect(isAllowedAddress(address, "private")).toBe(true);
  },
);

test("the refusal names the variable that allows private addresses", () => {
  expect(() => checkAddress("intranet", "10.0.0.1", "public")).toThrow("HTTP_ALLOWED_PRIVATE_HOSTS");
});
