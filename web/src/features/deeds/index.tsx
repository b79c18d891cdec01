export { DeedsPage as default } from "./DeedsPage";
