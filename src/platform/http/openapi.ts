import type { AnyContractRouter, OpenAPI } from '@orpc/contract'
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { z } from 'zod'
import type { Download } from './download.ts'

/** The OpenAPI 3.1 document of a contract. */
export async function openApiOf(
  contract: AnyContractRouter,
  version: string,
  downloads: readonly Pick<Download<never>, 'path' | 'summary' | 'input'>[] = [],
): Promise<OpenAPI.Document> {
  const document = await ofOperations(contract, version)
  for (const download of downloads)
    document.paths![templated(download.path)] = { get: fileOperation(download) as never }
  return document
}

const templated = (path: string) => path.replace(/:(\w+)/g, '{$1}')

/** A download as the document shows it: its parameters, and a file for an answer. */
function fileOperation({ path, summary, input }: Pick<Download<never>, 'path' | 'summary' | 'input'>) {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, object>
  }
  const parameters = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const inPath = path.includes(`:${name}`)
    return { name, in: inPath ? 'path' : 'query', required: inPath, schema: property }
  })
  return {
    summary,
    operationId: `download.${path.slice(1).replace(/\/:?/g, '.')}`,
    tags: [path.split('/')[1] ?? ''],
    parameters,
    responses: { 200: { description: 'The file', content: { 'application/octet-stream': {} } } },
  }
}

const ofOperations = (contract: AnyContractRouter, version: string) =>
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
