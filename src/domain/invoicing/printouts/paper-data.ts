import { countryName } from '../../../values/country.ts'
import { hasDiscount, pricesOf } from '../formats/cii-lines.ts'
import { paperWords } from '../labels/paper.ts'
import type { VatCategory } from '../rules/document.ts'
import { footOf, isBusiness, isFrench, type Paper, type PaperLine, vatGroups } from '../rules/paper.ts'
import type { Seller } from '../rules/seller.ts'
import { bare, dayText, ibanText, identityTexts, mentionTexts, money, numberText, termsText, titleOf } from './texts.ts'

/** Copies of a paper that are no original. */
export type Mark = 'draft' | 'duplicate' | null

/** What the template prints, all of it text: it counts and decides nothing. */
export function paperData(paper: Paper, seller: Seller, mark: Mark) {
  const words = paperWords[paper.language]
  const title = titleOf(paper)
  return {
    language: paper.language,
    colour: seller.colour,
    day: paper.issuedOn.split('-').map(Number),
    title,
    kind: words.kinds[paper.kind],
    number: paper.number ?? '',
    continued: words.continued(title, dayText(paper.issuedOn, paper)),
    mark: mark ? words[mark] : '',
    page: words.page,
    seller: sellerBlock(seller),
    identity: identityTexts(paper, seller),
    footer: seller.footer,
    buyer: [paper.buyer.name, ...placeLines(paper.buyer.address, paper)],
    delivery: paper.buyer.delivery ? [paper.buyer.delivery.name, ...placeLines(paper.buyer.delivery, paper)] : [],
    deliveryTitle: words.deliveredTo,
    meta: metaOf(paper),
    columns: columnsOf(paper),
    lines: paper.lines.map(line => lineOf(line, paper)),
    vat: vatTable(paper),
    totals: totalsOf(paper),
    due: dueOf(paper),
    payment: paymentOf(paper, seller),
    note: [paper.reason && words.reason(paper.reason), paper.note].filter(Boolean),
    mentions: mentionTexts(paper),
  }
}

const sellerBlock = ({ legalName, lines, postcode, town, phone, email, website }: Seller) => ({
  name: legalName,
  lines: [...lines.split('\n'), `${postcode} ${town}`, ...[phone, email, website]].filter(line => line.trim() !== ''),
})

type Place = { lines: readonly string[]; postcode: string; town: string; country: string }
const placeLines = ({ lines, postcode, town, country }: Place, { language, seller }: Paper): string[] =>
  [
    ...lines,
    `${postcode} ${town}`.trim(),
    country === (seller?.country ?? 'FR') ? '' : countryName(country, language).toUpperCase(),
  ].filter(line => line !== '')

function metaOf(paper: Paper): [string, string][] {
  const { meta, numberOf } = paperWords[paper.language]
  const { buyer, credits, suppliedOn, dueOn } = paper
  const french = isBusiness(paper) && isFrench(buyer.address.country)
  const found: [string, string | null][] = [
    [meta.issuedOn, dayText(paper.issuedOn, paper)],
    [meta.credits, credits && numberOf({ number: credits.number, day: dayText(credits.issuedOn, paper) })],
    [meta.dueOn, dueOn && paper.kind !== 'credit-note' ? dayText(dueOn, paper) : null],
    [meta.suppliedOn, suppliedOn && dayText(suppliedOn, paper)],
    [meta.customer, String(buyer.number)],
    [meta.siren, french ? buyer.siren.replace(/(...)(?=.)/g, '$1\u00a0') : null],
    [meta.vatNumber, isBusiness(paper) ? buyer.vatNumber : null],
    [meta.buyerReference, paper.buyerReference],
    [meta.purchaseOrder, paper.purchaseOrder],
    [meta.contractReference, paper.contractReference],
  ]
  return found.flatMap(([word, value]) => (value ? [[word, value]] : []))
}

/** Prices with tax for consumers who were told them; without it, and both when need be, for traders. Source: CGI ann. II 242 nonies A. */
const priced = (paper: Paper): 'net' | 'gross' | 'both' =>
  paper.priceBasis === 'net' || paper.vatCents === 0 ? 'net' : isBusiness(paper) ? 'both' : 'gross'

function columnsOf(paper: Paper): string[] {
  const { label, quantity, unitNet, unitGross, rate, net, gross } = paperWords[paper.language].columns
  const amounts = { net: [net], gross: [gross], both: [net, gross] }[priced(paper)]
  return [label, quantity, priced(paper) === 'gross' ? unitGross : unitNet, rate, ...amounts]
}

function lineOf(line: PaperLine, paper: Paper) {
  const amounts = { net: [line.netCents], gross: [line.grossCents], both: [line.netCents, line.grossCents] }
  return {
    label: line.label,
    below: belowLabel(line, paper),
    cells: [
      numberText(line.quantity, paper),
      unitText(line, paper),
      vatText(line.vatCategory, line.vatRateBps, paper),
      ...amounts[priced(paper)].map(cents => bare(cents, paper)),
    ],
  }
}

