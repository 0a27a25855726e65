import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { aVisit, eventually, noBrowser, oneAfterAnother, openBrowser, type Visit } from './browser.ts'
import { handsOn, noticePointer } from './keyboard.ts'
import { column, counts, rowOf, rows, textOf } from './list.ts'
import { raiseStage, SLUG, type Stage } from './stage.ts'

describe.skipIf(noBrowser)('Purchases by hand, and an invoice that is cancelled', () => {
  let stage: Stage
  let browser: Browser
  let visit: Visit
  let page: Page
  let hands: ReturnType<typeof handsOn>

  oneAfterAnother()
  beforeAll(async () => {
    stage = await raiseStage(inject('ownerUrl'))
    browser = await openBrowser()
    visit = await aVisit(browser, stage)
    await noticePointer(visit.context)
    page = visit.page
    hands = handsOn(page)
  })
  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })
  afterEach(() => expect(visit.faults).toEqual([]))

  const panel = () => page.getByRole('complementary', { name: 'Volet' })
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  /** Types into the lookup that has the focus, and takes what is found. */
  const find = async (typed: string, option: RegExp) => {
    await hands.type(typed)
    await page.getByRole('option', { name: option }).first().waitFor()
    await hands.press('Enter')
    await page.getByRole('option').first().waitFor({ state: 'detached' })
  }

  it('ABO-35 begins a purchase without invoice by the keyboard alone: who receives, which product', async () => {
    await visit.go(`/${SLUG}/subscriptions`)
    await counts(page, '47 abonnements')
    await hands.press('n')
    await hands.focusIs(/^Client/)
    await find('denis', /Denis Denis/)
    await hands.tabTo(/^Produit/)
    await find('ABO-A112', /ABO-A112/)
  })

  it('CIR-10 says by the keyboard that it is a gift and who gives it, and shows both', async () => {
    await hands.tabTo('Nature')
    await hands.press('Space')
    await page.getByRole('option', { name: 'Cadeau' }).waitFor()
    await hands.press('ArrowDown', 'Enter')
    await hands.tabTo(/^Offert par/)
    await find('arnaud', /Arnaud Arnaud/)
    await hands.press('Control+s')
    await page.getByText(/Abonnement \d+ créé/).waitFor()
    await counts(page, '48 abonnements')
    await eventually(() => textOf(panel())).toMatch(/Offert par\s+Arnaud Arnaud[\s\S]*Nature\s+Cadeau/)
    expect(await textOf(panel())).toMatch(/Facture\s+Hors facture/)
    expect(await hands.pointed()).toBe(false)
  })

  it('ABO-37 ABO-43 ABO-44 changes it only once the padlock is open', async () => {
    await button('Modifier').click()
    const validate = button(/^Valider/)
    expect(await validate.isDisabled()).toBe(true)
    await page.getByRole('textbox', { name: 'Nb ex.' }).fill('3')
    await button('Ouvrir le cadenas').click()
    await validate.click()
    await eventually(() => textOf(panel())).toMatch(/Nb ex\.\s+3/)
    await eventually(() => textOf(panel())).toMatch(/Créé le .* VG · modifié le .* VG/i)
    await eventually(() => rows(page).first().locator('td[data-column=copies]').textContent()).toBe('3')
  })

  it('ABO-48 deletes it, as it has no invoice and nothing left', async () => {
    await button('Supprimer').click()
    await page.getByRole('dialog').getByText('L’achat de Denis Denis disparaît').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer l’achat' }).click()
    await page.getByText(/Achat \d+ supprimé/).waitFor()
    await counts(page, '47 abonnements')
  })

  it('CIR-9 CIR-11 makes a press service without end by the keyboard, once it says when to review it', async () => {
    await visit.go(`/${SLUG}/subscriptions`)
    await counts(page, '47 abonnements')
    await hands.press('n')
    await hands.focusIs(/^Client/)
    await find('denis', /Denis Denis/)
    await hands.tabTo(/^Produit/)
    await find('ABO-A112', /ABO-A112/)
    await hands.tabTo('Nature')
    await hands.press('Space')
    await page.getByRole('option', { name: 'Service de presse' }).waitFor()
    await hands.press('ArrowDown', 'ArrowDown', 'Enter')
    await hands.tabTo(/^Motif/)
    await hands.type('Critique')
    await hands.press('Tab', 'ArrowRight')
    await hands.tabTo(/^Abonné du/)
    await hands.type('010823')
    await hands.press('Control+s')
    await page.getByText('Un service sans fin a une date de revue.').waitFor()
    await hands.focusIs(/^À revoir le/)
    await hands.type('010124')
    await hands.press('Control+s')
    await page.getByText(/Abonnement \d+ créé/).waitFor()
    await eventually(() => textOf(panel())).toMatch(/à partir du 01\/08\/2023, sans fin/)
    await eventually(() => rows(page).first().locator('td[data-column=expiresOn]').textContent()).toBe('sans fin')
    await button('Supprimer').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer l’achat' }).click()
    await counts(page, '47 abonnements')
  })

  it('ABO-36 refuses to delete one of an invoice, which is named', async () => {
    await rowOf(page, '1043').first().click()
    await hands.press('Delete')
    await page
      .getByText('Cet achat vient de la facture FA-2023-000001 : il ne peut pas être supprimé. Annulez la facture')
      .waitFor()
    await counts(page, '47 abonnements')
  })

  it('ABO-39 goes from a purchase to its invoice by the menu', async () => {
    await rowOf(page, '1043').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Afficher la facture' }).click()
    await page.getByRole('heading', { name: 'F Marie' }).waitFor()
  })

  it('ABO-82 X-22 cancels the invoice, and the service stops with it', async () => {
    await button('Avoir…').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Aucun exemplaire n’est parti, plus rien ne part.').waitFor()
    await dialog.getByRole('textbox', { name: 'Motif' }).fill('Remboursée')
    await dialog.getByRole('button', { name: /^Émettre l’avoir/ }).click()
    await page.getByText(/Avoir AV-2023-000001 émis sur/).waitFor()
    await page.getByRole('tab', { name: 'Achats' }).click()
    await eventually(() => textOf(page.getByRole('tabpanel'))).toMatch(/1043[\s\S]*Annulé/)
    await visit.go(`/${SLUG}/subscriptions?status=cancelled`)
    await counts(page, '1 abonnement')
    expect(await column(page, 'number')).toEqual(['1043'])
  })

  it('CIR-12 pastes those whom one pays for; a line that is not clear stays with its reason, Escape keeps the sale', async () => {
    await visit.go(`/${SLUG}/invoices/new`)
    const choose = async (label: string, typed: string, option: RegExp) => {
      await page.getByRole('textbox', { name: label }).last().fill(typed)
      await page.getByRole('option', { name: option }).first().click()
    }
    await choose('Client', 'denis', /Denis Denis/)
    await page.getByRole('combobox', { name: 'Code' }).fill('ABO-A112')
    await page.getByRole('option', { name: /ABO-A112/ }).click()
    await button('Plusieurs destinataires').click()
    const dialog = page.getByRole('dialog')
    const add = dialog.getByRole('button', { name: 'Ajouter les destinataires' })
    await dialog.getByRole('textbox').fill('F Marie\nPersonne Inconnue\nF Jean-Baptiste')
    await add.click()
    await dialog.getByText('Personne Inconnue\u202f» : aucun contact').waitFor()
    expect(await dialog.getByRole('textbox').inputValue()).toBe('Personne Inconnue')
    await page.keyboard.press('Escape')
    await eventually(() => dialog.count()).toBe(0)
    await eventually(() => textOf(page.getByRole('main'))).toMatch(/Total TTC\s+68,00 €/)
    await button(/^Valider(?! et)/).click()
    await page.getByText(/est émise/).waitFor()
  })
})
