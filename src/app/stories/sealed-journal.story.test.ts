import { createReadStream } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { asOwner } from '../../domain/journal/factory.ts'
import { tarEntries } from '../../platform/backup/tar.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { counts, textOf } from './list.ts'
import { SLUG, type Stage, setEnvironment } from './stage.ts'

const NUMBER = 'FA-2023-000052'

describe.skipIf(noBrowser)('The sealed journal, verified, closed and archived', () => {
  let stage: Stage
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ stage, visit, page } = told)
    sealWith('a secret of the stories alone, not used elsewhere')
  })

  const status = () => textOf(page.getByRole('main').getByRole('status').filter({ hasText: 'Vérifi' }))
  const panel = () => page.getByRole('complementary', { name: 'Volet' })
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  it('L-1 shows what was sealed, with the facts of each entry and how it hangs in the chain', async () => {
    await visit.go(`/${SLUG}/sealed-journal`)
    await counts(page, '73 écritures')
    await page.getByRole('row').filter({ hasText: NUMBER }).click()
    await eventually(() => textOf(panel())).toMatch(/Empreinte d’avant[\s\S]*Ce qui est scellé[\s\S]*TTC/)
  })

  it('L-1 verifies it, and names one cent that was changed in the database', async () => {
    await eventually(status).toContain('n’a pas encore été vérifié')
    await button('Vérifier').click()
    await eventually(status).toContain('73 écritures · 0 clôture · aucune anomalie')
    await asOwner(
      stage.ownerUrl,
      'update invoices set gross_cents = gross_cents + 1, net_cents = net_cents + 1 where number = $1',
      [NUMBER],
    )
    await button('Vérifier').click()
    await eventually(() => textOf(page.getByRole('region', { name: 'Ce qui ne concorde pas' }))).toMatch(
      /Écriture 73 \(Facture FA-2023-000052\).*TTC vaut «.9,01.€.», et il a été scellé «.9,00.€.»/,
    )
    await asOwner(
      stage.ownerUrl,
      'update invoices set gross_cents = gross_cents - 1, net_cents = net_cents - 1 where number = $1',
      [NUMBER],
    )
  })

  it('L-1 closes the days and the month that have ended, with their totals', async () => {
    setEnvironment({ FACTEUR_TODAY: '2023-09-02' })
    await page.getByRole('main').getByRole('link', { name: 'Clôtures' }).click()
    await button('Clôturer maintenant').click()
    await counts(page, '3 clôtures')
    await page.getByRole('row').filter({ hasText: 'Mois' }).click()
    await eventually(() => textOf(panel())).toMatch(/Totaux de la période[\s\S]*Facture\s*73/)
    await button('Vérifier').click()
    await eventually(status).toContain('74 écritures · 3 clôtures · aucune anomalie')
  })

  it('L-1 hands over an archive to keep elsewhere', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Écritures' }).click()
    await button('Archiver…').click()
    const downloading = page.waitForEvent('download')
    await button('Obtenir l’archive').click()
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(/^journal-capital-social-2023-01-01-2023-\d\d-\d\d\.tar$/)
    const names: string[] = []
    for await (const { name } of tarEntries(createReadStream(await download.path()), () => {})) names.push(name)
    expect(names).toEqual(expect.arrayContaining(['LISEZMOI.txt', 'check.mjs', 'manifest.json', 'manifest.sig']))
  })
})
