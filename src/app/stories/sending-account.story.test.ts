import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aMailServer } from '../../domain/messaging/factory.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { SLUG } from './stage.ts'

describe.skipIf(noBrowser)('The sending account of a user, in the browser', () => {
  let visit: Visit
  let page: Page
  let server: Awaited<ReturnType<typeof aMailServer>>

  aStory(told => {
    ;({ visit, page } = told)
    sealWith('a secret of the stories alone, not used elsewhere')
  })
  beforeAll(async () => {
    server = await aMailServer()
  })
  afterAll(() => server?.close())

  const dialog = () => page.getByRole('dialog')
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const field = (name: string) => dialog().getByRole('textbox', { name, exact: true })

  it('X-41 what a user sends leaves from their own address, once they named its server', async () => {
    await visit.go(`/${SLUG}/exchange-settings`)
    await page.getByText('Ce que vous envoyez ici part de l’adresse de la société').waitFor()
    await button('Envoyer de mon adresse…').click()
    await field('Serveur (SMTP)').fill('127.0.0.1')
    await field('Port').fill(String(server.port))
    await dialog().getByRole('combobox', { name: 'Chiffrement' }).click()
    await page.getByRole('option', { name: 'Aucun' }).click()
    await field('Identifiant').fill('')
    await field('Adresse de l’expéditeur').fill('valerie@editions.example')
    await dialog()
      .getByRole('button', { name: /^Enregistrer/ })
      .click()
    await page.getByText('Ce que vous envoyez ici part de valerie@editions.example, par 127.0.0.1.').waitFor()
    await button('M’envoyer un essai').click()
    await page.getByText(/^Message d’essai envoyé à/).waitFor()
    expect(server.received).toMatchObject([{ from: 'valerie@editions.example' }])
  })

  it('X-41 who looks after the mail sees who sends so, and takes it back', async () => {
    await visit.go(`/${SLUG}/mail-settings`)
    await page.getByText(/, valerie@editions\.example$/).waitFor()
    await button('Retirer').click()
    await dialog().getByRole('button', { name: 'Retirer' }).click()
    await page.getByText('Compte d’envoi retiré.').waitFor()
    await eventually(() => page.getByText(/valerie@editions\.example/).count()).toBe(0)
  })
})
