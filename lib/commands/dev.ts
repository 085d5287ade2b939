import { runCommand } from "./processes/lifetime";
import { serve } from "./processes/serve";

runCommand(() => serve("dev"));
