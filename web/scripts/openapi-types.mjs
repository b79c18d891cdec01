// OpenAPI 3.1 → TypeScript: one type per schema, and one entry per operation in `Operations`, named
// "METHOD /path", with what goes into path, query and body and what comes back.

const header = "// Generated from the server's OpenAPI (./x web generate). Do not edit.\n";
const methods = ["get", "post", "put", "patch", "delete"];
const plainName = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

const nameOf = (ref) => ref.split("/").pop().replace(/[^A-Za-z0-9_$]/g, "_");
const key = (name) => (plainName.test(name) ? name : JSON.stringify(name));
const comment = (text, indent = "") =>
  text ? `${indent}/** ${text.replace(/\*\//g, "* /").replace(/\s+/g, " ").trim()} */\n` : "";

// The type of one schema. Unknown shapes become `unknown`, never `any`.
export function typeOf(schema, indent = "") {
  if (schema === undefined || schema === true) return "unknown";
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  const several = schema.oneOf ?? schema.anyOf;
  if (several) return unique(several.map((one) => typeOf(one, indent))).join(" | ");
  if (schema.allOf) return schema.allOf.map((one) => typeOf(one, indent)).join(" & ");
  if (Array.isArray(schema.type)) {
    return unique(schema.type.map((type) => typeOf({ ...schema, type }, indent))).join(" | ");
  }
  switch (schema.type) {
    case "string":
      return schema.format === "binary" ? "Blob" : "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array": {
      const item = typeOf(schema.items, indent);
      return /[|&]/.test(item) && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;
    }
    default:
      return schema.properties || schema.additionalProperties || schema.type === "object"
        ? objectOf(schema, indent)
        : "unknown";
  }
}

function unique(list) {
  return [...new Set(list)];
}

function objectOf(schema, indent) {
  const inner = `${indent}  `;
  const required = new Set(schema.required ?? []);
  const lines = Object.entries(schema.properties ?? {}).map(
    ([name, property]) =>
      comment(property.description, inner) +
      `${inner}${key(name)}${required.has(name) ? "" : "?"}: ${typeOf(property, inner)};\n`,
  );
  if (!lines.length) {
    return schema.additionalProperties && schema.additionalProperties !== true
      ? `Record<string, ${typeOf(schema.additionalProperties, indent)}>`
      : "Record<string, unknown>";
  }
  return `{\n${lines.join("")}${indent}}`;
}

function jsonOf(content) {
  if (!content) return undefined;
  const json = content["application/json"];
  if (json) return typeOf(json.schema, "    ");
  if (content["multipart/form-data"]) return "FormData";
  return Object.keys(content).length ? "Blob" : undefined;
}

function parametersOf(list, place, components) {
  const found = list
    .map((parameter) => (parameter.$ref ? components.parameters[nameOf(parameter.$ref)] : parameter))
    .filter((parameter) => parameter.in === place);
  if (!found.length) return undefined;
  const fields = found.map(
    (parameter) =>
      `${key(parameter.name)}${parameter.required || place === "path" ? "" : "?"}: ` +
      (place === "path" ? "string" : typeOf(parameter.schema, "    ")),
  );
  return `{ ${fields.join("; ")} }`;
}

function operationOf(operation, shared, components) {
  const parameters = [...shared, ...(operation.parameters ?? [])];
  const success = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith("2"));
  const body = operation.requestBody;
  const parts = [
    ["path", parametersOf(parameters, "path", components) ?? "undefined"],
    ["query", parametersOf(parameters, "query", components) ?? "undefined"],
    ["body", jsonOf(body?.content) ?? "undefined"],
    ["response", jsonOf(success?.[1].content) ?? "void"],
  ];
  return `{\n${parts.map(([name, type]) => `    ${name}: ${type};\n`).join("")}  }`;
}

export function typescriptOf(api) {
  const components = api.components ?? {};
  let text = header;
  for (const [name, schema] of Object.entries(components.schemas ?? {})) {
    text += `\n${comment(schema.description)}export type ${nameOf(name)} = ${typeOf(schema)};\n`;
  }
  text += "\nexport interface Operations {\n";
  for (const [path, item] of Object.entries(api.paths ?? {})) {
    for (const method of methods.filter((one) => item[one])) {
      const operation = item[method];
      text +=
        comment(operation.summary, "  ") +
        `  ${JSON.stringify(`${method.toUpperCase()} ${path}`)}: ` +
        `${operationOf(operation, item.parameters ?? [], components)};\n`;
    }
  }
  return `${text}}\n`;
}
