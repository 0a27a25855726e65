import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealWith } from '../../platform/mail/seal.ts'
import { anAuthorisationServer } from '../../platform/testing/authorisation-server.ts'
import { aDovecot, hasDovecot } from '../../platform/testing/dovecot.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { counts, rowOf, textOf } from './list.ts'
import { SLUG } from './stage.ts'

describe.skipIf(noBrowser || !hasDovecot)('A mailbox whose user gives access, in the browser', () => {
  let visit: Visit
  let page: Page
  let provider: Awaited<ReturnType<typeof anAuthorisationServer>>
  let dovecot: Awaited<ReturnType<typeof aDovecot>>

  aStory(told => {
    ;({ visit, page } = told)
    sealWith('a secret of the stories alone, not used elsewhere')
  })
  beforeAll(async () => {
    provider = await anAuthorisationServer()
    dovecot = await aDovecot({}, { introspectionUrl: provider.introspectionUrl })
    dovecot.deliver('appros', 'From: a@example.org\r\nSubject: Bonjour\r\n\r\nBonjour\r\n')
  })
  afterAll(() => Promise.all([dovecot?.stop(), provider?.stop()]))

  const dialog = () => page.getByRole('dialog')
  const choose = async (name: string) => {
    await dialog().getByRole('combobox', { name: 'Connexion' }).click()
    await page.getByRole('option', { name, exact: true }).click()
  }
  const field = (name: string) => dialog().getByRole('textbox', { name, exact: true })
  const port = () => field('Port').inputValue()

  it('X-45 a provider brings its server, and what it wants to know is said', async () => {
    await visit.go(`/${SLUG}/mailboxes`)
    await page.getByRole('button', { name: 'Ajouter une boîte' }).first().click()
    await choose('Microsoft 365')
    expect(await field('Serveur').inputValue()).toBe('outlook.office365.com')
    await dialog().getByText('POP3', { exact: true }).click()
    await eventually(port).toBe('995')
    await dialog().getByText(`/${SLUG}/mailbox-authorised`).waitFor()
    await dialog()
      .getByRole('button', { name: /^Enregistrer et autoriser/ })
      .click()
    await eventually(() => field('Locataire').getAttribute('aria-invalid')).toBe('true')
  })

  it('X-45 is authorised where it is kept, and collected when its user is back', async () => {
    await choose('Autre (OAuth2)')
    await dialog().getByText('IMAP', { exact: true }).click()
    const { issuer, clientId, clientSecret, scope } = provider.client
    for (const [label, value] of [
      ['Serveur', '127.0.0.1'],
      ['Port', String(dovecot.ports.imap)],
      ['Adresse, ou nom sur le serveur', 'appros'],
      ['Fournisseur', issuer],
      ['Droits demandés', scope],
      ['Identifiant du client', clientId],
    ] as const)
      await field(label).fill(value)
    await dialog().getByLabel('Secret du client').first().fill(clientSecret)
    expect(await page.locator('[aria-invalid=true]').count()).toBe(0)
    await dialog().getByRole('combobox', { name: 'Sécurité' }).click()
    await page.getByRole('option', { name: 'aucune' }).click()
    await dialog()
      .getByRole('button', { name: /^Enregistrer et autoriser/ })
      .click()
    await page.getByText('appros : accès autorisé, la boîte peut être relevée.').waitFor()
    expect(visit.faults.splice(0)).toEqual([expect.stringContaining(`asked ${issuer}/authorize?`)])
    await counts(page, '1 boîte')
    await eventually(() => textOf(rowOf(page, 'appros').first())).toContain('en service')
  })

  it('X-45 an answer that nobody asked for is refused in words, with a way back', async () => {
    await visit.go(`/${SLUG}/mailbox-authorised?code=x&state=y`)
    await page
      .getByRole('alert')
      .getByText(/Recommencez depuis la liste des boîtes/)
      .waitFor()
    await page.getByRole('link', { name: 'Retour aux boîtes' }).click()
    await counts(page, '1 boîte')
  })
})
