// Who may import whom in the web: app → features → lib. A feature never imports another one: what two of them
// need belongs into lib, or is put together in app.
import { readdirSync } from "node:fs";
import hooks from "eslint-plugin-react-hooks";
import typescript from "typescript-eslint";

const features = readdirSync(new URL("./src/features", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const forbid = (files, patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns }] },
});

export default typescript.config(
  { ignores: ["dist", "node_modules", "src/lib/api/schema.ts"] },
  ...typescript.configs.recommended,
  {
    plugins: { "react-hooks": hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  { files: ["scripts/**"], rules: { "no-console": "off" } },
  ...features.map((feature) =>
    forbid([`src/features/${feature}/**`], [
      {
        group: features
          .filter((other) => other !== feature)
          .flatMap((other) => [`@/features/${other}`, `@/features/${other}/**`, `**/../${other}`, `**/../${other}/**`]),
        message: "A feature does not import another feature: move the common part to src/lib.",
      },
      { group: ["@/app/*", "@/app/**"], message: "Features do not know the app around them." },
      { group: ["../../*"], message: "Leave the feature through @/lib only." },
    ]),
  ),
  forbid(["src/lib/**"], [
    { group: ["@/features/**", "@/app/**"], message: "src/lib knows neither features nor the app." },
  ]),
);
