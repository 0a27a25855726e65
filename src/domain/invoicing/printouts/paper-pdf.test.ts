import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { pdfPages } from '../../../platform/testing/pdf-text.ts'
import { cii } from '../formats/cii.ts'
import { allowance, aPaper, LIBRARY, line, READER, SELLER } from '../testing/papers.ts'
import { schemaFaults } from '../testing/schema.ts'
import { paperPdf } from './paper-pdf.ts'
import { ciiTexts } from './texts.ts'

const hasQpdf = spawnSync('qpdf', ['--version']).status === 0
if (!hasQpdf) console.warn('qpdf is not there: the structure of PDFs is not checked')

/** The texts of each page, their narrow and no-break spaces as plain ones. */
const pagesOf = (pdf: Uint8Array) =>
  pdfPages(pdf).map(page => page.map(({ text }) => text.replace(/[\u00a0\u202f]/g, ' ')))
const wordsOf = async (...asked: Parameters<typeof paperPdf>) =>
  pagesOf(await paperPdf(...asked))
    .flat()
    .join('\n')
/** Pieces of a line stand apart. */
const flat = (words: string) => words.replace(/\s+/g, ' ')

function onDisk(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'facteur-paper-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'paper.pdf')
  writeFileSync(path, pdf)
  return path
}

describe('the paper of an invoice', () => {
  it('L-3 says who sells, who buys, what, at which price and VAT, and how to pay', async () => {
    const words = await wordsOf(
      aPaper({
        lines: [
          line({ periodFrom: '2027-01-01', periodTo: '2027-12-31', discountBps: 1000, discountReason: 'fidélité' }),
        ],
      }),
    )
    for (const said of [
      'Facture',
      'FA-2026-000412',
      '22/11/2026',
      '22/12/2026',
      'Médiathèque de la Ville d’Annecy',
      '74000 Annecy',
      '217 400 100',
      'Abonnement d’un an à Capital Social',
      'du 01/01/2027 au 31/12/2027',
      'Remise 10 % (fidélité) : −3,40 €',
      'P.U. HT',
      '33,3007',
      '2,1 %',
      '30,60 €',
      'FR76 3000 6000 0112 3456 7890 189',
      'SARL au capital de 8 000 €',
      'SIRET 123 456 782 00010',
      'RCS Paris',
      'TVA FR11123456782',
      'Catégorie de l’opération : livraison de biens.',
      'trois fois le taux d’intérêt légal',
      'Pas d’escompte pour paiement anticipé.',
      '40 €',
      'Page 1 / 1',
    ])
      expect(flat(words), said).toContain(said)
  })

  it.each([
    ['fr', '34,00 CHF', 'TVA en euros : 0,73 € (1 € = 0,9612 CHF).', 'SARL au capital de 8 000 €'],
    ['en', 'CHF 34.00', 'VAT in euros: €0.73 (€1 = 0.9612 CHF).', '€8,000'],
  ] as const)(
    'L-3 says in another currency its VAT in euros with the rate, and the capital in euros, in %s',
    async (language, total, vat, capital) => {
      const words = flat(await wordsOf(aPaper({ currency: 'CHF', perEuroMicros: 961_200, language })))
      for (const said of [total, vat, capital]) expect(words, said).toContain(said)
      expect(words).not.toMatch(/34[.,]00 €|€34/)
    },
  )

  it('L-3 tells a consumer the price as it was told, and nothing of penalties between traders', async () => {
    const words = await wordsOf(aPaper({ buyer: READER, paymentMethod: 'cheque' }))
    expect(words).toContain('P.U. TTC')
    expect(words).toContain('Règlement par chèque.')
    expect(words).not.toMatch(/HT\n.*P\.U\. HT|40 €|pénalités|IBAN/)
  })

  it.each([
    [
      'E',
      { seller: { ...SELLER, vatScheme: 'franchise' as const, vatNumber: '' } },
      'TVA non applicable, art. 293 B du CGI.',
    ],
    ['AE', {}, 'Autoliquidation'],
    ['K', { territory: 'eu-business' as const }, 'art. 262 ter I du CGI'],
    ['G', { territory: 'outside' as const }, 'art. 262 I du CGI'],
    ['O', { territory: 'guyane-mayotte' as const }, 'art. 294 du CGI'],
  ] as const)('L-3 L-8 says why category %s bears no VAT', async (vatCategory, given, said) => {
    expect(await wordsOf(aPaper({ lines: [line({ vatCategory, vatRateBps: 0 })], ...given }))).toContain(said)
  })

  it('L-3 says the option on debits, the category of what is sold and where it is delivered', async () => {
    const words = await wordsOf(
      aPaper({
        seller: { ...SELLER, vatOnDebits: true },
        lines: [line({ supply: 'services' }), line()],
        buyer: { ...LIBRARY, delivery: { ...READER.address, name: 'Annexe' } },
      }),
    )
    expect(words).toContain('Option pour le paiement de la taxe d’après les débits.')
    expect(words).toContain('livraison de biens et prestation de services')
    expect(flat(words)).toContain('Adresse de livraison : Annexe, 7 rue des Marronniers, 75011 Paris')
  })

  it('takes discounts, charges and deposits off in its totals', async () => {
    const words = await wordsOf(
      aPaper({
        priceBasis: 'net',
        allowances: [allowance({ cents: 400 }), allowance({ kind: 'charge', reason: 'Frais de port', cents: 250 })],
        deposits: [{ number: 'AC-2026-000003', issuedOn: '2026-09-01', netCents: 979, vatCents: 21, grossCents: 1000 }],
      }),
    )
    for (const said of [
      'Remise libraire',
      '−4,00 €',
      'Frais de port',
      '2,50 €',
      '32,50 €',
      '33,18 €',
      '−10,00 €',
      '23,18 €',
    ])
      expect(words, said).toContain(said)
    expect(flat(words)).toContain('Acompte AC-2026-000003 du 01/09/2026, dont TVA 0,21 €')
    expect(words).toContain('Net à payer')
  })

  it('names on a credit note its invoice and why, and asks for nothing', async () => {
    const words = await wordsOf(
      aPaper({
        kind: 'credit-note',
        number: 'AV-2026-000017',
        credits: { number: 'FA-2026-000412', issuedOn: '2026-11-22' },
        reason: 'Abonnement arrêté',
        dueOn: null,
      }),
    )
    expect(flat(words)).toContain('FA-2026-000412 du 22/11/2026')
    expect(words).toContain('Avoir')
    expect(words).toContain('Motif : Abonnement arrêté')
    expect(words).toContain('Net en votre faveur')
    expect(words).toContain('à déduire d’une prochaine facture ou à rembourser')
    expect(words).not.toMatch(/IBAN|Échéance|À régler/)
  })

  it('speaks English to those who read it', async () => {
    const words = await wordsOf(
      aPaper({ language: 'en', buyer: { ...LIBRARY, address: { ...LIBRARY.address, country: 'DE' } } }),
    )
    for (const said of [
      'Invoice',
      'Due date',
      'Unit price net',
      'GERMANY',
      'Net total',
      '€34.00',
      'No discount for early payment.',
    ])
      expect(words, said).toContain(said)
    expect(words).not.toMatch(/Facture|Échéance|Règlement|Catégorie/)
  })

  it('goes over several pages, each with its head, its number and the columns again', async () => {
    const lines = Array.from({ length: 60 }, (_, at) => line({ label: `Abonnement ${at + 1}`, quantity: at + 1 }))
    const pages = pagesOf(await paperPdf(aPaper({ lines })))
    expect(pages.length).toBeGreaterThan(1)
    for (const [at, page] of pages.entries()) {
      expect(page.join(' ')).toContain(`Page ${at + 1} / ${pages.length}`)
      if (at > 0) expect(page.join(' ')).toContain('Facture n° FA-2026-000412 du 22/11/2026')
    }
    expect(pages[1]).toContain('Désignation')
    expect(pages.flat().filter(text => /^Abonnement \d+$/.test(text))).toHaveLength(60)
  })

  it('marks a draft and a duplicate, which hold no data', async () => {
    const draft = await paperPdf(aPaper({ number: null }))
    const duplicate = await paperPdf(aPaper(), 'duplicate')
    expect(pagesOf(draft).flat()).toContain('BROUILLON')
    expect(pagesOf(duplicate).flat()).toContain('DUPLICATA')
    for (const pdf of [draft, duplicate]) expect(Buffer.from(pdf).includes('factur-x.xml')).toBe(false)
  })
})

