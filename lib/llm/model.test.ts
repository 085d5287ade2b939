import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { describeModel, getModel } from "./model";

const names = ["OPENROUTER_API_KEY", "LLM_BASE_URL", "LLM_API_KEY", "LLM_MODEL"];
beforeEach(() => names.forEach((name) => void vi.stubEnv(name, "")));
afterEach(() => vi.unstubAllEnvs());

describe("the model that the environment chooses", () => {
  it("is the demo model without a key or a server", () => {
    expect(getModel()).toMatchObject({ modelId: "graphflow-demo", isDemo: true });
    expect(describeModel()).toContain("demo model");
  });

  it("is OpenRouter's with its key, and the key is never shown", () => {
    vi.stubEnv("OPENROUTER_API_KEY", "sk-secret");
    expect(getModel()).toMatchObject({ modelId: "openai/gpt-4o-mini", isDemo: false });
    expect(describeModel()).toBe("openai/gpt-4o-mini through OpenRouter");
    vi.stubEnv("LLM_MODEL", "x/y");
    expect(getModel().modelId).toBe("x/y");
  });

  it("is any OpenAI-compatible server's by its address", () => {
    vi.stubEnv("LLM_BASE_URL", "http://127.0.0.1:11434/v1");
    vi.stubEnv("LLM_MODEL", "llama3.2");
    expect(getModel()).toMatchObject({ modelId: "llama3.2", isDemo: false });
    expect(describeModel()).toBe("llama3.2 through 127.0.0.1:11434");
  });

  it("needs a name where a server has many", () => {
    vi.stubEnv("LLM_BASE_URL", "http://127.0.0.1:11434/v1");
    expect(() => getModel()).toThrow("LLM_MODEL is missing");
    expect(() => describeModel()).toThrow("LLM_MODEL is missing");
  });

  it("is built once per environment", () => {
    const demo = getModel();
    expect(getModel()).toBe(demo);
    vi.stubEnv("OPENROUTER_API_KEY", "sk-secret");
    expect(getModel()).not.toBe(demo);
  });
});
