import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import type { AnyRouter } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Outer } from './context.ts'

/** Serves every operation as REST under /api; what no operation serves is told as such. */
export function mountApi(app: FastifyInstance, router: AnyRouter, outer: (request: FastifyRequest) => Outer) {
  const handler = new OpenAPIHandler(router as never, {
    plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
  })
  app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.all('/api/*', async (request, reply) => {
      const context = outer(request)
      reply.header('cache-control', 'no-store')
      const { matched } = await handler.handle(request, reply, { prefix: '/api', context: context as never })
      if (!matched)
        return reply.code(404).send({
          defined: true,
          code: 'NOT_FOUND',
          status: 404,
          message: context.say(context.language, 'NOT_FOUND', {}),
          data: {},
        })
    })
  })
}

/** The request's headers as the web platform has them. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value)
  return headers
}
