/** An XMLHttpRequest that the test answers. */
export class TestRequest {
  static all: TestRequest[] = [];
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void; onload?: () => void } = {};
  readonly sent = { method: "", address: "" };
  status = 0;
  responseText = "";
  onprogress?: () => void;
  onload?: () => void;
  onerror?: () => void;
  #type = "";

  static get last(): TestRequest {
    return TestRequest.all.at(-1) as TestRequest;
  }

  open(method: string, address: string): void {
    Object.assign(this.sent, { method, address });
  }
  setRequestHeader(): void {}
  getResponseHeader(): string {
    return this.#type;
  }
  send(): void {
    TestRequest.all.push(this);
  }

  /** A line of an answer in lines. */
  write(line: object): void {
    this.#type = "application/x-ndjson";
    this.status = 201;
    this.responseText += `${JSON.stringify(line)}\n`;
    this.onprogress?.();
  }
  /** The end of an answer in lines. */
  end(): void {
    this.onload?.();
  }
  /** A whole answer. */
  answer(status: number, body: object | string): void {
    this.#type = "application/json";
    this.status = status;
    this.responseText = typeof body === "string" ? body : JSON.stringify(body);
    this.onload?.();
  }
  /** The connection is lost. */
  fail(): void {
    this.onerror?.();
  }
}
