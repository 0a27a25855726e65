import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { sealWith } from '../../platform/mail/seal.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { handsOn } from './keyboard.ts'
import { counts, rows } from './list.ts'
import { SLUG } from './stage.ts'

describe.skipIf(noBrowser)('The focus, when the dialog that had it is gone', () => {
  let visit: Visit
  let page: Page
  let hands: ReturnType<typeof handsOn>

  aStory(async told => {
    ;({ visit, page } = told)
    sealWith('a secret of the stories alone, not used elsewhere')
    hands = handsOn(page)
    await visit.go(`/${SLUG}/partners`)
  })

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const dialogs = () => page.getByRole('dialog').count()

  it('is back at the button that opened it, when it is left', async () => {
    await button('Nouveau partenaire').first().focus()
    await hands.press('Enter')
    await hands.focusIs(/^Contact/)
    await hands.press('Escape')
    await eventually(dialogs).toBe(0)
    await hands.focusIs('Nouveau partenaire')
  })

  it('is back at that button once the form was saved', async () => {
    await hands.press('Enter')
    await hands.focusIs(/^Contact/)
    await hands.type('Michel')
    // Until the server answered, the list shows whom it showed before anything was typed.
    await eventually(() => page.getByRole('option').first().textContent()).toMatch(/Michel/)
    await hands.press('ArrowDown', 'Enter')
    await eventually(() => page.getByRole('option').count()).toBe(0)
    await hands.tabTo(/^Adresse pour les commandes/)
    await hands.type('commandes@dupont.example')
    await hands.press('Control+s')
    await eventually(dialogs).toBe(0)
    await hands.focusIs('Nouveau partenaire')
  })

  it('is in the list when what opened it was the menu of a row', async () => {
    await visit.go(`/${SLUG}/mailboxes`)
    await button('Ajouter une boîte').first().click()
    await page.getByRole('dialog').getByLabel('Mot de passe').first().waitFor()
    for (const [label, text] of MAILBOX) await page.getByRole('dialog').getByLabel(label).first().fill(text)
    await hands.press('Control+s')
    await eventually(dialogs).toBe(0)
    await counts(page, '1 boîte')
    await ofTheRow('Modifier')
    await page.getByRole('dialog').getByLabel('Port').waitFor()
    await hands.press('Control+s')
    await eventually(dialogs).toBe(0)
    await eventually(role).toBe('grid')
  })

  it('is on the screen when the row is gone, and the list with it', async () => {
    await ofTheRow('Retirer')
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).focus()
    await hands.press('Enter')
    await page.getByText('Boîte retirée.').waitFor()
    await page.getByText('Aucune boîte').waitFor()
    await eventually(() => page.evaluate(() => document.activeElement?.id)).toBe('content')
  })

  const role = () => page.evaluate(() => document.activeElement?.getAttribute('role'))
  const ofTheRow = async (action: string) => {
    await rows(page).first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: action }).waitFor()
    await hands.until('ArrowDown', async () => (await hands.focused()).startsWith(action))
    await hands.press('Enter')
  }
})

const MAILBOX = [
  ['Serveur', 'imap.nous.example'],
  ['Port', '993'],
  ['Adresse, ou nom sur le serveur', 'appros@nous.example'],
  ['Mot de passe', 'secret'],
] as const
