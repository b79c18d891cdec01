export { ImportsPage as default } from "./ImportsPage";
