export { QueuePage as default } from "./QueuePage";
