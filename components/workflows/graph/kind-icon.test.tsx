import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { taskKinds } from "@/lib/tasks/kinds";
import { KindIcon } from "./kind-icon";

test("every kind of task has an icon of its own", () => {
  const { container: unknown } = render(<KindIcon name="unheard-of" />);
  const drawn = Object.values(taskKinds).map(({ icon }) => render(<KindIcon name={icon} />).container.innerHTML);
  expect(drawn).not.toContain(unknown.innerHTML);
  expect(new Set(drawn).size).toBe(drawn.length);
});
