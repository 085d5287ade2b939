import { act, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TestRequest } from "@/components/testing/test-request";
import { router } from "@/components/testing/test-router";
import { UploadArea } from "./upload-area";

beforeEach(() => vi.stubGlobal("XMLHttpRequest", TestRequest));
afterEach(() => {
  router.refresh.mockClear();
  TestRequest.all = [];
  vi.unstubAllGlobals();
});

const document = { version: 1, passage_count: 2 };
const fileOf = (name: string, text = "Text.") => new File([text], name);
const drop = (...files: File[]) => fireEvent.drop(window.document.body, { dataTransfer: { types: ["Files"], files } });
const rows = () => within(screen.getByRole("list", { name: "Uploads" })).getAllByRole("listitem");
const next = async (count: number) => {
  await vi.waitFor(() => expect(TestRequest.all).toHaveLength(count));
  return TestRequest.last;
};

test("files are sent one after the other, each with its progress and its result", async () => {
  render(<UploadArea collection="terms" />);
  drop(fileOf("a b.md"), fileOf("b.md"));
  const first = await next(1);
  expect(rows().map((row) => row.textContent)).toEqual(["a b.md0% sent", "b.mdWaits for the files before it"]);
  expect(first.sent).toMatchObject({ method: "POST", address: "/api/v1/collections/terms/documents?name=a+b.md" });
  act(() => first.upload.onprogress?.({ loaded: 1, total: 2 }));
  expect(rows()[0]?.textContent).toContain("50% sent");
  act(() => first.upload.onload?.());
  expect(rows()[0]?.textContent).toContain("Being read…");
  act(() => first.write({ done: 64, of: 128 }));
  expect(screen.getByRole("progressbar", { name: "Upload of a b.md" }).getAttribute("value")).toBe("64");
  act(() => first.write({ result: { status: "published", document } }));
  await act(async () => first.end());
  expect(rows()[0]?.textContent).toContain("Published: version 1, 2 passages");
  await act(async () => (await next(2)).answer(201, { status: "unchanged", document }));
  expect(rows()[1]?.textContent).toContain("Unchanged: version 1, 2 passages");
  expect(screen.getByRole("status").textContent).toBe("1 file published, 1 unchanged.");
});

test("a refused file is named with the reason and not sent again, a lost connection can be tried again", async () => {
  const user = userEvent.setup();
  render(<UploadArea collection="terms" />);
  drop(fileOf("scan.pdf"), fileOf("b.md"));
  const reason = "The file has no text. A scan has to be read by OCR first.";
  await act(async () => (await next(1)).answer(422, { code: "invalid", detail: reason, fields: { file: reason } }));
  await act(async () => (await next(2)).fail());
  expect(rows()[0]?.textContent).toContain(reason);
  expect(rows()[1]?.textContent).toContain("GraphFlow could not be reached");
  expect(screen.getAllByRole("button", { name: /^Try / })).toHaveLength(1);
  expect(router.refresh).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Try b.md again" }));
  await act(async () => (await next(3)).answer(201, { status: "published", document }));
  expect(screen.getByRole("status").textContent).toBe("1 file published, 1 not published.");
  expect(router.refresh).toHaveBeenCalledOnce();
  await user.click(screen.getByRole("button", { name: "Clear this list" }));
  expect(screen.queryByRole("list", { name: "Uploads" })).toBeNull();
});

test("a stream that ends without a result, the page of a proxy and a problem in a line are reasons", async () => {
  render(<UploadArea collection="terms" />);
  drop(fileOf("a.md"), fileOf("b.md"), fileOf("c.md"));
  const first = await next(1);
  act(() => first.write({ done: 1, of: 2 }));
  await act(async () => first.end());
  await act(async () => (await next(2)).answer(502, "<html>"));
  const third = await next(3);
  act(() => third.write({ problem: { detail: "GraphFlow is being stopped." } }));
  await act(async () => third.end());
  expect(rows().map((row) => row.textContent)).toEqual([
    expect.stringContaining("The connection was lost before the answer came."),
    expect.stringContaining("Something went wrong on our side."),
    expect.stringContaining("GraphFlow is being stopped."),
  ]);
});

test("a file of more than 10 MB is not sent", async () => {
  render(<UploadArea collection="terms" />);
  drop(new File([new Uint8Array(10_000_001)], "large.pdf"));
  expect(await screen.findByText("The file is larger than 10 MB.")).toBeTruthy();
  expect(TestRequest.all).toHaveLength(0);
});

test("the page asks before it is left while files are sent", async () => {
  render(<UploadArea collection="terms" />);
  const leave = () => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  expect(leave()).toBe(true);
  drop(fileOf("a.md"));
  expect(leave()).toBe(false);
  await act(async () => (await next(1)).answer(201, { status: "published", document }));
  expect(leave()).toBe(true);
});
