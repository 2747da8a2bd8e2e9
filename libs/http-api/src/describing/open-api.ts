import type { JsonSchema } from '../declaring/documented.ts';

/** An OpenAPI 3.1 document, as far as we make and join them. */
export interface OpenApiDocument {
  openapi: '3.1.1';
  info: { title: string; version: string; description?: string; 'x-service'?: string };
  servers?: { url: string; description?: string }[];
  tags: { name: string; description?: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: Record<ComponentKind, Record<string, JsonSchema>>;
}

export type ComponentKind = 'schemas' | 'responses' | 'parameters' | 'headers' | 'securitySchemes';

export interface OpenApiOperation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: JsonSchema[];
  requestBody?: JsonSchema;
  responses: Record<string, JsonSchema>;
}

export const componentKinds: ComponentKind[] = ['schemas', 'responses', 'parameters', 'headers', 'securitySchemes'];
