import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  ClientSecretBasic,
  ClientSecretPost,
  calculatePKCECodeChallenge,
  discoveryRequest,
  generateRandomCodeVerifier,
  None,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
  validateAuthResponse,
} from 'oauth4webapi'
import { MailFailure } from './failure.ts'

/** A program registered with who keeps a mailbox: `issuer` is found by discovery (RFC 8414, OpenID Connect). */
export type OAuthClient = {
  issuer: string
  clientId: string
  /** Empty: a client that keeps no secret. */
  clientSecret: string
  /** What is asked for, words between spaces. */
  scope: string
}

/** What a client was allowed by a user, for as long as the user does not take it back. */
export type OAuthAccess = OAuthClient & { refreshToken: string }

export type OAuthTokens = { accessToken: string; refreshToken: string | null }

const TIMEOUT_MS = 15_000
const MOST_DETAIL = 500
/** What the detail of a failure begins with when it is not the mail server that fails. */
const OAUTH = 'OAuth: '
const detail = (found: string) => `${OAUTH}${found}`.slice(0, MOST_DETAIL)

/** Where a user allows access, and the secret half that the answer is proved with (RFC 7636). */
export async function authorisationAddress(
  client: OAuthClient,
  { user, redirectUri, stateOf }: { user: string; redirectUri: string; stateOf(verifier: string): string },
): Promise<string> {
  const server = await discovered(client)
  const address = URL.parse(server.authorization_endpoint ?? '')
  // A browser goes there: what a provider says must be a page, and no script.
  if (!address || !/^https?:$/.test(address.protocol))
    throw new MailFailure('unreachable', detail(`authorization_endpoint ${server.authorization_endpoint ?? ''}`))
  const verifier = generateRandomCodeVerifier()
  const asked = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    scope: client.scope,
    state: stateOf(verifier),
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    login_hint: user,
    // Google gives a lasting access only when it is asked so, and only with the user's word.
    access_type: 'offline',
    prompt: 'consent',
  }
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value)
  return address.href
}

/** The lasting access for the answer that came back with the user. Throws `MailFailure` when there is none. */
export function accessAnswered(
  client: OAuthClient,
  { answer, state, redirectUri, verifier }: Record<'answer' | 'state' | 'redirectUri' | 'verifier', string>,
): Promise<string> {
  return told(async () => {
    const server = await discovered(client)
    const known = { client_id: client.clientId }
    const answered = validateAuthResponse(server, known, new URLSearchParams(answer), state)
    const response = await authorizationCodeGrantRequest(
      server,
      known,
      proofOf(server, client),
      answered,
      redirectUri,
      verifier,
      asking(client.issuer),
    )
    const { refresh_token } = await processAuthorizationCodeResponse(server, known, response)
    if (!refresh_token)
      throw new MailFailure('authentication', `${OAUTH}no refresh_token, the scope asks for no lasting access`)
    return refresh_token
  })
}

/** A word that opens the mailbox once; with it the next lasting access where the server changed that. */
export function freshTokens(client: OAuthAccess): Promise<OAuthTokens> {
  return told(async () => {
    const server = await discovered(client)
    const known = { client_id: client.clientId }
    const response = await refreshTokenGrantRequest(
      server,
      known,
      proofOf(server, client),
      client.refreshToken,
      asking(client.issuer),
    )
    const { access_token, refresh_token } = await processRefreshTokenResponse(server, known, response)
    return { accessToken: access_token, refreshToken: refresh_token ?? null }
  })
}

function discovered({ issuer }: OAuthClient): Promise<AuthorizationServer> {
  return told(async () => {
    const url = new URL(issuer)
    return processDiscoveryResponse(url, await discoveryRequest(url, { algorithm: 'oidc', ...asking(issuer) }))
  })
}

function proofOf(
  { token_endpoint_auth_methods_supported: methods }: AuthorizationServer,
  { clientSecret }: OAuthClient,
) {
  if (clientSecret === '') return None()
  return methods && !methods.includes('client_secret_post')
    ? ClientSecretBasic(clientSecret)
    : ClientSecretPost(clientSecret)
}

const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::|\/|$)/

/** Without encryption a server of this very machine alone is spoken to. */
const asking = (issuer: string) => ({
  [allowInsecureRequests]: LOOPBACK.test(issuer),
  signal: () => AbortSignal.timeout(TIMEOUT_MS),
})

/** What the server of authorisations refused is told apart from one that does not answer as it should. */
async function told<T>(asking: () => Promise<T>): Promise<T> {
  try {
    return await asking()
  } catch (error) {
    if (error instanceof MailFailure) throw error
    const {
      error: code,
      error_description: description,
      message,
      cause,
    } = error as {
      error?: unknown
      error_description?: unknown
      message: string
      cause?: { code?: unknown; message?: unknown }
    }
    if (typeof code === 'string')
      throw new MailFailure('authentication', detail([code, description].filter(Boolean).join(': ')))
    throw new MailFailure('unreachable', detail(typeof cause?.message === 'string' ? cause.message : message))
  }
}
