export { ApprovalsPage as default } from "./ApprovalsPage";
