import { expect, test } from "vitest";

import { typeOf, typescriptOf } from "./openapi-types.mjs";

test.each([
  [{ type: "string" }, "string"],
  [{ type: "integer", format: "int64" }, "number"],
  [{ type: ["string", "null"] }, "string | null"],
  [{ enum: ["owner", "lead"] }, '"owner" | "lead"'],
  [{ type: "array", items: { $ref: "#/components/schemas/CaseRow" } }, "CaseRow[]"],
  [{ type: "array", items: { enum: ["a", "b"] } }, '("a" | "b")[]'],
  [{ oneOf: [{ $ref: "#/components/schemas/A" }, { type: "null" }] }, "A | null"],
  [{ type: "object", additionalProperties: { type: "integer" } }, "Record<string, number>"],
  [{ type: "object" }, "Record<string, unknown>"],
  [{}, "unknown"],
])("type of %j", (schema, expected) => {
  expect(typeOf(schema)).toBe(expected);
});

test("required fields are required and the others optional", () => {
  const type = typeOf({ type: "object", required: ["id"], properties: { id: { type: "string" }, note: { type: "string" } } });
  expect(type).toBe("{\n  id: string;\n  note?: string;\n}");
});

test("operations carry path, query, body and response", () => {
  const text = typescriptOf({
    paths: {
      "/api/v1/cases/{id}/notes": {
        post: {
          summary: "Add a note",
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "string" } },
            { name: "limit", in: "query", schema: { type: "integer" } },
          ],
          requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/AddNote" } } } },
          responses: {
            201: { content: { "application/json": { schema: { $ref: "#/components/schemas/NoteView" } } } },
            default: { content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
          },
        },
      },
    },
    components: { schemas: { AddNote: { type: "object", required: ["text"], properties: { text: { type: "string" } } } } },
  });
  expect(text).toContain("export type AddNote = {\n  text: string;\n};");
  expect(text).toContain('/** Add a note */\n  "POST /api/v1/cases/{id}/notes": {\n    path: { id: string };\n');
  expect(text).toContain("    query: { limit?: number };\n    body: AddNote;\n    response: NoteView;\n");
});
