import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { column, counts, downloaded, headings, rowOf, rows, textOf } from './list.ts'
import { SLUG, setEnvironment, VALERIE } from './stage.ts'

const WORDS = { upcoming: 'À venir', running: 'En cours', expiring: 'Expire bientôt', expired: 'Expiré' }
const SUBSCRIPTION_COLUMNS = [
  'Id achat',
  'Nom',
  'Prénom',
  'Produit',
  'Libellé',
  'Début',
  'Fin',
  'Dernière expéd.',
  'S',
  'Durée',
]
const RECIPIENT_COLUMNS = ['Id achat', 'Contact', 'Civ.', 'Nom', 'Prénom', 'Raison sociale', 'Mail', 'Adresse 1']
const RUN_COLUMNS = ['Id', 'Libellé', 'Numéro', 'Expédition', 'Par']
const SHIPMENT_COLUMNS = ['Id', 'Envoyé', 'Nb ex.', 'Civ.', 'Nom', 'Prénom', 'Mail', 'Raison sociale', 'Adresse 1']
const FILE_HEADINGS =
  'Id;Contact;Civ.;Nom;Prénom;Raison sociale;Adresse 1;Adresse 2;Adresse 3;Code postal;Ville;Pays;Nb ex.;Numéro'
const tall = { width: 1440, height: 2400 }
const desk = { width: 1440, height: 900 }

const daysFrom = (from: string, until: string) => Temporal.PlainDate.from(from).until(until).total({ unit: 'days' })
const isoOf = (shown: string) => shown.split('/').reverse().join('-')

/** What the documents call a subscription that ends that day. */
function expectedStatus([starts, ends]: [string, string], today: string): string {
  if (daysFrom(today, isoOf(starts)) > 0) return WORDS.upcoming
  const left = daysFrom(today, isoOf(ends))
  return left < 0 ? WORDS.expired : left <= 15 ? WORDS.expiring : WORDS.running
}

