export { ReturnsPage as default } from "./ReturnsPage";
