import { FileFault } from '../../../platform/files/read-zip.ts'
import { attribute } from '../../../platform/files/xml.ts'
import { allAt, at, type Element, eachElement, textAt } from '../../../platform/files/xml-tree.ts'
import type { ReadReturn, RefusedReturn, RefusedWhole, ReturnFault } from '../rules/return-file.ts'
import type { ReturnKind } from '../rules/states.ts'

export type ReturnFile = {
  format: 'pain.002' | 'camt.053' | 'camt.054'
  returns: ReadReturn[]
  /** Messages or groups of ours that were refused as a whole. */
  wholes: RefusedWhole[]
  refused: RefusedReturn[]
}

/** Reads what a bank says came back, whatever the version and prefixes. Source: ISO 20022, EPC130-08, EPC017-10. */
export function readReturnFile(content: Buffer): ReturnFile {
  if (content.length === 0) throw new FileFault('emptyFile')
  const beginning = content.subarray(0, 400).toString('latin1')
  if (!/^(?:\xef\xbb\xbf)?\s*</.test(beginning)) throw new FileFault('notAReturnFile')
  const encoding = /^[^>]*encoding=["']([\w-]{1,20})["']/.exec(beginning)?.[1] ?? 'utf-8'
  const xml = decoderFor(encoding).decode(content)
  if (NEVER_IN_XML.test(xml)) throw new FileFault('xmlBroken')
  const report = readReport(xml)
  if (report) return report
  return readEntries(xml) ?? notReturns(xml)
}

/** A message of the same family that tells nothing that came back: `pain.007`. */
export class OtherMessage extends FileFault {
  readonly kind: string
  constructor(kind: string) {
    super('otherMessage')
    this.kind = kind
  }
}

/** Control characters, which no XML may hold and no database keeps. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NEVER_IN_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/

/** What banks and their customers also send, by the element below the root, which tells nothing that came back. */
const OTHERS: Record<string, string> = {
  CstmrDrctDbtInitn: 'pain.008',
  CstmrPmtRvsl: 'pain.007',
  CstmrCdtTrfInitn: 'pain.001',
  RsltnOfInvstgtn: 'camt.029',
  BkToCstmrAcctRpt: 'camt.052',
  FIToFIPmtCxlReq: 'camt.056',
  CstmrPmtCxlReq: 'camt.055',
}

function notReturns(xml: string): never {
  let other: string | undefined
  eachElement(xml, Object.keys(OTHERS), ({ tag }) => {
    other = OTHERS[tag]
  })
  throw other ? new OtherMessage(other) : new FileFault('notAReturnFile')
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding)
  } catch {
    throw new FileFault('xmlBroken')
  }
}

const REPORT = ['GrpHdr', 'TxInfAndSts', 'OrgnlPmtInfAndSts', 'OrgnlGrpInfAndSts', 'CstmrPmtStsRpt']

/** A status report: what was refused before the collection, one by one, by group or as a whole. */
function readReport(xml: string): ReturnFile | undefined {
  const file: ReturnFile = { format: 'pain.002', returns: [], wholes: [], refused: [] }
  let isReport = false
  let returnedOn: string | null = null
  let place = 0
  let message: Element | undefined
  const groups: RefusedWhole[] = []
  const whole = (of: Element, reference: string) => ({
    messageReference: referenceOf(textAt(of, reference)),
    ...reasonIn(of),
    returnedOn,
  })
  eachElement(xml, REPORT, (found, within) => {
    const isRoot = found.tag === 'CstmrPmtStsRpt'
    if (!isRoot && !within.some(({ tag }) => tag === 'CstmrPmtStsRpt')) return
    isReport = true
    if (found.tag === 'GrpHdr') returnedOn = dayOf(textAt(found, 'CreDtTm'))
    if (found.tag === 'OrgnlGrpInfAndSts') message = found
    if (found.tag === 'TxInfAndSts') {
      place += 1
      const group = within.find(({ tag }) => tag === 'OrgnlPmtInfAndSts')
      const status = textAt(found, 'TxSts') || textAt(group, 'PmtInfSts') || textAt(message, 'GrpSts')
      if (REFUSED.includes(status))
        takeOne(file, rejectedDebit(found, { place, returnedOn, status, around: [group, message] }))
    }
    // What is refused as a whole is refused to the last one, even where only some are told one by one.
    if (found.tag === 'OrgnlPmtInfAndSts' && REFUSED.includes(textAt(found, 'PmtInfSts')))
      groups.push(whole(found, 'OrgnlPmtInfId'))
    if (isRoot)
      file.wholes.push(
        ...(REFUSED.includes(textAt(message, 'GrpSts'))
          ? [wholeMessage(whole(message!, 'OrgnlMsgId'), groups)]
          : groups),
      )
  })
  return isReport ? file : undefined
}

