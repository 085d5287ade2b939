import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkActionCall } from "./action-call";

// React's own encoder, and the parser that Next.js reads forms with.
const require = createRequire(import.meta.url);
const { encodeReply } = require("next/dist/compiled/react-server-dom-turbopack/client.node") as {
  encodeReply(value: unknown, options: object): Promise<string | FormData>;
};

const known = new Set(["60ab", "40cd"]);
const type = "multipart/form-data; boundary=b0x";

const field = (name: string, value: string) =>
  `--b0x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const formOf = (fields: readonly (readonly [string, string])[]) =>
  `${fields.map(([name, value]) => field(name, value)).join("")}--b0x--\r\n`;

/** What a call gets: "passes", or the code of the refusal. */
function outcomeOf(actionId: string | null, contentType: string | null, body: string | Uint8Array): string {
  try {
    checkActionCall({ actionId, contentType, body: Buffer.from(body) }, (id) => known.has(id));
    return "passes";
  } catch (error) {
    return (error as { code: string }).code;
  }
}
const text = (body: string | Uint8Array) => outcomeOf("60ab", "text/plain;charset=UTF-8", body);
const form = (...fields: (readonly [string, string])[]) => outcomeOf("60ab", type, formOf(fields));
const plain = (...fields: (readonly [string, string])[]) => outcomeOf(null, type, formOf(fields));

/** What a page's script sends for these arguments. */
async function send(values: unknown[]): Promise<string> {
  const encoded = await encodeReply(values, { temporaryReferences: new Map() });
  if (typeof encoded === "string") return text(encoded);
  const request = new Request("http://x", { method: "POST", body: encoded });
  return outcomeOf("60ab", request.headers.get("content-type"), new Uint8Array(await request.arrayBuffer()));
}

describe("a call that React's encoder wrote", () => {
  it("is accepted with any plain state and any form", async () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        fc.string({ unit: "binary" }),
        fc.constantFrom("$", "$K1", "$@1", "$undefined", undefined, null, true, -0, Number.NaN, 10n, new Date(0)),
        fc.double(),
        fc.array(tie("any"), { maxLength: 4 }),
        fc.dictionary(
          fc.string().filter((key) => key !== "__proto__" && key !== "then"),
          tie("any"),
          { maxKeys: 4, noNullPrototype: true },
        ),
      ),
    })).any;
    const fields = fc.array(fc.tuple(fc.stringMatching(/^[\w.$:-]+$/), fc.string({ unit: "binary" })), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(value, fields, async (state, entries) => {
        const sent = new FormData();
        for (const [name, content] of entries) sent.append(name, content);
        expect(await send([state, sent])).toBe("passes");
        expect(await send([state])).toBe("passes");
      }),
      { numRuns: 60 },
    );
    const same = { a: 1 };
    expect(await send([{ once: same, twice: same }, new FormData()])).toBe("passes");
  });

  it("is refused with values that no action of ours takes", async () => {
    const file = new FormData();
    file.set("file", new File(["x"], "a.txt"));
    for (const value of [file, new Map(), new Set(), new Uint8Array(2), Promise.resolve(1), JSON.parse(`{"then":1}`)]) {
      expect(await send([value])).toBe("malformed");
    }
  });
});

describe("a call by a script", () => {
  it("names an existing action", () => {
    for (const id of ["", "x", "60AB", "__proto__", "60ab, 60ab"]) {
      expect(outcomeOf(id, "text/plain", "[]"), id).toBe("conflict");
      expect(outcomeOf(id, type, formOf([["$ACTION_ID_60ab", ""]])), id).toBe("conflict");
    }
  });

  it("has a list of arguments", () => {
    for (const body of ["[]", "[null]", '["x"]', '[null,"$K1"]', ' [{"a":[1,"$$x"]}]\n', '["a","b","c"]']) {
      expect(text(body), body).toBe("passes");
      expect(form(["0", body], ["_1_a", "b"]), body).toBe("passes");
    }
    for (const body of ["", "[", "x", "null", "7", "{}", '{"length":5000}', "[]]", "\0", `[${"0,".repeat(20)}0]`]) {
      expect(text(body), body).toBe("malformed");
      expect(form(["0", body]), body).toBe("malformed");
    }
    expect(text("[".repeat(30_000) + "]".repeat(30_000))).toBe("malformed");
    expect(text(Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]))).toBe("malformed");
  });

  it("has only plain values", () => {
    const references = ["F1", "h1", "@1", "0", "1", "0:0", "0:__proto__", "0:constructor", "T", "T1", "Q1", "W1", "B1"];
    const others = [
      "i1",
      "R1",
      "r1",
      "X1",
      "x1",
      "A1",
      "O1",
      "V1",
      "H",
      "",
      "u",
      "I",
      "N",
      "Z",
      "nabc",
      "Dxyz",
      "n1.5",
    ];
    for (const one of [...references, ...others, `n${"9".repeat(400)}`, "K", "K-1", "Kg"]) {
      expect(text(JSON.stringify([`$${one}`])), one).toBe("malformed");
      expect(text(JSON.stringify([null, { a: [`$${one}`] }])), one).toBe("malformed");
    }
    for (const body of ['[{"__proto__":1}]', '[[{"then":"x"}]]', '[{"a":{}},"$0:0:b"]', '[["$0:0"]]', '["$0:1",{}]']) {
      expect(text(body), body).toBe("malformed");
    }
    const laughs = Array.from({ length: 12 }, (_, index) => [`$0:${index}`, `$0:${index}`]);
    expect(text(JSON.stringify([[], ...laughs]))).toBe("malformed");
  });

  it("has one list of arguments, and fields only of its forms", () => {
    expect(form()).toBe("malformed");
    expect(form(["0", "[]"], ["0", "["])).toBe("malformed");
    expect(form(["0", '["$K1"]'], ["1_a", "x"])).toBe("malformed");
    for (const name of ["1", "S1", "a", "_", "_g_a", "$ACTION_ID_60ab"]) {
      expect(form([name, "[]"], ["0", "[]"]), name).toBe("malformed");
    }
  });
});

describe("a form that was sent without a script", () => {
  const reference = (id: string, bound = "[null]") =>
    [
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", `{"id":"${id}","bound":"$@1"}`],
      ["$ACTION_1:1", bound],
      ["$ACTION_KEY", "k"],
    ] as const;

  it("names an existing action, and its bound arguments", () => {
    expect(plain(["$ACTION_ID_60ab", ""], ["text", "x"])).toBe("passes");
    expect(plain(...reference("40cd"), ["text", "x"])).toBe("passes");
    expect(plain(...reference("40cd", '[{"text":"$$5"}]'))).toBe("passes");
    expect(plain(["text", "no action at all"])).toBe("conflict");
    expect(plain(["$ACTION_ID_99", ""])).toBe("conflict");
    expect(plain(["$ACTION_ID_60ab", ""], ["$ACTION_ID_99", ""])).toBe("conflict");
    expect(plain(...reference("99"))).toBe("conflict");
  });

  it("is refused when React could not decode it", () => {
    const broken: (readonly [string, string])[][] = [
      [["$ACTION_REF_1", ""]],
      [["$ACTION_REF_", ""]],
      [
        ["$ACTION_REF_1", ""],
        ["$ACTION_1:0", '{"id":"60ab"}'],
      ],
      [
        ["$ACTION_REF_1", ""],
        ["$ACTION_1:0", '{"id":"60ab","bound":"$@1"}'],
      ],
      [
        ["$ACTION_REF_1", ""],
        ["$ACTION_1:0", '{"id":"60ab","bound":7}'],
        ["$ACTION_1:1", "[]"],
      ],
      [...reference("60ab"), ["$ACTION_1:0", "x"]],
      [...reference("60ab"), ["$ACTION_1:2", "x"]],
      [...reference("60ab"), ["$ACTION_X", "x"]],
    ];
    for (const fields of broken) expect(plain(...fields), JSON.stringify(fields)).toBe("malformed");
    for (const bound of ["[", "7", '{"length":4000}', '["$1"]']) {
      expect(plain(...reference("60ab", bound)), bound).toBe("malformed");
    }
  });
});

describe("a form", () => {
  const whole = formOf([
    ["0", '["$K1"]'],
    ["_1_a", "b\r\nc"],
  ]);

  it("is read as browsers write it", () => {
    expect(outcomeOf("60ab", type, whole)).toBe("passes");
    expect(outcomeOf("60ab", 'multipart/form-data;boundary="b0x"', whole.slice(0, -2))).toBe("passes");
    for (const odd of [
      "multipart/form-data",
      "multipart/form-data; boundary=",
      `${type}; boundary=c`,
      `${type}; charset=utf-16`,
    ]) {
      expect(outcomeOf("60ab", odd, whole), odd).toBe("malformed");
    }
    for (const [from, to] of [
      ["--b0x--", "--b0x"],
      ["--b0x\r\n", "x--b0x\r\n"],
      ["b\r\nc", "b0x"],
      ["b\r\nc", "--b0x--"],
      ['name="0"', 'name="0"; filename="a"'],
      ['name="0"', 'name=""'],
      ['name="0"', 'name="0\\"'],
      ['name="0"', 'name="0"\r\nContent-Type: application/octet-stream'],
      ['name="0"', 'name="0"\r\nContent-Transfer-Encoding: base64'],
      ["Content-Disposition", "x: y\r\nContent-Disposition"],
      ['name="_1_a"', 'name="_1_%22a"'],
    ] as const) {
      expect(outcomeOf("60ab", type, whole.replace(from, to)), to).toBe("malformed");
    }
    expect(outcomeOf("60ab", type, whole.slice(0, 40))).toBe("malformed");
    expect(outcomeOf("60ab", type, "")).toBe("malformed");
  });

  it("that is accepted has the same fields for the parsers behind this one", async () => {
    const bits = [
      "\r\n",
      "\n",
      "--b0x",
      "b0x",
      "--",
      '"',
      "\\",
      "\0",
      "%22",
      '; filename="x"',
      "Content-Type: text/plain\r\n",
      "ä",
    ];
    const change = fc.tuple(fc.nat(whole.length), fc.nat(3), fc.constantFrom("", ...bits));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 2 }), async (changes) => {
        const changed = changes.reduce((body, [at, cut, bit]) => body.slice(0, at) + bit + body.slice(at + cut), whole);
        if (outcomeOf("60ab", type, changed) !== "passes") return;
        const [ofStandard, ofNext] = [await readAsFetch(changed), await readAsNext(changed)];
        expect(ofNext).toEqual(ofStandard);
      }),
      { numRuns: 600 },
    );
  });
});

async function readAsFetch(body: string): Promise<unknown[]> {
  return [...(await new Response(body, { headers: { "content-type": type } }).formData())];
}

function readAsNext(body: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const found: unknown[] = [];
    const busboy = require("next/dist/compiled/busboy")({ defParamCharset: "utf8", headers: { "content-type": type } });
    busboy.on("field", (name: string, value: string) => found.push([name, value]));
    busboy.on("file", () => reject(new Error("a file")));
    busboy.on("error", reject).on("close", () => resolve(found));
    busboy.end(body);
  });
}
