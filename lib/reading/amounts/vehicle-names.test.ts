import { expect, it } from "vitest";
import { holds } from "../tokens/phrase";
import { tokenize } from "../tokens/tokens";
import { bikeName, carName, truckName } from "./vehicle-names";

it.each([
  ["my Audi 80", carName],
  ["a Golf 7", carName],
  ["my Ninja 650", bikeName],
  ["a Kawasaki Vulcan 900", bikeName],
  ["the GSX-R 750", bikeName],
  ["Silverado 1500", truckName],
  ["F 150", truckName],
])("knows the name %j", (text, name) => expect(holds(name, tokenize(text))).toBe(true));

it.each([
  ["my car 800", carName],
  ["costs 650", bikeName],
  ["truck 1500", truckName],
  ["", carName],
])("finds no name in %j", (text, name) => expect(holds(name, tokenize(text))).toBe(false));