/** Rejected, or cancelled before it left, as asked. Source: ISO 20022 ExternalPaymentTransactionStatus1Code. */
const REFUSED = ['RJCT', 'CANC']

/** A message refused as a whole is so for the reason of its groups, when it says none itself. */
const wholeMessage = (message: RefusedWhole, groups: readonly RefusedWhole[]): RefusedWhole =>
  message.code === NO_REASON
    ? { ...message, ...(groups[0] && { code: groups[0].code, text: groups[0].text }) }
    : message

type Told = { place: number; returnedOn: string | null; status: string; around: (Element | undefined)[] }

function rejectedDebit(found: Element, { place, returnedOn, status, around }: Told): ReadReturn {
  const reasons = [found, ...around].flatMap(of => (of ? [reasonIn(of)] : []))
  return {
    ...{ place, kind: status === 'CANC' ? 'cancellation' : 'reject', returnedOn, chargeCents: 0 },
    endToEndId: referenceOf(textAt(found, 'OrgnlEndToEndId')),
    mandate: referenceOf(
      textAt(found, 'OrgnlTxRef/MndtRltdInf/MndtId') || textAt(found, 'OrgnlTxRef/MndtRltdInf/DrctDbtMndt/MndtId'),
    ),
    ...(reasons.find(({ code }) => code !== NO_REASON) ?? reasons[0]!),
    ...amountOf(['OrgnlTxRef/Amt/InstdAmt', 'OrgnlTxRef/IntrBkSttlmAmt'].flatMap(path => at(found, path) ?? [])),
  }
}

const ROOTS = { BkToCstmrStmt: 'camt.053', BkToCstmrDbtCdtNtfctn: 'camt.054' } as const

/** Entries of a statement or notification that take back a collection; the others are left to whoever reads statements. */
function readEntries(xml: string): ReturnFile | undefined {
  const file: ReturnFile = { format: 'camt.053', returns: [], wholes: [], refused: [] }
  let isStatement = false
  let place = 0
  eachElement(xml, ['Ntry', ...Object.keys(ROOTS)], (found, within) => {
    const root = found.tag === 'Ntry' ? within.find(({ tag }) => tag in ROOTS)?.tag : found.tag
    if (!root) return
    isStatement = true
    file.format = ROOTS[root as keyof typeof ROOTS]
    if (found.tag !== 'Ntry') return
    place += 1
    for (const one of returnsIn(found, place)) takeOne(file, one)
  })
  return isStatement ? file : undefined
}

/** The families of the bank that say that a direct debit of ours was taken back. Source: ISO 20022 bank transaction codes. */
const TAKEN_BACK = ['UPDD', 'PRDD', 'RCDD', 'ARET', 'AREV', 'RIDD']

function returnsIn(entry: Element, place: number): ReadReturn[] {
  const state = textAt(entry, 'Sts/Cd') || textAt(entry, 'Sts')
  if (state !== '' && state !== 'BOOK') return []
  const details = allAt(entry, 'NtryDtls/TxDtls')
  const told = details.length > 0 ? details : [element(entry)]
  return told.filter(detail => takesBack(entry, detail)).map(detail => returnedDebit(entry, detail, place, told.length))
}

/** An entry without details is its own only detail. */
const element = (entry: Element): Element => ({ ...entry, children: [] })

function takesBack(entry: Element, detail: Element): boolean {
  const goesOut = (textAt(detail, 'CdtDbtInd') || textAt(entry, 'CdtDbtInd')) === 'DBIT'
  const families = [detail, entry].map(of => textAt(of, 'BkTxCd/Domn/Fmly/SubFmlyCd'))
  const isDebit = [detail, entry].some(of => textAt(of, 'BkTxCd/Domn/Fmly/Cd') === 'IDDT')
  // Money that comes in takes nothing back: as a reversal, it undoes what went out.
  if (!goesOut) return false
  const isReversal = ['true', '1'].includes(textAt(entry, 'RvslInd'))
  return (
    Boolean(at(detail, 'RtrInf')) || (isDebit && (isReversal || families.some(family => TAKEN_BACK.includes(family))))
  )
}

