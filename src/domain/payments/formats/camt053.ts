import { FileFault } from '../../../platform/files/read-zip.ts'
import { attribute } from '../../../platform/files/xml.ts'
import { allAt, at, type Element, eachElement, textAt } from '../../../platform/files/xml-tree.ts'
import type { ReadMovement, RefusedLine, StatementFault } from '../rules/statement.ts'

/** What one file says of one account; a file may hold several statements. */
export type ReadStatement = { account: string; movements: ReadMovement[]; refused: RefusedLine[] }

const CURRENCY = 'EUR'
const MAX_TEXT = 4000

class EntryFault extends Error {
  readonly code: StatementFault
  readonly detail: string
  constructor(code: StatementFault, detail = '') {
    super(code)
    this.code = code
    this.detail = detail
  }
}

/**
 * Reads a camt.053 of any version in use (001.02 to 001.08 and later), whatever its prefixes: booked entries, one movement
 * each, or one a transaction where a batch tells each with its amount. An entry that cannot be read is refused by its
 * place in the file, the others are taken. Source: ISO 20022 camt.053.
 */
export function readCamt053(xml: string): ReadStatement[] {
  const accounts = new Map<string, ReadStatement>()
  let place = 0
  let isCamt = false
  eachElement(xml, ['Ntry', 'Stmt'], (found, within) => {
    const statement = found.tag === 'Stmt' ? found : within.findLast(({ tag }) => tag === 'Stmt')
    if (!statement || !within.some(({ tag }) => tag === 'BkToCstmrStmt')) return
    isCamt = true
    const of = forAccount(accounts, statement)
    if (found.tag === 'Stmt') return
    place += 1
    try {
      of.movements.push(...movementsOf(found, place))
    } catch (error) {
      if (!(error instanceof EntryFault)) throw error
      of.refused.push({ line: place, code: error.code, ...(error.detail ? { detail: error.detail } : {}) })
    }
  })
  if (!isCamt) throw new FileFault('notAStatement')
  return [...accounts.values()]
}

function forAccount(accounts: Map<string, ReadStatement>, statement: Element): ReadStatement {
  const id = at(statement, 'Acct/Id')
  const account = (textAt(id, 'IBAN') || textAt(id, 'Othr/Id')).replace(/\s/g, '').toUpperCase()
  const known = accounts.get(account)
  if (known) return known
  const added: ReadStatement = { account, movements: [], refused: [] }
  accounts.set(account, added)
  return added
}

/** Nothing of an entry that is not booked yet: it comes again once it is. */
function movementsOf(entry: Element, line: number): ReadMovement[] {
  const state = textAt(entry, 'Sts/Cd') || textAt(entry, 'Sts')
  if (state !== '' && state !== 'BOOK') return []
  const cents = signed(amountIn(at(entry, 'Amt')), textAt(entry, 'CdtDbtInd'))
  const whole = {
    line,
    bookedOn: dayIn(entry, 'BookgDt') ?? dayIn(entry, 'ValDt') ?? fault('dayMissing'),
    valueOn: dayIn(entry, 'ValDt') ?? null,
    reversal: textAt(entry, 'RvslInd') === 'true' || textAt(entry, 'RvslInd') === '1',
  }
  const own = textAt(entry, 'AcctSvcrRef')
  const details = allAt(entry, 'NtryDtls/TxDtls')
  const parts = details.map(detail => partIn(detail, cents, textAt(entry, 'CdtDbtInd')))
  const split = details.length > 1 && parts.every(part => part !== undefined) && sum(parts) === cents
  if (!split) return [{ ...whole, cents, ...saidBy(entry, details, cents), bankReference: own }]
  return details.map((detail, index) => ({
    ...whole,
    cents: parts[index]!,
    ...saidBy(undefined, [detail], parts[index]!),
    bankReference: textAt(detail, 'Refs/AcctSvcrRef') || textAt(detail, 'Refs/TxId') || (own && `${own}/${index + 1}`),
  }))
}

