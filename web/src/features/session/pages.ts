// Pages that are loaded when they are opened.
export { Gate } from "./Gate";
export { JoinPage } from "./JoinPage";
export { OwnPage } from "./OwnPage";
export { ResetPage } from "./ResetPage";
export { SetupPage } from "./SetupPage";