function returnedDebit(entry: Element, detail: Element, place: number, parts: number): ReadReturn {
  const reason = reasonIn(detail)
  const charges = chargesIn(detail) || (parts === 1 ? chargesIn(entry) : 0)
  const original = ['AmtDtls/InstdAmt/Amt', 'AmtDtls/TxAmt/Amt', 'Amt'].flatMap(path => at(detail, path) ?? [])
  const whole = parts === 1 ? (at(entry, 'Amt') ?? []) : []
  return {
    place,
    endToEndId: referenceOf(textAt(detail, 'Refs/EndToEndId')),
    mandate: referenceOf(textAt(detail, 'Refs/MndtId')),
    kind: kindOf(entry, detail, reason.code),
    ...reason,
    ...amountOf([original, whole].flat()),
    returnedOn: dayOf(
      textAt(entry, 'BookgDt/Dt') ||
        textAt(entry, 'BookgDt/DtTm') ||
        textAt(entry, 'ValDt/Dt') ||
        textAt(entry, 'ValDt/DtTm'),
    ),
    chargeCents: charges,
  }
}

/** A debtor who asks is refunded; we or the bank reverse; the rest is returned. Source: EPC016-06, 4.3. */
function kindOf(entry: Element, detail: Element, code: string): ReturnKind {
  const family = textAt(detail, 'BkTxCd/Domn/Fmly/SubFmlyCd') || textAt(entry, 'BkTxCd/Domn/Fmly/SubFmlyCd')
  if (family === 'PRDD') return 'reversal'
  if (family === 'RCDD' || code === 'FOCR') return 'cancellation'
  return code === 'MD06' || code === 'MD01' ? 'refund' : 'return'
}

function chargesIn(detail: Element): number {
  const said = at(detail, 'Chrgs/TtlChrgsAndTaxAmt')
  const each = [...allAt(detail, 'Chrgs/Rcrd/Amt'), ...allAt(detail, 'Chrgs/Amt')]
  return said ? (centsIn(said) ?? 0) : each.reduce((sum, amount) => sum + (centsIn(amount) ?? 0), 0)
}

/** Said in text, or not at all. */
const NO_REASON = 'NARR'

/** Why: the code of ISO 20022, else the bank's own, and what it adds in words. */
function reasonIn(of: Element): { code: string; text: string } {
  const reasons = [...allAt(of, 'StsRsnInf'), ...allAt(of, 'RtrInf')]
  const codes = reasons.map(reason => textAt(reason, 'Rsn/Cd') || textAt(reason, 'Rsn/Prtry')).filter(Boolean)
  const words = reasons.flatMap(reason => allAt(reason, 'AddtlInf').map(({ text }) => text))
  const text = [...words, textAt(of, 'AddtlTxInf')].filter(Boolean).join(' ').replace(/\s+/g, ' ').slice(0, 500)
  return { code: (codes[0] ?? /\b[A-Z]{2}\d{2}\b/.exec(text)?.[0] ?? NO_REASON).slice(0, 35), text }
}

/** Longer ones are none of ours. */
const referenceOf = (said: string) => (said === 'NOTPROVIDED' ? '' : said.slice(0, MAX_REFERENCE))
const MAX_REFERENCE = 70

/** The first amount in euros: an account in another currency tells what was asked for too. */
function amountOf(amounts: readonly Element[]): Pick<ReadReturn, 'cents' | 'amountFault'> {
  if (amounts.length === 0) return { cents: null }
  const euros = amounts.find(isInEuros)
  if (!euros) return { cents: null, amountFault: 'otherCurrency' }
  const cents = centsIn(euros)
  return cents === null ? { cents, amountFault: 'amountUnreadable' } : { cents }
}

const isInEuros = ({ attributes }: Element) => (attribute(attributes, 'Ccy') ?? 'EUR') === 'EUR'

function centsIn(amount: Element): number | null {
  const parts = /^(\d{1,13})(?:\.(\d{0,2})0*)?$/.exec(amount.text)
  if (!parts || !isInEuros(amount)) return null
  return Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'))
}

/** Before any SEPA direct debit. */
const FIRST_DAY = '2009-11-01'

function dayOf(said: string): string | null {
  const day = said.slice(0, 10)
  const read = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined
  return read && day >= FIRST_DAY && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day) ? day : null
}

/** What names no debit is refused by its place; the others are taken. */
function takeOne(file: ReturnFile, read: ReadReturn) {
  const fault: ReturnFault | undefined =
    read.endToEndId === '' && read.mandate === ''
      ? 'withoutReference'
      : read.returnedOn === null
        ? 'dayUnreadable'
        : read.amountFault
  if (fault) file.refused.push({ place: read.place, endToEndId: read.endToEndId, why: fault })
  else file.returns.push(read)
}
