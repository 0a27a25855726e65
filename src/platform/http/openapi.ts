import type { AnyContractRouter } from '@orpc/contract'
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'

/** The OpenAPI 3.1 document of a contract. */
export const openApiOf = (contract: AnyContractRouter, version: string) =>
  new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(contract, {
    info: {
      title: 'Facteur',
      version,
      description:
        'Name the company in `X-Company` (slug or id). Sign in with a session cookie or `X-Api-Key`. Every POST takes an `Idempotency-Key`: the same key again gives the first answer and writes nothing twice. Refusals have `code`, `message` and `data.field`.',
    },
    servers: [{ url: '/api' }],
    security: [{ key: [] }, { session: [] }],
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        session: { type: 'apiKey', in: 'cookie', name: 'facteur.session_token' },
      },
    },
  })
