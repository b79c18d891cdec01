export { sessionKey, useSessionQuery, useSignOut } from "./api";
export { LoginPage } from "./LoginPage";
