import { z } from "zod";
import { isObject } from "../json";

/** The name of a setting in the place of a value: `{ "setting": "order_limit" }`. */
export const settingReferenceSchema = z.strictObject({ setting: z.string() });
export type SettingReference = z.infer<typeof settingReferenceSchema>;

/** Whether a value is the name of a setting. */
export const isSettingReference = (value: unknown): value is SettingReference =>
  isObject(value) && "setting" in value && typeof value.setting === "string" && Object.keys(value).length === 1;
