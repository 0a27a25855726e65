import { ShopUnanswered } from './client.ts'

/** What came back, whatever its status. */
export type HttpAnswer = { status: number; headers: Headers; text: string }

export type HttpRequest = {
  url: string
  method: 'GET' | 'POST' | 'DELETE'
  headers: Record<string, string>
  body?: string
  timeoutMs: number
}

/** A hundred orders with all that plug-ins write beside them are a few megabytes. */
const MOST_BYTES = 32 * 1024 * 1024

/** What a smaller page may cure: it took too long, was too large, or broke off. */
export class TooMuch extends ShopUnanswered {}

/** One request, which follows no redirect, ends in time and is read to a limit. Source: W-28. */
export async function ask({ url, timeoutMs, ...request }: HttpRequest): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(url, { ...request, redirect: 'manual', cache: 'no-store', signal })
    return { status: response.status, headers: response.headers, text: await textOf(response) }
  } catch (error) {
    if (error instanceof ShopUnanswered) throw error
    throw networkFailure(error)
  }
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > MOST_BYTES) throw new TooMuch('other', `> ${MOST_BYTES / 1024 / 1024} MB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** What answered is no https: another service, or a site in http. */
const OTHER_PROTOCOL = /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNKNOWN_PROTOCOL|HTTP_REQUEST)$/
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|^ERR_(?:TLS|SSL)|^EPROTO$/

/** Only the code of the machine is said: its message may hold the address with the keys in it. */
function networkFailure(error: unknown): ShopUnanswered {
  const code = codeOf(error)
  if (code === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(code)) return new TooMuch('timeout')
  if (code === 'ENOTFOUND') return new ShopUnanswered('addressUnknown', code)
  if (OTHER_PROTOCOL.test(code)) return new ShopUnanswered('noHttps', code)
  if (CERTIFICATE.test(code)) return new ShopUnanswered('tls', code)
  if (/^(?:UND_ERR_SOCKET|ECONNRESET|EPIPE|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/.test(code))
    return new TooMuch('unreachable', code)
  return new ShopUnanswered(/^(?:E[A-Z_]+)$/.test(code) ? 'unreachable' : 'other', code)
}

/** `fetch failed` says why in its cause, and that sometimes in its own. */
function codeOf(error: unknown, depth = 0): string {
  const { name, code, cause, errors } = error as Record<'name' | 'code' | 'cause' | 'errors', unknown>
  if (name === 'TimeoutError' || name === 'AbortError') return 'TimeoutError'
  if (typeof code === 'string') return code
  const inner = cause ?? (Array.isArray(errors) ? errors[0] : undefined)
  return inner && depth < 3 ? codeOf(inner, depth + 1) : String(name ?? '')
}