/** The amount of one transaction of a batch, in our currency; undefined when it does not say. */
function partIn(detail: Element, whole: number, direction: string): number | undefined {
  const amounts = ['Amt', 'AmtDtls/TxAmt/Amt'].flatMap(path => at(detail, path) ?? [])
  const found = amounts.find(({ attributes }) => attribute(attributes, 'Ccy') === CURRENCY)
  if (!found) return undefined
  const way = textAt(detail, 'CdtDbtInd') || direction
  return way === '' ? Math.sign(whole) * amountIn(found) : signed(amountIn(found), way)
}

function amountIn(amount: Element | undefined): number {
  if (!amount || amount.text === '') fault('amountMissing')
  const currency = attribute(amount.attributes, 'Ccy') ?? ''
  if (currency !== CURRENCY) fault('otherCurrency', currency)
  const parts = /^(\d{1,13})(?:\.(\d{0,2})0*)?$/.exec(amount.text)
  if (!parts) fault('amountUnreadable', amount.text)
  const cents = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'))
  return cents === 0 ? fault('amountOfZero') : cents
}

function signed(cents: number, direction: string): number {
  if (direction === 'CRDT') return cents
  return direction === 'DBIT' ? -cents : fault('directionUnreadable', direction)
}

function dayIn(entry: Element, tag: string): string | undefined {
  const said = textAt(entry, `${tag}/Dt`) || textAt(entry, `${tag}/DtTm`)
  if (said === '') return undefined
  const day = said.slice(0, 10)
  const read = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined
  const exists = read && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day)
  return exists && day >= '1970-01-01' && day <= '2150-12-31' ? day : fault('dayUnreadable', said.slice(0, 30))
}

/** Who is at the other end, and all the words and references there are. */
function saidBy(entry: Element | undefined, details: readonly Element[], cents: number) {
  const [first] = details.length === 1 ? details : []
  const side = cents > 0 ? 'Dbtr' : 'Cdtr'
  const texts = details.flatMap(detail => [
    ...allAt(detail, 'RmtInf/Ustrd').map(({ text }) => text),
    ...allAt(detail, 'RmtInf/Strd/RfrdDocInf/Nb').map(({ text }) => text),
    ...allAt(detail, 'RmtInf/Strd/AddtlRmtInf').map(({ text }) => text),
    textAt(detail, 'AddtlTxInf'),
    textAt(detail, 'RtrInf/AddtlInf'),
  ])
  const batches = entry ? allAt(entry, 'NtryDtls/Btch') : []
  const ofBatches = batches.flatMap(batch => ['PmtInfId', 'MsgId'].map(path => textAt(batch, path)))
  const references = details.flatMap(detail => [
    ...allAt(detail, 'RmtInf/Strd/CdtrRefInf/Ref').map(({ text }) => text),
    ...['Refs/EndToEndId', 'Refs/InstrId'].map(path => textAt(detail, path)),
  ])
  return {
    otherName: cleaned(partyAt(first, `Ultmt${side}`) || partyAt(first, side), 200),
    otherIban: textAt(first, `RltdPties/${side}Acct/Id/IBAN`).replace(/\s/g, '').toUpperCase().slice(0, 34),
    text: cleaned([...new Set([...texts, textAt(entry, 'AddtlNtryInf')])].filter(Boolean).join(' '), MAX_TEXT),
    reference: cleaned(
      [...new Set([...references, ...ofBatches])].filter(one => one && one !== 'NOTPROVIDED').join(' '),
      500,
    ),
  }
}

/** Since 001.08 a party stands one element deeper. */
const partyAt = (detail: Element | undefined, side: string) =>
  textAt(detail, `RltdPties/${side}/Nm`) || textAt(detail, `RltdPties/${side}/Pty/Nm`)

const cleaned = (text: string, length: number) => text.replaceAll('\0', '').replace(/\s+/g, ' ').trim().slice(0, length)
const sum = (parts: readonly (number | undefined)[]) => parts.reduce<number>((total, part) => total + (part ?? 0), 0)

function fault(code: StatementFault, detail?: string): never {
  throw new EntryFault(code, detail?.slice(0, 60))
}
