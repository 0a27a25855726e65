import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../../../platform/db/database.ts'
import { headersOf } from '../../../platform/http/api.ts'
import { hookSecretOf, keepDelivery, noteUseless } from '../actions/deliveries.ts'
import { readDelivery } from './delivery.ts'

const LARGEST_BODY = 5 * 1024 * 1024

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

type Request = FastifyRequest<{ Params: { companyId: string; shopId: string } }>

/**
 * `POST /hooks/shops/{company}/{shop}`: what a shop sends by itself. It is not believed, only kept, before the answer: the
 * shop is then asked. No session: the signature over the raw body says who speaks. Source: E1, W-20 to W-26.
 */
export function mountHookDoor(app: FastifyInstance, database: Database) {
  app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_BODY }, (_request, body, done) =>
      done(null, body),
    )
    scope.post('/hooks/shops/:companyId/:shopId', { bodyLimit: LARGEST_BODY }, (request: Request, reply) =>
      received(database, request, reply),
    )
  })
}

async function received(database: Database, request: Request, reply: FastifyReply) {
  const refused = () => reply.code(401).send()
  const { body } = request
  const { companyId, shopId } = request.params
  if (!UUID.test(companyId) || !UUID.test(shopId) || !Buffer.isBuffer(body)) return refused()
  const status = await database.transaction(companyId, async db => {
    const where = { db, company: { id: companyId } }
    const shop = await hookSecretOf(where, shopId)
    const read = shop && readDelivery[shop.kind]
    if (!read) return 401
    const delivery = read(headersOf(request), body, shop.secret)
    if (delivery.what === 'forged') return 401
    if (delivery.what === 'useless') await noteUseless(where, shopId, delivery)
    if (delivery.what === 'changed') await keepDelivery(where, shopId, { ...delivery, body })
    return 200
  })
  return status === 200 ? reply.code(200).send() : refused()
}
