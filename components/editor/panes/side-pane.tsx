import { loadLiquid } from "#liquid";
import { cn } from "@/components/ui/cn";
import { LazyPart } from "../lazy/lazy-part";
import { useEditor } from "../store/store";
import { panelOf, TrialTabs, trialTabs } from "../trial/trial-tabs";

const loadTestRun = () => import("../trial/test-run");
const loadInspector = async () => {
  const [inspector] = await Promise.all([import("../inspector/inspector"), loadLiquid()]);
  return inspector;
};

/** The inspector, and the test run while one is open. */
export function SidePane() {
  const isTrialOpen = useEditor((state) => state.trial !== null);
  const isTrialShown = useEditor((state) => state.trial?.isShown ?? false);
  const panel = (tab: keyof typeof trialTabs) =>
    isTrialOpen ? { role: "tabpanel", id: panelOf(tab), "aria-labelledby": trialTabs[tab] } : {};
  return (
    <>
      {isTrialOpen && <TrialTabs isTrialShown={isTrialShown} />}
      <div {...panel("inspector")} className={cn(isTrialShown && "hidden")}>
        <LazyPart name="inspector" load={loadInspector} />
      </div>
      {isTrialOpen && (
        <div {...panel("trial")} className={cn(!isTrialShown && "hidden")}>
          <LazyPart name="test run" load={loadTestRun} />
        </div>
      )}
    </>
  );
}