function belowLabel(line: PaperLine, paper: Paper): string[] {
  const words = paperWords[paper.language]
  const { periodFrom, periodTo, description, recipient } = line
  const period =
    periodFrom && periodTo
      ? words.period(dayText(periodFrom, paper), dayText(periodTo, paper))
      : periodFrom
        ? words.from(dayText(periodFrom, paper))
        : periodTo
          ? words.until(dayText(periodTo, paper))
          : ''
  return [
    ...description.split('\n'),
    recipient && words.forWhom(recipient),
    period,
    hasDiscount(line) ? discountText(line, paper) : '',
  ].filter(text => text !== '')
}

/** `Remise 10 % (fidélité) : −3,40`. */
function discountText({ discountBps, discountCents, discountReason }: PaperLine, paper: Paper): string {
  const words = paperWords[paper.language]
  const share = discountBps === null ? '' : rateText(discountBps, paper)
  const why = discountReason && (share ? `(${discountReason})` : discountReason)
  const head = share || why ? words.discount([share, why].filter(Boolean).join(' ')) : words.plainDiscount
  const colon = paper.language === 'fr' ? '\u00a0:' : ':'
  return `${head}${colon} ${money(-discountCents, paper)}`
}

/** The price of one before discount; one that is no whole cent without tax is said to four digits. */
function unitText(line: PaperLine, paper: Paper): string {
  const inBasis = (priced(paper) === 'gross') === (paper.priceBasis === 'gross')
  if (line.unitCents !== null && inBasis) return bare(line.unitCents, paper)
  if (priced(paper) === 'gross') return decimalText(BigInt(line.grossCents) * 10_000n, BigInt(line.quantity), paper)
  const { gross, of } = pricesOf(line, paper)
  return line.quantity === 1 && !hasDiscount(line) ? bare(line.netCents, paper) : decimalText(gross, BigInt(of), paper)
}

function decimalText(millionths: bigint, of: bigint, paper: Paper): string {
  const digits = (2n * millionths + 100n * of) / (200n * of)
  const text = `${digits / 10_000n}.${String(digits % 10_000n).padStart(4, '0')}` as `${number}`
  return numberText(text, paper, 2, 4)
}

/** `20 %`, `2,1 %`. */
const rateText = (bps: number, paper: Paper): string =>
  numberText(bps / 100, paper) + (paper.language === 'fr' ? '\u00a0%' : '%')

/** What bears no VAT has no rate. */
const vatText = (category: VatCategory, rateBps: number, paper: Paper) =>
  category === 'S' || category === 'Z' ? rateText(rateBps, paper) : paperWords[paper.language].vat.none

function vatTable(paper: Paper) {
  const { vat } = paperWords[paper.language]
  return {
    head: [vat.rate, vat.base, vat.amount],
    rows: vatGroups(paper).map(({ category, rateBps, netCents, vatCents }) => [
      vatText(category, rateBps, paper),
      bare(netCents, paper),
      bare(vatCents, paper),
    ]),
  }
}

function totalsOf(paper: Paper): [string, string][] {
  const words = paperWords[paper.language]
  const foot = footOf(paper)
  const { allowances } = paper
  return [
    ...(allowances.length > 0 ? ([[words.linesNet, money(foot.linesNetCents, paper)]] as [string, string][]) : []),
    ...allowances.map(({ kind, reason, netCents }): [string, string] => [
      reason,
      money(kind === 'charge' ? netCents : -netCents, paper),
    ]),
    [words.net, money(foot.netCents, paper)],
    [words.vatTotal, money(foot.vatCents, paper)],
    ...(paper.deposits.length > 0 ? ([[words.gross, money(foot.grossCents, paper)]] as [string, string][]) : []),
    ...paper.deposits.map(({ number, issuedOn, grossCents, vatCents }): [string, string] => [
      words.deposit(words.numberOf({ number, day: dayText(issuedOn, paper) }), money(vatCents, paper)),
      money(-grossCents, paper),
    ]),
  ]
}

function dueOf(paper: Paper): [string, string] {
  const words = paperWords[paper.language]
  const word =
    paper.kind === 'credit-note'
      ? words.given
      : paper.deposits.length > 0 || paper.vatCents === 0
        ? words.due
        : words.gross
  return [word, money(footOf(paper).dueCents, paper)]
}

function paymentOf(paper: Paper, { iban, bic }: Seller) {
  const words = paperWords[paper.language]
  const { kind, dueOn, number, paymentMethod } = paper
  if (footOf(paper).dueCents <= 0) return { title: '', lines: [], account: [] }
  if (kind === 'credit-note') return { title: words.paymentTitle, lines: [termsText(paper)], account: [] }
  const byTransfer = iban !== '' && (paymentMethod === null || paymentMethod === 'transfer')
  return {
    title: words.paymentTitle,
    lines: [...(dueOn ? [words.dueLine(dayText(dueOn, paper))] : []), termsText(paper)],
    account: byTransfer
      ? [
          words.account,
          `IBAN ${ibanText(iban)}${bic ? `  ·  BIC ${bic}` : ''}`,
          ...(number ? [words.paymentReference(number)] : []),
        ]
      : [],
  }
}
