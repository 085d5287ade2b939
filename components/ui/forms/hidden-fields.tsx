/** Fields that a form sends beside the visible ones, by name. A field without a value is left out. */
export function HiddenFields({ fields }: { fields: Record<string, string | false | null> }) {
  return Object.entries(fields).map(
    ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
  );
}
