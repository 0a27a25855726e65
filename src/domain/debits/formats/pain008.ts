import type { FrozenMandate } from '../rules/frozen.ts'
import { latin, latinId } from '../rules/latin.ts'
import type { Scheme } from '../rules/states.ts'

export type FileVersion = '08' | '02'

/** What a file says once: who collects, where the money comes in, on which day. */
export type BatchToWrite = {
  version: FileVersion
  messageReference: string
  /** An instant in UTC, to the second. */
  createdAt: string
  scheme: Scheme
  collectOn: string
  creditorName: string
  creditorId: string
  iban: string
  bic: string
}

/** Debits of one sequence stand together, with their number and sum before them. */
export type SequenceToWrite = { sequence: string; count: number; cents: number }

export type DebitToWrite = {
  endToEndId: string
  cents: number
  remittance: string
  iban: string
  /** What the account was, when it changed within its bank; null: the bank is told that it is another, or nothing changed. */
  oldIban: string | null
  mandate: Omit<FrozenMandate, 'sealedIban'>
}

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) => (/[&<>]/.test(text) ? text.replace(/[&<>]/g, sign => MARKUP[sign]!) : text)
const tag = (name: string, text: string) => (text === '' ? '' : `<${name}>${escaped(text)}</${name}>`)
const euros = (cents: number) => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`

/** The beginning of a file, with the number and sum of all its debits. Source: EPC130-08. */
export function fileHead(batch: BatchToWrite, { count, cents }: { count: number; cents: number }): string {
  const { version, messageReference, createdAt, creditorName } = batch
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.008.001.${version}"><CstmrDrctDbtInitn>
<GrpHdr><MsgId>${escaped(latinId(messageReference, 35))}</MsgId><CreDtTm>${createdAt}</CreDtTm><NbOfTxs>${count}</NbOfTxs><CtrlSum>${euros(cents)}</CtrlSum><InitgPty>${tag('Nm', latin(creditorName, 70))}</InitgPty></GrpHdr>
`
}
export const FILE_FOOT = '</CstmrDrctDbtInitn></Document>\n'

const INSTRUMENT: Record<Scheme, string> = { core: 'CORE', b2b: 'B2B' }

/** The bank, by its BIC; else it finds itself by the account number. */
const agent = (version: FileVersion, bic: string) =>
  `<FinInstnId>${bic === '' ? '<Othr><Id>NOTPROVIDED</Id></Othr>' : tag(version === '02' ? 'BIC' : 'BICFI', bic)}</FinInstnId>`

/** What precedes the debits of one sequence. */
export function sequenceHead(batch: BatchToWrite, { sequence, count, cents }: SequenceToWrite): string {
  const { version, messageReference, scheme, collectOn, creditorName, creditorId, iban, bic } = batch
  return `<PmtInf><PmtInfId>${escaped(latinId(`${messageReference}-${sequence}`, 35))}</PmtInfId><PmtMtd>DD</PmtMtd><BtchBookg>true</BtchBookg><NbOfTxs>${count}</NbOfTxs><CtrlSum>${euros(cents)}</CtrlSum><PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl><LclInstrm><Cd>${INSTRUMENT[scheme]}</Cd></LclInstrm><SeqTp>${sequence}</SeqTp></PmtTpInf><ReqdColltnDt>${collectOn}</ReqdColltnDt><Cdtr>${tag('Nm', latin(creditorName, 70))}</Cdtr><CdtrAcct><Id><IBAN>${iban}</IBAN></Id></CdtrAcct><CdtrAgt>${agent(version, bic)}</CdtrAgt><ChrgBr>SLEV</ChrgBr><CdtrSchmeId>${creditorScheme(creditorId)}</CdtrSchmeId>
`
}
export const SEQUENCE_FOOT = '</PmtInf>\n'

const creditorScheme = (creditorId: string) =>
  `<Id><PrvtId><Othr><Id>${creditorId}</Id><SchmeNm><Prtry>SEPA</Prtry></SchmeNm></Othr></PrvtId></Id>`

/** One debit. */
export function debitElement(version: FileVersion, debit: DebitToWrite): string {
  const { endToEndId, cents, remittance, iban, mandate } = debit
  return `<DrctDbtTxInf><PmtId><EndToEndId>${escaped(latinId(endToEndId, 35))}</EndToEndId></PmtId><InstdAmt Ccy="EUR">${euros(cents)}</InstdAmt><DrctDbtTx><MndtRltdInf>${tag('MndtId', mandate.reference)}<DtOfSgntr>${mandate.signedOn}</DtOfSgntr>${amendment(debit)}</MndtRltdInf></DrctDbtTx><DbtrAgt>${agent(version, mandate.bic)}</DbtrAgt><Dbtr>${tag('Nm', latin(mandate.name, 70) || 'NOTPROVIDED')}${address(mandate)}</Dbtr><DbtrAcct><Id><IBAN>${iban}</IBAN></Id></DbtrAcct><RmtInf>${tag('Ustrd', latin(remittance, 140))}</RmtInf></DrctDbtTxInf>
`
}

/** What changed of the mandate since the bank was last told. */
function amendment({ oldIban, mandate: { amended } }: DebitToWrite): string {
  if (!amended) return ''
  const { oldReference, oldSealedIban, sameBank, oldCreditorId, oldCreditorName } = amended
  const creditor =
    oldCreditorId || oldCreditorName
      ? `<OrgnlCdtrSchmeId>${tag('Nm', latin(oldCreditorName ?? '', 70))}${oldCreditorId ? creditorScheme(oldCreditorId) : ''}</OrgnlCdtrSchmeId>`
      : ''
  const account = sameBank && oldIban ? tag('IBAN', oldIban) : '<Othr><Id>SMNDA</Id></Othr>'
  const details = `${tag('OrgnlMndtId', oldReference ?? '')}${creditor}${oldSealedIban ? `<OrgnlDbtrAcct><Id>${account}</Id></OrgnlDbtrAcct>` : ''}`
  return `<AmdmntInd>true</AmdmntInd><AmdmntInfDtls>${details}</AmdmntInfDtls>`
}

/** Town and country by themselves, the street as at most two lines: hybrid. Without a town it is left out. Source: L-16. */
function address({ lines, postcode, town, country }: DebitToWrite['mandate']): string {
  if (latin(town, 35) === '' || country === '') return ''
  const typed = lines.split('\n').map(line => latin(line, 210))
  const [first = '', ...rest] = typed.filter(line => line !== '')
  const second = rest.join(', ')
  return `<PstlAdr>${tag('PstCd', latin(postcode, 16))}${tag('TwnNm', latin(town, 35))}${tag('Ctry', country)}${tag('AdrLine', first.slice(0, 70).trim())}${tag('AdrLine', second.slice(0, 70).trim())}</PstlAdr>`
}
