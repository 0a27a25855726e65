import type { Browser, Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, aVisit, eventually, noBrowser, type Visit } from './browser.ts'
import { rowOf, textOf } from './list.ts'
import { loadWorkshop, SLUG, type Stage, VALERIE } from './stage.ts'

describe.skipIf(noBrowser)('Who says how orders are followed', () => {
  let stage: Stage
  let browser: Browser
  let visit: Visit
  let page: Page

  aStory(
    told => {
      ;({ stage, browser, visit, page } = told)
    },
    {
      before: loadWorkshop,
    },
  )

  const button = (name: string | RegExp, within: Page | Locator = page) => within.getByRole('button', { name })
  const group = (name: string) => page.getByRole('group', { name, exact: true })
  const section = (name: string) => page.locator('section').filter({ has: page.getByRole('heading', { name }) })
  const names = (within: Locator | Page) =>
    within.getByRole('group').evaluateAll(groups => groups.map(one => one.getAttribute('aria-label')))
  const choose = async (field: Locator, option: string) => {
    await field.click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }

  it('SUI-1 SUI-6 adds a stage where it belongs, by the keyboard alone', async () => {
    await visit.go(`/${SLUG}/stages`)
    await group('Annulée').waitFor()
    await button('Ajouter une étape').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Finition')
    for (const name of ['Annulée', 'Terminée', 'Livraison']) {
      await button('Monter Finition').press('Enter')
      await eventually(async () => (await names(page)).indexOf('Finition') < (await names(page)).indexOf(name)).toBe(
        true,
      )
      await eventually(() => button('Monter Finition').evaluate(one => one === document.activeElement)).toBe(true)
    }
    await group('Finition').getByLabel('Maximum').fill('2')
    await page.keyboard.press('Control+s')
    await page.getByText('Étapes enregistrées.').waitFor()
    await page.reload()
    await eventually(() => names(page)).toEqual([
      ...['En attente', 'Prise en charge', 'Découpage', 'Assemblage', 'Emballage', 'Finition', 'Livraison'],
      ...['Terminée', 'Annulée'],
    ])
    expect(await group('Finition').getByLabel('Maximum').inputValue()).toBe('2')
  })

  it('X-52 SUI-13 gives it a message that is written first', async () => {
    await visit.go(`/${SLUG}/tracking-settings`)
    await button('Ajouter un message').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Nom du message').fill('Finition en cours')
    await dialog
      .getByLabel(/^Objet/)
      .first()
      .fill('{commande} est chez le vernisseur')
    await dialog
      .getByLabel(/^Texte/)
      .first()
      .fill('Bonjour {nom},\n\nVotre {meuble} sèche.')
    await button('Enregistrer le message', dialog).click()
    await eventually(() => textOf(dialog)).toContain('meuble')
    await dialog
      .getByLabel(/^Texte/)
      .first()
      .fill('Bonjour {nom},\n\nVotre commande sèche.')
    await button('Enregistrer le message', dialog).click()
    await dialog.waitFor({ state: 'detached' })
    await visit.go(`/${SLUG}/stages`)
    await choose(group('Finition').getByLabel('Message auto'), 'Finition en cours')
    await choose(group('Finition').getByLabel('Envoi'), 'automatique')
    await choose(group('Finition').getByLabel('Statut donné'), 'en cours')
    await page.keyboard.press('Control+s')
    await page.getByText('Étapes enregistrées.').waitFor()
    await visit.go(`/${SLUG}/tracking-settings`)
    await eventually(() => textOf(section('Messages-type des étapes'))).toContain('Finition en cours étapes : Finition')
  })

  it('X-49 X-55 sets the days of the colours, and a combination to check', async () => {
    await page.getByLabel('Urgent à partir de (jours avant)').fill('3')
    await button('Ajouter une combinaison').click()
    const pair = section('Combinaisons à vérifier')
    await choose(pair.getByLabel('Étape').last(), 'En attente')
    await page.keyboard.press('Control+s')
    await page.getByText('Réglages enregistrés.').waitFor()
    await visit.go(`/${SLUG}/tracking`)
    await eventually(() => textOf(rowOf(page, 'Gestan Cloud'))).toContain('À vérifier')
    await eventually(() => textOf(rowOf(page, 'BC 771'))).toContain('urgent')
  })

  it('limits somebody to two stages, whom the board then keeps from the others', async () => {
    await visit.go(`/${SLUG}/tracking-settings`)
    const limit = page.getByRole('combobox', { name: 'HP · Hugo Petit' })
    await limit.click()
    for (const name of ['Découpage', 'Assemblage']) await page.getByRole('option', { name, exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByText('Étapes de Hugo Petit enregistrées.').waitFor()
    await page.reload()
    await eventually(() => textOf(section('Étapes de chacun'))).toMatch(/HP · Hugo Petit\s*Découpage\s*Assemblage/)
    const hugo = await aVisit(browser, stage, {
      as: { email: 'hugo.petit@canal.example', password: VALERIE.password },
    })
    await hugo.go(`/${SLUG}/tracking-board`)
    const drags = (number: string) =>
      hugo.page.locator('[data-card]').filter({ hasText: number }).getAttribute('draggable')
    await eventually(() => drags('CC-2023-00014')).toBe('true')
    expect(await drags('CC-2023-00018')).toBe('false')
    expect(hugo.faults).toEqual([])
    await hugo.context.close()
  })

  it('SUI-24 renames a status, adds one, and puts it away again', async () => {
    await visit.go(`/${SLUG}/order-settings`)
    const statuses = section('Statuts des commandes des clients')
    await group('en cours').first().getByLabel('En français').fill('à l’atelier')
    await button('Ajouter un statut', statuses).click()
    await page.keyboard.type('à rappeler')
    await button('Enregistrer les statuts', statuses).click()
    await page.getByText('Statuts enregistrés.').waitFor()
    await page.reload()
    await eventually(() => names(statuses)).toContain('à rappeler')
    await button('Retirer à rappeler').click()
    await button('Enregistrer les statuts', statuses).click()
    await page.getByText('Statuts enregistrés.').waitFor()
    await page.reload()
    await eventually(() => names(statuses)).toContain('à l’atelier')
    expect(await names(statuses)).not.toContain('à rappeler')
  })

  it('X-54 adds a nature and a machine, renames one where it stands, and puts it away', async () => {
    await page.getByLabel('Nouvelle nature').fill('Sur mesure')
    await page.keyboard.press('Enter')
    await page.getByLabel('Renommer Sur mesure').waitFor()
    await page.getByLabel('Nouvelle machine, personne ou lieu').fill('Ponceuse')
    await page.keyboard.press('Enter')
    await page.getByLabel('Renommer Ponceuse').fill('Ponceuse à bande')
    await page.keyboard.press('Enter')
    await page.getByLabel('Renommer Ponceuse à bande').waitFor()
    await visit.go(`/${SLUG}/orders/new`)
    await page.getByRole('combobox', { name: 'Machine' }).click()
    await page.getByRole('option', { name: 'Ponceuse à bande' }).waitFor()
  })
})
