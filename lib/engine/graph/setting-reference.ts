import { z } from "zod";
import { isObject } from "../json";

/** Names a setting where a value could stand: `{ "setting": "approval_limit" }`. */
export const settingReferenceSchema = z.strictObject({ setting: z.string() });
export type SettingReference = z.infer<typeof settingReferenceSchema>;

/** Whether a value is nothing but the name of a setting. */
export const isSettingReference = (value: unknown): value is SettingReference =>
  isObject(value) && "setting" in value && typeof value.setting === "string" && Object.keys(value).length === 1;