describe.skipIf(noBrowser)('From the sale to the envelope, by mouse', () => {
  let visit: Visit
  let page: Page

  aStory(
    told => {
      ;({ visit, page } = told)
    },
    { looks: { as: null } },
  )

  const enter = (name: string) =>
    page.getByRole('navigation', { name: 'Navigation' }).getByRole('link', { name, exact: true }).click()
  const button = (name: string | RegExp) => page.getByRole('button', { name })

  it('signs in, from the bare address', async () => {
    await visit.go('/')
    await page.getByLabel('Adresse électronique').fill(VALERIE.email)
    await page.getByLabel('Mot de passe').fill(VALERIE.password)
    await button('Se connecter').click()
    await page.waitForURL(`**/${SLUG}`)
  })

  it('says at home what needs attention', async () => {
    await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toContain('jeudi 31/08/2023')
    await eventually(async () =>
      (await page.locator('main li').allInnerTexts()).map(line =>
        line
          .split(/\s*\n\s*/)
          .slice(0, 2)
          .join(' '),
      ),
    ).toEqual([
      '22 abonnés attendent le n°\u00a05 de Capital Social',
      '21 abonnés attendent le n°\u00a04 de Capital Social',
      '9 abonnements expirent dans les 15\u00a0jours',
      '21 abonnements expirent dans les 60\u00a0jours',
    ])
  })

  it('ABO-26, ABO-28, ABO-29 lists all subscription purchases, latest number first', async () => {
    await page.setViewportSize(tall)
    await enter('Abonnements')
    await counts(page, '47 abonnements')
    expect((await headings(page)).slice(0, 10)).toEqual(SUBSCRIPTION_COLUMNS)
    await eventually(() => rows(page).count()).toBe(47)
    const numbers = (await column(page, 'number')).map(Number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
  })

  it('ABO-30 ends each subscription the day before its months have passed', async () => {
    const [starts, ends, months] = await Promise.all(
      ['startsOn', 'expiresOn', 'termMonths'].map(field => column(page, field)),
    )
    for (const [at, start] of starts!.entries()) {
      const end = Temporal.PlainDate.from(isoOf(start))
        .add({ months: Number.parseInt(months![at]!, 10) })
        .subtract({ days: 1 })
      expect(isoOf(ends![at]!), start).toBe(String(end))
    }
  })

  it('ABO-31, ABO-33 says in words what runs and what expires within 15 days', async () => {
    expect(new Set(await statusesAsOf('2023-08-31'))).toEqual(new Set([WORDS.running, WORDS.expiring]))
  })

  it('ABO-32 says in words what has expired, ten days later', async () => {
    const restore = setEnvironment({ FACTEUR_TODAY: '2023-09-10' })
    try {
      await page.reload()
      await rowOf(page, WORDS.expired).first().waitFor()
      expect(new Set(await statusesAsOf('2023-09-10'))).toContain(WORDS.expired)
    } finally {
      restore()
    }
    await page.reload()
    await counts(page, '47 abonnements')
    await page.setViewportSize(desk)
  })

  /** The statuses shown, each held against the days of its row. */
  async function statusesAsOf(today: string) {
    const [starts, ends, words] = await Promise.all(
      ['startsOn', 'expiresOn', 'status'].map(field => column(page, field)),
    )
    expect(words).toEqual(ends!.map((end, at) => expectedStatus([starts![at]!, end], today)))
    return words!
  }

  it('filters by status through the chip, and the address keeps the filter', async () => {
    await button('Statut').click()
    await page.getByRole('radio', { name: WORDS.expiring }).click()
    await counts(page, '9 abonnements')
    expect(new URL(page.url()).searchParams.get('status')).toBe('expiring')
    await page.reload()
    await counts(page, '9 abonnements')
    expect(new Set(await column(page, 'status'))).toEqual(new Set([WORDS.expiring]))
    await button(/^Enlever le filtre/).click()
    await counts(page, '47 abonnements')
  })

  it('finds jean-baptiste, whatever the case', async () => {
    const search = page.getByRole('searchbox', { name: 'Chercher' })
    await search.fill('jean-baptiste')
    await counts(page, '2 abonnements')
    expect(await column(page, 'number')).toEqual(['1032', '437'])
  })

  it('ABO-41, ABO-42, ABO-45 opens 1032 in the panel, then on its card, and comes back to the search', async () => {
    await rowOf(page, 1032).locator('td[data-column=label]').click()
    const panel = page.getByRole('complementary', { name: 'Volet' })
    await panel.getByRole('heading', { name: 'F Jean-Baptiste' }).waitFor()
    const told = await textOf(panel)
    for (const fact of ['1032', 'ABO-A224', 'du 09/08/2023 au 08/08/2025', '24 mois', '49,67 €', 'ligne 1', 'VG'])
      expect(told).toContain(fact)
    expect(await rows(page).count()).toBe(2)
    await rowOf(page, 1032).locator('td[data-column=label]').dblclick()
    await page.waitForURL(/subscriptions\/[0-9a-f-]{36}/)
    await page.getByRole('heading', { level: 1, name: 'F Jean-Baptiste' }).waitFor()
    await page.goBack()
    await counts(page, '2 abonnements')
    expect(new URL(page.url()).searchParams.get('q')).toBe('jean-baptiste')
    await button('Effacer la recherche').click()
    await counts(page, '47 abonnements')
  })

  it('ABO-50, ABO-51, ABO-52 goes from the purchases to the recipients, where the issue is asked', async () => {
    await page.getByRole('main').getByRole('button', { name: 'Destinataires' }).click()
    await page.getByText('Choisissez le numéro à expédier').waitFor()
    expect(await button(/^Expédier/).count()).toBe(0)
    await page.getByLabel('Numéro à expédier').click()
    await page.getByRole('option', { name: 'n° 5' }).click()
    await counts(page, '22 destinataires')
    expect((await headings(page)).slice(0, 8)).toEqual(RECIPIENT_COLUMNS)
    expect(new Set(await column(page, 'issueNumber'))).toEqual(new Set(['5']))
  })

  it('ABO-54, ABO-56 says how many it will serve, then dispatches issue 5 and gives the file', async () => {
    await button(/Expédier le n°\s5/).click()
    const dialog = page.getByRole('dialog', { name: /Expédier le n°\s5/ })
    await dialog.getByText('22 destinataires (22 exemplaires)').waitFor()
    const file = await downloaded(page, () => dialog.getByRole('button', { name: 'Expédier 22 envois' }).click())
    expect(file.name).toBe('expedition-27-n5.csv')
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('list', { name: 'Étapes de l’expédition' }).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Envois', exact: true }).click()
    await counts(page, '22 envois')
  })

  it('ABO-57 to ABO-59, ABO-63 shows the run first among the runs, with its label and its issue', async () => {
    await enter('Expéditions, routages')
    await counts(page, '25 expéditions')
    const shown = (await headings(page)).filter(heading => RUN_COLUMNS.includes(heading))
    expect(shown).toEqual(RUN_COLUMNS)
    const numbers = (await column(page, 'number')).map(Number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
    const first = await rows(page).first().locator('td').allInnerTexts()
    expect(first.slice(1).map(cell => cell.replace(/\s/g, ' '))).toEqual([
      '27',
      'Abonnements',
      'Expédition abonnements : n°5',
      '5',
      '31/08/2023',
      'VG',
      '22',
      '22',
      'À valider',
    ])
    const single = rowOf(page, 'Expédition au numéro').first().locator('td[data-column=issueNumber]')
    expect(await single.textContent()).toBe('')
  })

  it('ABO-61, ABO-62, ABO-64 to ABO-67 shows the shipments of the run under its title', async () => {
    await rowOf(page, 'n°5').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Envois' }).click()
    await counts(page, '22 envois')
    await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toMatch(
      /Liste des envois Expédition 27 du 31\/08\/2023 \(Abonnement\)/,
    )
    expect((await headings(page)).slice(0, 9)).toEqual(SHIPMENT_COLUMNS)
    expect(new Set(await column(page, 'sentOn'))).toEqual(new Set(['31/08/2023']))
  })

  it('ABO-69 gives the same bytes twice: headings, Windows line ends, a byte order mark', async () => {
    const take = () =>
      downloaded(page, async () => {
        await button('Adresses').click()
        await page.getByRole('menuitem', { name: 'Adresses en CSV' }).click()
      })
    const [first, second] = [await take(), await take()]
    expect(first.bytes.equals(second.bytes)).toBe(true)
    expect([...first.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = first.bytes.toString().slice(1).split('\r\n')
    expect(lines[0]).toBe(FILE_HEADINGS)
    expect(lines).toHaveLength(24)
    expect(lines.at(-1)).toBe('')
    expect(lines.join('').includes('\n')).toBe(false)
  })

  it('ABO-28 shows the day of the dispatch on every purchase served', async () => {
    await page.setViewportSize(tall)
    await enter('Abonnements')
    await counts(page, '47 abonnements')
    await eventually(() => rows(page).count()).toBe(47)
    const days = await column(page, 'lastDispatchedOn')
    expect(days.filter(day => day === '31/08/2023')).toHaveLength(22)
    expect(days.filter(day => day === '')).toHaveLength(25)
  })
})
