import { z } from "zod";
import { durationSchema, formatDuration } from "@/lib/engine/definition-kit";
import { statusMessageField } from "../config/config-fields";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";

const configSchema = z.strictObject({
  for: described(durationSchema(365 * 86_400_000), { label: "Wait for", widget: "duration" }),
  statusMessage: statusMessageField("Waiting for a set time"),
});
type DelayConfig = z.infer<typeof configSchema>;

/** Waits for a fixed time. */
export const delayKind = defineConfig<DelayConfig>({
  kind: "delay",
  label: "Wait a while",
  description: "Lets a set time pass, then goes on by itself.",
  icon: "timer",
  replay: "recorded",
  configSchema,
  defaults: () => ({ for: "PT1H", statusMessage: "Waiting for a set time" }),
  waits: true,
  bounds: () => true,
  summarize: ({ for: time }) => `Goes on after ${formatDuration(time)}`,
});
