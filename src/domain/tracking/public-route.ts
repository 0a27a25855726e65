import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../../platform/db/database.ts'
import { preferred } from '../../platform/http/language.ts'
import { isSigned } from '../../platform/mail/seal.ts'
import { publicPage, unknownPage } from './formats/public-page.ts'
import { publicTrack } from './queries/public.ts'
import { LINK_PURPOSE, readCode } from './rules/link.ts'

type Request = FastifyRequest<{ Params: { link: string } }>

/**
 * `GET /suivi/{code}.{signature}`: how far an order is, for its customer. No session: nobody can make such a link but this
 * Facteur, and nothing is looked up before the signature is known to be ours.
 */
export function mountPublicTracking(app: FastifyInstance, database: Database) {
  app.get('/suivi/:link', async (request: Request, reply) => {
    const track = await trackOf(database, request.params.link)
    const language = preferred(request.headers['accept-language'] ?? null)
    return answered(reply, track ? 200 : 404, track ? publicPage(track) : unknownPage(language))
  })
}

async function trackOf(database: Database, link: string) {
  const [code = '', signature = ''] = link.split('.')
  const read = readCode(code)
  if (!read || !isSigned(code, signature, LINK_PURPOSE)) return null
  const { companyId, orderId } = read
  return database.transaction(companyId, db => publicTrack({ db, company: { id: companyId } }, orderId))
}

const answered = (reply: FastifyReply, status: number, page: string) =>
  reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex, nofollow',
    })
    .send(page)
