import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAuthorisationServer } from '../testing/authorisation-server.ts'
import { aDovecot, hasDovecot } from '../testing/dovecot.ts'
import { openMailbox } from './incoming.ts'
import { accessAnswered, authorisationAddress, freshTokens, type OAuthClient } from './oauth.ts'

const REDIRECT = 'https://facteur.example/authorised'

/** What comes back with a user who said yes. */
async function said(client: OAuthClient) {
  let verifier = ''
  const stateOf = (proof: string) => {
    verifier = proof
    return `state ${proof}`
  }
  const address = await authorisationAddress(client, { user: 'appros', redirectUri: REDIRECT, stateOf })
  const back = await fetch(address, { redirect: 'manual' })
  const answer = new URL(back.headers.get('location')!).search
  return { answer, state: `state ${verifier}`, redirectUri: REDIRECT, verifier }
}

describe.skipIf(!hasDovecot)('X-45 a mailbox that is opened by OAuth 2.0', () => {
  let provider: Awaited<ReturnType<typeof anAuthorisationServer>>
  let dovecot: Awaited<ReturnType<typeof aDovecot>>
  beforeAll(async () => {
    provider = await anAuthorisationServer()
    dovecot = await aDovecot({}, { introspectionUrl: provider.introspectionUrl })
    dovecot.deliver('appros', 'Subject: un\r\n\r\nBonjour\r\n')
  })
  afterAll(async () => {
    await dovecot?.stop()
    await provider?.stop()
  })

  const opened = (protocol: 'imap' | 'pop3', refreshToken: string, kept: string[] = []) =>
    openMailbox(
      {
        ...{ protocol, host: '127.0.0.1', port: dovecot.ports[protocol], security: 'none', user: 'appros' },
        ...{ password: null, oauth: { ...provider.client, refreshToken } },
      },
      { keepRefreshToken: async token => void kept.push(token) },
    )

  test.each(['imap', 'pop3'] as const)('is read over %s, and tells the access that counts next', async protocol => {
    const first = await accessAnswered(provider.client, await said(provider.client))
    const kept: string[] = []
    for (const refreshToken of [() => first, () => kept[0]!]) {
      const mailbox = await opened(protocol, refreshToken(), kept)
      expect(await mailbox.list(null)).toHaveLength(1)
      await mailbox.close()
    }
    expect(new Set([first, ...kept]).size).toBe(3)
    await expect(opened(protocol, first)).rejects.toMatchObject({
      reason: 'authentication',
      message: /^OAuth: invalid/,
    })
  })

  test.each(['imap', 'pop3'] as const)('says over %s that the mailbox is not that user’s', async protocol => {
    const refreshToken = await accessAnswered(provider.client, await said(provider.client))
    await expect(
      openMailbox({
        ...{ protocol, host: '127.0.0.1', port: dovecot.ports[protocol], security: 'none', user: 'empty' },
        ...{ password: null, oauth: { ...provider.client, refreshToken } },
      }),
    ).rejects.toMatchObject({ reason: 'authentication' })
  })

  test.each([
    ['another state', { state: 'state other' }],
    ['another proof', { verifier: 'x'.repeat(43) }],
    ['another way back', { redirectUri: 'https://facteur.example/other' }],
  ])('gives no access to %s', async (_, wrong) => {
    const answered = { ...(await said(provider.client)), ...wrong }
    await expect(accessAnswered(provider.client, answered)).rejects.toThrow(/^OAuth: /)
  })

  test('gives no access to a user who says no', async () => {
    const { state, ...right } = await said(provider.client)
    const answer = new URLSearchParams({ error: 'access_denied', error_description: 'non', state }).toString()
    await expect(accessAnswered(provider.client, { ...right, state, answer })).rejects.toMatchObject({
      reason: 'authentication',
      message: 'OAuth: access_denied: non',
    })
  })

  test.each(['javascript:alert(1)', 'data:text/html,x', 'authorize', ''])('sends no browser to %o', async said => {
    const other = await anAuthorisationServer({ authorization_endpoint: said })
    const asked = { user: 'appros', redirectUri: REDIRECT, stateOf: () => 'state' }
    await expect(authorisationAddress(other.client, asked)).rejects.toMatchObject({ reason: 'unreachable' })
    await other.stop()
  })

  test('tells a secret that is wrong, a server that is not there and one without encryption', async () => {
    const right = await said(provider.client)
    await expect(accessAnswered({ ...provider.client, clientSecret: 'wrong' }, right)).rejects.toMatchObject({
      reason: 'authentication',
      message: 'OAuth: invalid_client',
    })
    const elsewhere = (issuer: string) => freshTokens({ ...provider.client, issuer, refreshToken: 'x' })
    await expect(elsewhere('http://127.0.0.1:9')).rejects.toMatchObject({ reason: 'unreachable' })
    await expect(elsewhere('http://mail.example.org')).rejects.toThrow(/OAuth: only requests to HTTPS are allowed/)
  })
})
