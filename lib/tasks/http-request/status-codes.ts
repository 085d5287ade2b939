/** Status codes and ranges of them, separated by commas: "200-299, 404". */
export const statusCodesPattern = /^\s*[1-5]\d\d(\s*-\s*[1-5]\d\d)?(\s*,\s*[1-5]\d\d(\s*-\s*[1-5]\d\d)?)*\s*$/;

/** Whether a status code is one of these. */
export const isAmong = (status: number, codes: string): boolean =>
  codes.split(",").some((range) => {
    const [from = "", to = from] = range.split("-");
    return status >= Number(from) && status <= Number(to);
  });
