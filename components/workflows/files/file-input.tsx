interface FileInputProps {
  ref: React.RefObject<HTMLInputElement | null>;
  onChoose: (files: FileList | null) => void;
}

/** Opens the file chooser of the browser when a button clicks it. */
export function FileInput({ ref, onChoose }: FileInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      hidden
      accept=".json,application/json"
      onChange={({ target }) => {
        onChoose(target.files);
        // The same file can be chosen again after it was corrected.
        target.value = "";
      }}
    />
  );
}
