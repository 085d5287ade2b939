import { expect, it } from "vitest";
import { addressEnd, homeAddressEnd } from "./addresses";

const addressIn = (text: string, name: string): string => text.slice(0, addressEnd(text, name.length));

it.each([
  ["Main Street, Boston, MA 02110 on Monday", "Main Street", "Main Street, Boston, MA 02110"],
  ["Hafenstrasse 12, 28195 Bremen. A van hit me", "Hafenstrasse", "Hafenstrasse 12, 28195 Bremen"],
  ["I-80 near exit 12, my car", "I-80", "I-80 near exit 12"],
  ["5 elm street, boston", "5 elm street", "5 elm street, boston"],
])("%j goes on after the name", (text, name, address) => expect(addressIn(text, name)).toBe(address));

it.each([
  ["Main Street, Tom hit me", "Main Street"],
  ["Oak Street 5 cars were hit", "Oak Street"],
  ["5 elm street, sorry", "5 elm street"],
  ["Main Street", "Main Street"],
])("%j ends with the name", (text, name) => expect(addressIn(text, name)).toBe(name));

it("has a maximum length", () => {
  const text = `Main Street${", Boston".repeat(500)}`;
  expect(addressEnd(text, 11)).toBeLessThan(200);
});

it.each([
  ["at home, 12 oak lane", "home", "at home, 12 oak lane"],
  ["my house, 5 elm street, boston", "my house", "my house, 5 elm street, boston"],
  ["near austin, texas yesterday", "austin", "near austin, texas"],
  ["at home, 2 cars were hit", "home", "at home"],
  ["the kitchen, 12 oak lane", "the kitchen", "the kitchen"],
])("of %j goes on after the home", (text, noun, place) => {
  const end = text.indexOf(noun) + noun.length;
  expect(text.slice(0, homeAddressEnd(text, noun, end))).toBe(place);
});
