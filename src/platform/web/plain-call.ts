import { ORPCError } from '@orpc/client'
import { currentLanguage } from './language.ts'

type Refused = { code?: string; message?: string; data?: unknown }

/** Posts to a route that is no operation, such as sign-in; what it refuses has the shape of every other refusal. */
export async function post(path: string, body: object): Promise<unknown> {
  const response = await fetch(`/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': currentLanguage() },
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json().catch(() => ({}))
  if (response.ok) return answer
  const { code = 'request.failed', message = response.statusText, data } = answer as Refused
  throw new ORPCError(code, { status: response.status, message, data, defined: true })
}
