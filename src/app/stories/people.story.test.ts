import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aVisit, eventually, noBrowser, openBrowser, type Visit } from './browser.ts'
import { counts, rows, textOf } from './list.ts'
import { type Person, raiseStage, SLUG, type Stage, VALERIE } from './stage.ts'

const READER = {
  email: 'reader@example.org',
  password: 'reads and changes nothing',
  name: 'Léo Lecteur',
  role: 'reader',
}
const STRANGER = { email: 'stranger@example.org', password: 'works in another company', name: 'Éva Autre' }

describe.skipIf(noBrowser)('Who may see and do what', () => {
  let stage: Stage
  let browser: Browser
  let open: Visit[]

  beforeAll(async () => {
    stage = await raiseStage(inject('ownerUrl'))
    browser = await openBrowser()
    open = []
    const { context } = await visiting(VALERIE)
    const ofCompany = { 'x-company': SLUG }
    for (const { password, name, email, role } of [READER, { ...STRANGER, role: 'reader' }]) {
      const invited = await context.request.post('/api/users', { headers: ofCompany, data: { name, email, role } })
      expect(invited.status(), await invited.text()).toBe(200)
      const { id, link } = (await invited.json()) as { id: string; link: { token: string } }
      const chosen = await context.request.post('/api/auth/reset-password', {
        headers: { origin: stage.url },
        data: { token: link.token, newPassword: password },
      })
      expect(chosen.status(), await chosen.text()).toBe(200)
      if (role === 'reader' && name === STRANGER.name)
        await context.request.delete(`/api/users/${id}`, { headers: ofCompany })
    }
  })
  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })

  async function visiting(person: Person | null): Promise<Visit> {
    const visit = await aVisit(browser, stage, { as: person })
    open.push(visit)
    return visit
  }
  const signIn = async (page: Page, { email, password }: Person) => {
    await page.getByLabel('Adresse électronique').fill(email)
    await page.getByLabel('Mot de passe').fill(password)
    await page.getByRole('button', { name: 'Se connecter' }).click()
  }

  it('says that the address or the password is wrong, not which', async () => {
    const { page, go } = await visiting(null)
    await go('/sign-in')
    const said: string[] = []
    for (const wrong of [
      { ...VALERIE, password: 'not her password' },
      { email: 'nobody@example.org', password: 'not her password' },
    ]) {
      await signIn(page, wrong)
      const alert = page.getByRole('alert')
      await alert.waitFor()
      said.push(await textOf(alert))
      await page.reload()
    }
    expect(said[0]).toMatch(/mot de passe/i)
    expect(said[1]).toBe(said[0])
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  })

  it('comes back after sign-in to the screen that was asked', async () => {
    const { page, go } = await visiting(null)
    await go(`/${SLUG}/subscriptions?status=expiring`)
    await page.waitForURL(/sign-in/)
    await signIn(page, VALERIE)
    await counts(page, '9 abonnements')
  })

  it('shows a reader every list, and nothing that changes anything', async () => {
    const { page, go, faults } = await visiting(READER)
    await go(`/${SLUG}/recipients?kind=single-issue`)
    await page.getByText('Personne n’attend cet envoi').waitFor()
    for (const path of ['recipients', 'subscriptions', 'titles', 'issues', 'products', 'contacts']) {
      await go(`/${SLUG}/${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await eventually(() => page.locator('[aria-busy=true]').count()).toBe(0)
      const buttons = (await page.getByRole('main').getByRole('button').allInnerTexts()).join('\n')
      expect(buttons, path).not.toMatch(/Expédier|Nouveau|Nouvelle|Supprimer|Modifier/)
    }
    expect(await page.getByRole('navigation').getByRole('link', { name: 'Utilisateurs' }).count()).toBe(0)
    expect(faults).toEqual([])
  })

  it('offers a reader no command that changes anything, and no key does it either', async () => {
    const { page, go } = await visiting(READER)
    await go(`/${SLUG}/products`)
    await rows(page).first().waitFor()
    await page.keyboard.press('n')
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Commandes' })
    await palette.getByText('Abonnements', { exact: true }).waitFor()
    expect(await textOf(palette)).not.toMatch(/Nouveau|Expédier/)
    expect(await page.locator('main form').count()).toBe(0)
  })

  it('refuses a reader who calls all the same, in a clear sentence', async () => {
    const { context } = await visiting(READER)
    const answer = await context.request.post('/api/dispatch-runs', {
      headers: { 'x-company': SLUG, 'accept-language': 'fr' },
      data: { kind: 'subscription', title: 'CS', issue: '5' },
    })
    expect(answer.status()).toBe(403)
    expect(((await answer.json()) as { message: string }).message).toMatch(/droit/)
  })

  it('shows somebody of another company nothing of this one', async () => {
    const { page, go, context } = await visiting(STRANGER)
    await go('/')
    await page.getByRole('button', { name: 'Créer une société' }).click()
    await page.getByLabel('Nom de la société').fill('Éditions du Lac')
    await page.getByRole('button', { name: 'Créer la société' }).click()
    await page.waitForURL(/editions-du-lac/)
    await go(`/${SLUG}/subscriptions`)
    await page.getByText('Cette société n’existe pas, ou elle ne vous est pas ouverte').waitFor()
    expect(await textOf(page)).not.toMatch(/Capital Social|Jean-Baptiste/)
    for (const company of [SLUG, 'editions-du-lac']) {
      const answer = await context.request.get('/api/subscriptions', { headers: { 'x-company': company } })
      expect(await answer.text(), company).not.toContain('Jean-Baptiste')
    }
  })

  it('signs out, and the way back asks who one is', async () => {
    const { page, go } = await visiting(VALERIE)
    await go(`/${SLUG}/subscriptions`)
    await counts(page, '47 abonnements')
    await page.getByRole('button', { name: /compte de Valérie Garnier/ }).click()
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.waitForURL(/sign-in/)
    await page.goBack()
    await page.waitForURL(/sign-in/)
    expect(await textOf(page)).not.toContain('Jean-Baptiste')
  })

  it('leads to sign-in when the session was closed elsewhere', async () => {
    const [here, there] = [await visiting(VALERIE), await visiting(VALERIE)]
    await here.go(`/${SLUG}/subscriptions`)
    await counts(here.page, '47 abonnements')
    await there.go(`/${SLUG}/account`)
    await there.page.getByRole('button', { name: /Fermer.*autres/ }).click()
    await there.page.getByText(/fermées/).waitFor()
    await here.page.getByRole('searchbox', { name: 'Chercher' }).fill('jean')
    await here.page.waitForURL(/sign-in/)
    await signIn(here.page, VALERIE)
    await counts(here.page, '6 abonnements')
  })
})

describe.skipIf(noBrowser)('The first run', () => {
  let stage: Stage
  let browser: Browser

  beforeAll(async () => {
    stage = await raiseStage(inject('ownerUrl'), { demo: false })
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })

  it('creates the company and its administrator, and each empty list says what to do next', async () => {
    const { page, go, faults } = await aVisit(browser, stage, { as: null })
    await go('/')
    await page.waitForURL(/welcome/)
    await page.getByLabel('Nom de la société').fill('Éditions du Lac')
    await page.getByLabel('Votre nom').fill('Odile Martin')
    await page.getByLabel('Adresse électronique').fill('odile@example.org')
    await page.getByLabel('Mot de passe').fill('too short')
    await page.getByRole('button', { name: 'Créer la société' }).click()
    await page.locator('input[type=password][aria-invalid=true]:focus').waitFor()
    await page.getByLabel('Mot de passe').fill('le lac est calme')
    await page.getByRole('button', { name: 'Créer la société' }).click()
    await page.waitForURL(/editions-du-lac$/)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.locator('main').textContent()).toMatch(/\S/)
    await go('/editions-du-lac/subscriptions')
    await page.getByText('Aucun abonnement. Ils arrivent avec les factures').waitFor()
    await go('/editions-du-lac/products')
    await page.getByRole('status').getByRole('button').click()
    await page.locator('form').waitFor()
    expect(faults).toEqual([])
  })
})
