import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const CLIENT = { id: 'facteur', secret: 'client-secret' }
type Asked = { challenge: string; redirectUri: string; user: string }

/** An OAuth 2.0 server of its own on this machine (RFC 6749, 7636, 7662, 8414): each user says yes, and access can be taken back. */
export async function anAuthorisationServer(said: { authorization_endpoint?: string } = {}) {
  const grants = grantsOf()
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const metadata = { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, ...said }
  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, issuer)
    const form = new URLSearchParams(await bodyOf(request))
    if (url.pathname.endsWith('/openid-configuration')) return json(response, metadata)
    if (url.pathname === '/authorize')
      return response.writeHead(302, { location: grants.allowed(url.searchParams) }).end()
    return json(response, url.pathname === '/token' ? grants.token(form) : grants.introspected(form))
  }
  return {
    client: { issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, scope: 'mail offline_access' },
    introspectionUrl: `${issuer}/introspect`,
    /** The users take back what they allowed. */
    takeBack: grants.takeBack,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** What was allowed: each code serves once, and so does each lasting access, which gives the next one. */
function grantsOf() {
  const codes = new Map<string, Asked>()
  const lasting = new Map<string, string>()
  const tokens = new Map<string, string>()
  const taken = <T>(from: Map<string, T>, key: string | null) => {
    const found = from.get(key ?? '')
    from.delete(key ?? '')
    return found
  }
  const granted = (user: string) => {
    const [access, refresh] = [`access-${randomUUID()}`, `refresh-${randomUUID()}`]
    tokens.set(access, user)
    lasting.set(refresh, user)
    return { access_token: access, token_type: 'Bearer', expires_in: 3600, refresh_token: refresh }
  }
  const userOf = (form: URLSearchParams) => {
    if (form.get('grant_type') === 'refresh_token') return taken(lasting, form.get('refresh_token'))
    const proof = createHash('sha256').update(form.get('code_verifier')!).digest('base64url')
    const asked = taken(codes, form.get('code'))
    return asked?.challenge === proof && asked.redirectUri === form.get('redirect_uri') ? asked.user : undefined
  }
  return {
    /** Where the browser of a user who says yes goes next. */
    allowed(asked: URLSearchParams): string {
      const [code, redirectUri] = [randomUUID(), asked.get('redirect_uri')!]
      codes.set(code, { challenge: asked.get('code_challenge')!, redirectUri, user: asked.get('login_hint')! })
      const back = new URL(redirectUri)
      back.search = new URLSearchParams({ code, state: asked.get('state')! }).toString()
      return back.href
    },
    token(form: URLSearchParams) {
      if (form.get('client_id') !== CLIENT.id || form.get('client_secret') !== CLIENT.secret)
        return { error: 'invalid_client' }
      const user = userOf(form)
      return user ? granted(user) : { error: 'invalid_grant', error_description: 'nothing was allowed by that' }
    },
    introspected(form: URLSearchParams) {
      const user = tokens.get(form.get('token') ?? '')
      return user ? { active: true, username: user } : { active: false }
    },
    takeBack: () => lasting.clear(),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces = await Array.fromAsync(request as AsyncIterable<Buffer>)
  return Buffer.concat(pieces).toString()
}

const json = (response: ServerResponse, body: object) =>
  response.writeHead('error' in body ? 400 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
