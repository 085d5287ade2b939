import { runCommand } from "./lifetime";
import { serve } from "./serve";

runCommand(() => serve("start"));
