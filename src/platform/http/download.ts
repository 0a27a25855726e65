import type { Writable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { z } from 'zod'
import type { Ctx, Outer } from './context.ts'
import { id } from './contract.ts'
import { translated } from './failure.ts'
import { admitted, companyCtx } from './guard.ts'
import { preferred } from './language.ts'
import { Refusal } from './refusal.ts'

export type File = {
  name: string
  contentType: string
  /** It is whole already, and reads nothing more: it leaves once what its making changed is committed. */
  made?: true
  write(out: Writable): Promise<void>
}

/** A file that is streamed, as an operation would hold it whole in memory; guarded by its right like an operation. */
export type Download<I extends z.ZodType> = {
  path: `/${string}`
  right: string
  summary: string
  input: I
  file(ctx: Ctx, input: z.infer<I>, client: pg.PoolClient): Promise<File>
}

/** Records chosen one by one; 10,000 at most. */
export const ids = z
  .string()
  .max(400_000)
  .transform(given => given.split(','))
  .pipe(z.array(id).min(1).max(10_000))
  .describe('chosen ones, apart by commas; what is too long for an address goes by POST, as JSON')

// `company` and `inLanguage` may stand in the query, since a link carries no header.
/** Mounts one download under /api: by GET, or by POST when what is asked is too long for an address. */
export function mountDownload<I extends z.ZodType>(
  app: FastifyInstance,
  outerOf: (request: FastifyRequest) => Outer,
  download: Download<I>,
) {
  const url = `/api${download.path}`
  app.route({ method: ['GET', 'POST'], url, handler })

  async function handler(request: FastifyRequest, reply: FastifyReply) {
    const outer = outerOf(request)
    const { company, inLanguage, ...query } = request.query as Record<string, string>
    if (company) outer.headers.set('x-company', company)
    if (inLanguage) outer.language = preferred(inLanguage)
    try {
      const given = { ...query, ...(request.body as object | undefined), ...(request.params as object) }
      await streamed(outer, download, given, reply)
    } catch (error) {
      if (reply.sent) return reply.raw.destroy(error as Error) // half a file must look broken, not finished
      const refusal = translated(error, outer)
      return reply.code(refusal.status).send(refusal.toJSON())
    }
  }
}

async function streamed<I extends z.ZodType>(
  outer: Outer,
  { path, right, input, file }: Download<I>,
  given: object,
  reply: FastifyReply,
) {
  const entrance = await admitted(outer, right)
  const parsed = input.safeParse(given)
  if (!parsed.success)
    throw new Refusal('BAD_REQUEST', { status: 400, field: parsed.error.issues[0]?.path.join('.') ?? '' })
  const left = await outer.database.transaction(entrance.company.id, async (db, client) => {
    const ctx = companyCtx(outer, { ...entrance, db })
    const { name, contentType, made, write } = await file(ctx, parsed.data, client)
    await ctx.end(changes => outer.gate.audit(ctx, path, changes)) // what the making of it changed, before a byte leaves
    const leave = async () => {
      reply.hijack()
      reply.raw.writeHead(200, {
        'content-type': contentType,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      })
      await write(reply.raw)
    }
    if (made) return leave
    await leave()
  })
  await left?.()
}
