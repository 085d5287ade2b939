import { expect, it } from "vitest";
import { readInjury } from "./injuries";

it.each([
  "nobody hurt thank god but my son has a burn on his hand",
  "my daughter has a cut on her forehead",
  "there is glass in my foot",
  "my wife got second-degree burns in the fire",
  "he burned himself on the stove",
  "I cut myself on the window",
  "the driver has a bruise on his shoulder",
  "my kid got burnt when the oven exploded",
  "the passenger had a black eye",
  "my mother is limping since then",
  "I can't breathe well since the fire, trouble breathing all night",
  "my husband got a concussion",
])("knows the injury of %j", (text) => expect(readInjury(text)).toBeDefined());

it.each([
  "there is a burn on my sofa",
  "a cut on the back seat",
  "the neighbour has a burn mark on his wall",
  "the roofer had cut the pipe",
  "my son has a scratch on his car door",
  "nobody has a burn on his hand",
  "a bump in the hood and scratches on the door",
  "we had a cut in the hose",
  "the plumber got a cut pipe replaced",
])("knows no injury of %j", (text) => expect(readInjury(text)).toBeUndefined());
