/** Whether a pasted text is a part of a spreadsheet and not one value. */
export const isTabText = (text: string): boolean => /[\t\n]/.test(text.replace(/\r?\n$/, ""));

/**
 * The cells of text from a spreadsheet: tabs between cells, a line for each row. A cell in double quotes may hold tabs
 * and lines; two quotes stand for one.
 */
export function readTabText(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  const plain = text.replaceAll(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < plain.length; at++) {
    const sign = plain.charAt(at);
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (plain.charAt(at + 1) === '"') {
        cell += sign;
        at++;
      } else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === "\t") endCell();
    else if (sign === "\n") {
      endCell();
      rows.push([]);
    } else cell += sign;
  }
  endCell();
  return rows;
}
