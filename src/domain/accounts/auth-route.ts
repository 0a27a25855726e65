import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../../platform/db/database.ts'
import { headersOf } from '../../platform/http/api.ts'
import type { Say } from '../../platform/http/refusal.ts'
import type { Language } from '../../values/labels.ts'
import { attempted, forgiven, PER_ACCOUNT, PER_ADDRESS } from './attempts.ts'
import { ADDRESS_HEADER, type Auth } from './auth.ts'

type Mounted = { database: Database; auth: Auth; say: Say; language(headers: Headers): Language }
type Body = { email?: unknown }

/** What the caller learns, by the code of better-auth. */
const REFUSALS: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'accounts.wrongCredentials',
  INVALID_EMAIL: 'accounts.wrongCredentials',
  INVALID_TOKEN: 'accounts.linkSpent',
  PASSWORD_TOO_SHORT: 'accounts.passwordTooShort',
  PASSWORD_TOO_LONG: 'accounts.passwordTooLong',
}

/** The three doors of better-auth that are open, under /api/auth; the rest of it stays closed. */
export function mountAuth(app: FastifyInstance, mounted: Mounted) {
  app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: 10_000 }, (_request, body, done) =>
      done(null, body),
    )
    scope.post('/api/auth/sign-in/email', (request, reply) => signIn(mounted, request, reply))
    scope.post('/api/auth/sign-out', (request, reply) => passed(mounted, request, reply))
    scope.post('/api/auth/reset-password', async (request, reply) => {
      const wait = await attempted(mounted.database.pool, `address ${request.ip}`, PER_ADDRESS)
      return wait > 0 ? tooMany(mounted, request, reply, wait) : passed(mounted, request, reply)
    })
  })
}

async function signIn(mounted: Mounted, request: FastifyRequest, reply: FastifyReply) {
  const { pool } = mounted.database
  const account = `account ${emailIn(request.body)}`
  const wait =
    (await attempted(pool, `address ${request.ip}`, PER_ADDRESS)) || (await attempted(pool, account, PER_ACCOUNT))
  if (wait > 0) return tooMany(mounted, request, reply, wait)
  const answer = await passed(mounted, request, reply)
  if (reply.statusCode === 200) await forgiven(pool, account)
  return answer
}

/** Hands the request to better-auth, and its answer back without the session's token, which belongs in the cookie alone. */
async function passed(mounted: Mounted, request: FastifyRequest, reply: FastifyReply) {
  const headers = headersOf(request)
  headers.set(ADDRESS_HEADER, request.ip)
  headers.delete('content-length')
  const url = `${request.protocol}://${request.host}${request.url}`
  const response = await mounted.auth.handler(
    new Request(url, { method: 'POST', headers, body: (request.body as string | undefined) || '{}' }),
  )
  reply.code(response.status).header('cache-control', 'no-store')
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  if (response.ok) return {}
  const { code = '' } = (await response.json().catch(() => ({}))) as { code?: string }
  return refusal(
    mounted,
    request,
    REFUSALS[code] ?? (response.status < 500 ? 'BAD_REQUEST' : 'request.failed'),
    response.status,
  )
}

function tooMany(mounted: Mounted, request: FastifyRequest, reply: FastifyReply, seconds: number) {
  reply.code(429).header('retry-after', String(seconds))
  return refusal(mounted, request, 'TOO_MANY_REQUESTS', 429, { seconds })
}

/** The same shape as the refusals of operations. */
function refusal(
  { say, language }: Mounted,
  request: FastifyRequest,
  code: string,
  status: number,
  values: Record<string, number | string> = { requestId: request.id },
) {
  const message = say(language(headersOf(request)), code, values)
  return { defined: true, code, status, message, data: { values } }
}

function emailIn(body: unknown): string {
  try {
    const { email } = JSON.parse(String(body)) as Body
    return typeof email === 'string' ? email.trim().toLowerCase().slice(0, 254) : ''
  } catch {
    return ''
  }
}
