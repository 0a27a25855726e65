import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { readCatalogue, writeCatalogue } from '../../domain/exchange/formats/catalogue.ts'
import { newKeys, signDetached } from '../../domain/exchange/formats/signature.ts'
import { partnerKeys, partners } from '../../domain/exchange/tables.ts'
import { createParty } from '../../domain/parties/actions.ts'
import { instantNow } from '../../platform/clock.ts'
import { createRecord } from '../../platform/db/records.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { inCompany } from '../local.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { counts, downloaded, rowOf, textOf } from './list.ts'
import { SLUG, type Stage, THE_DAY, VALERIE } from './stage.ts'

const SITE = '0196f3a0-0000-7000-8000-000000000001'

describe.skipIf(noBrowser)('Catalogues of partners, from the keyboard and the mouse', () => {
  let visit: Visit
  let page: Page
  let stage: Stage
  const key = newKeys()

  aStory(told => {
    ;({ visit, page, stage } = told)
    sealWith('a secret of the stories alone, not used elsewhere')
  })

  const button = (name: string) => page.getByRole('button', { name, exact: true })

  it('D8 our catalogue is written, and downloaded with its signature', async () => {
    await visit.go(`/${SLUG}/sent-catalogues`)
    await page.getByText('Aucun catalogue écrit pour l’instant.').waitFor()
    await button('Écrire un catalogue').first().click()
    await page.getByText('Aucun partenaire n’est appairé').waitFor()
    await button('Écrire').click()
    await counts(page, '1 catalogue')
    await rowOf(page, 'toutes').click({ button: 'right' })
    const { name, bytes } = await downloaded(page, () => page.getByRole('menuitem', { name: 'Télécharger' }).click())
    expect(name).toBe('facteur-catalogue-1.zip')
    const files = unzipSync(bytes)
    expect(Object.keys(files)).toEqual(['facteur-catalogue.json', 'facteur-catalogue.json.jws'])
    const read = readCatalogue(files['facteur-catalogue.json']!)
    expect('catalogue' in read && read.catalogue.products.length).toBeGreaterThan(5)
  })

  it('D8 the file of a partner is refused in words when it is nobody’s, and taken once it is a partner’s', async () => {
    const files = await catalogueOf(stage, page)
    const take = async () => {
      await visit.go(`/${SLUG}/partner-catalogues`)
      await button('Reprendre un fichier').first().click()
      await page.locator('input[type=file]').setInputFiles(files)
      await page.getByRole('dialog').getByRole('button', { name: 'Reprendre un fichier' }).click()
    }
    await take()
    await page.getByText('Ce catalogue n’est signé par aucun de vos partenaires appairés.').waitFor()
    await inCompany(
      stage.database,
      SLUG,
      async ctx => {
        const partyId = await createParty(ctx, { kind: 'organisation', legalName: 'Le Centre', isSupplier: true })
        const partnerId = await createRecord(ctx, partners, { partyId, siteId: SITE, state: 'paired' })
        const { keyId, publicKey } = key
        await createRecord(ctx, partnerKeys, { partnerId, keyId, publicKey, trustedAt: instantNow() })
      },
      { userId: 'local', ...VALERIE },
    )
    await take()
    await page.getByRole('heading', { name: /Catalogue de Le Centre/ }).waitFor()
  })

  it('D8 what changes is shown field by field, and the prices are applied alone', async () => {
    await button('changé 1').click()
    await counts(page, '1 produit')
    await rowOf(page, 'ABO-A112').click()
    const panel = page.getByRole('complementary')
    await eventually(() => textOf(panel)).toMatch(/prix\s+34,00 €\s+39,00 €/)
    await button('Appliquer…').click()
    await page.getByRole('checkbox', { name: 'Nouveaux produits (1)' }).uncheck()
    await button('Appliquer').click()
    await page.getByText('Appliqué : 0 ajoutés, 1 changés.').waitFor()
    await visit.go(`/${SLUG}/products`)
    await eventually(() => textOf(rowOf(page, 'ABO-A112'))).toContain('39,00')
  })

  it('D8 a file that is too large for one request is refused in words that say how it fits', async () => {
    await visit.go(`/${SLUG}/partner-catalogues`)
    await button('Reprendre un fichier').first().click()
    const given = (bytes: number) =>
      page.locator('input[type=file]').setInputFiles([
        { name: 'facteur-catalogue.json', mimeType: 'application/json', buffer: Buffer.alloc(bytes, ' ') },
        { name: 'facteur-catalogue.json.jws', mimeType: 'text/plain', buffer: Buffer.from('a..b') },
      ])
    const tooLarge = page.getByText('Ces fichiers pèsent plus de 14\u00a0Mo. Déposez le fichier ZIP')
    const take = page.getByRole('dialog').getByRole('button', { name: 'Reprendre un fichier' })
    await given(14_000_000)
    await tooLarge.waitFor()
    expect(await take.isDisabled()).toBe(true)
    await given(1000)
    await tooLarge.waitFor({ state: 'detached' })
    await take.click()
    await page.getByText('Ce fichier n’est pas un catalogue de Facteur.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click()
  })

  /** A catalogue of the centre: our subscription at another price, and a product of its own. */
  async function catalogueOf({ url }: Stage, { request }: Page) {
    const { rows } = await (await request.get(`${url}/api/products?search=ABO-A112`)).json()
    const { code, label, kind, family, brand, ean13, titleCode, offerCode, termMonths, issuesDue, servedBy, ...sold } =
      rows[0]
    const ours = {
      ...{ code, label, kind, family, brand, gtin: ean13, title: titleCode, issue: '', latestIssue: false, offerCode },
      ...{ termMonths, issuesDue, servedBy, priceBasis: sold.priceBasis, priceCents: 3900, taxClass: sold.taxClass },
      ...{ vatRateBps: sold.vatRateBps, supply: sold.supply, archivedOn: null, components: [] },
    }
    const nothing = { title: '', offerCode: '', termMonths: null, issuesDue: null, servedBy: null, gtin: '' }
    const theirs = {
      ...ours,
      ...nothing,
      code: 'CASS-20',
      label: 'Casserole',
      kind: 'other' as const,
      taxClass: null,
      vatRateBps: 2000,
    }
    const content = writeCatalogue({
      asOf: THE_DAY,
      site: SITE,
      name: 'Le Centre',
      families: [],
      products: [ours, theirs],
    })
    const signature = await signDetached(content, { site: SITE, to: '', revision: 1 }, key)
    return [
      { name: 'facteur-catalogue.json', mimeType: 'application/json', buffer: content },
      { name: 'facteur-catalogue.json.jws', mimeType: 'application/jose', buffer: Buffer.from(signature) },
    ]
  }
})