describe('a Factur-X', () => {
  const logo = `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==`
  const paper = aPaper({ seller: { ...SELLER, logo }, note: 'Merci <bien> & à bientôt' })

  it('is the same bytes when printed again', async () => {
    expect(Buffer.from(await paperPdf(paper)).equals(Buffer.from(await paperPdf(paper)))).toBe(true)
  })

  it('L-6 says in its metadata what it is, explaining all its schemas in one list', async () => {
    const pdf = Buffer.from(await paperPdf(paper)).toString('utf8')
    const packet = pdf.slice(pdf.lastIndexOf('<?xpacket begin'), pdf.lastIndexOf('<?xpacket end'))
    expect(packet.match(/<pdfaExtension:schemas>/g)).toHaveLength(1)
    for (const said of [
      '<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>',
      '<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>',
      '<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>',
      '<fx:DocumentType>INVOICE</fx:DocumentType>',
      '<fx:Version>1.0</fx:Version>',
      'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#',
    ])
      expect(packet).toContain(said)
  })

  it.skipIf(!hasQpdf)('L-6 is a sound PDF that holds its data, related as an alternative of the page', async () => {
    const path = onDisk(await paperPdf(paper))
    expect(String(execFileSync('qpdf', ['--check', path]))).toContain('No syntax or stream encoding errors found')
    const xml = String(execFileSync('qpdf', ['--show-attachment=factur-x.xml', path]))
    expect(xml).toBe(cii(paper, ciiTexts(paper)))
    expect(schemaFaults(xml)).toEqual([])
    const objects = String(execFileSync('qpdf', ['--json=2', path]))
    expect(objects).toContain('"/AFRelationship": "/Alternative"')
    expect(objects).toContain('"/Subtype": "/text/xml"')
  })
})
