import { forbidden, notFound } from "next/navigation";
import { AppError } from "@/lib/errors";

/** Loads the data of a page. AppError `not_found` shows the page "not found" (404), `forbidden` "not allowed" (403). */
export async function orNotFound<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    if (error instanceof AppError && error.code === "forbidden") forbidden();
    throw error;
  }
}
