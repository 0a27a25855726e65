/** What banks write, version by version, with a prefix for its namespace or without. Source: ISO 20022, EPC130-08, EPC017-10. */

export const REPORT_VERSIONS = ['03', '10', '14'] as const
export const STATEMENT_VERSIONS = ['02', '04', '08'] as const
export type StatementVersion = (typeof STATEMENT_VERSIONS)[number]
export type StatementFormat = 'camt.053' | 'camt.054'

type Rejected = {
  endToEndId?: string
  mandate?: string
  code?: string
  own?: string
  words?: string
  cents?: number
  status?: string
}
type Group = { reference: string; status?: string; code?: string; of?: Rejected[] }
type Report = {
  version?: (typeof REPORT_VERSIONS)[number]
  message?: string
  status?: string
  code?: string
  groups?: Group[]
  at?: string
}

const tag = (name: string, inner: string | undefined) => (inner === undefined ? '' : `<${name}>${inner}</${name}>`)
const euros = (cents: number) => (cents / 100).toFixed(2)
const reason = (code?: string, own?: string, words?: string) =>
  code || own || words
    ? `<StsRsnInf><Orgtr><Nm>BANQUE</Nm></Orgtr>${code || own ? `<Rsn>${tag('Cd', code)}${tag('Prtry', own)}</Rsn>` : ''}${tag('AddtlInf', words)}</StsRsnInf>`
    : ''

/** A pain.002: by group, each with its debits, or of the message as a whole. */
export function reportFile({
  version = '03',
  message = 'D000001-20260302',
  status,
  code,
  groups = [],
  at = '2026-03-13T08:00:00',
}: Report) {
  const mandateOf = (id: string) =>
    version === '03'
      ? `<MndtRltdInf><MndtId>${id}</MndtId></MndtRltdInf>`
      : `<MndtRltdInf><DrctDbtMndt><MndtId>${id}</MndtId></DrctDbtMndt></MndtRltdInf>`
  const one = ({ endToEndId, mandate, code: why, own, words, cents, status: said = 'RJCT' }: Rejected) =>
    `<TxInfAndSts><StsId>S1</StsId>${tag('OrgnlEndToEndId', endToEndId)}${said && tag('TxSts', said)}${reason(why, own, words)}<OrgnlTxRef>${
      cents === undefined ? '' : `<Amt><InstdAmt Ccy="EUR">${euros(cents)}</InstdAmt></Amt>`
    }<ReqdColltnDt>2026-03-16</ReqdColltnDt>${mandate ? mandateOf(mandate) : ''}</OrgnlTxRef></TxInfAndSts>`
  const group = ({ reference, status: said, code: why, of = [] }: Group) =>
    `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${reference}</OrgnlPmtInfId>${tag('PmtInfSts', said)}${reason(why)}${of.map(one).join('')}</OrgnlPmtInfAndSts>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.${version}"><CstmrPmtStsRpt><GrpHdr><MsgId>R-1</MsgId><CreDtTm>${at}</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>${message}</OrgnlMsgId><OrgnlMsgNmId>pain.008</OrgnlMsgNmId>${tag('GrpSts', status)}${reason(code)}</OrgnlGrpInfAndSts>${groups.map(group).join('')}</CstmrPmtStsRpt></Document>
`
}

export type Returned = {
  endToEndId?: string
  mandate?: string
  code?: string
  own?: string
  words?: string
  /** Of the debit, as it was asked for. */
  cents?: number
  /** What was taken back, when it is more. */
  takenCents?: number
  chargeCents?: number
  currency?: string
}
export type Entry = {
  of: Returned[]
  on?: string
  way?: 'DBIT' | 'CRDT'
  state?: string
  family?: string
  isReversal?: boolean
  asBatch?: boolean
}
type Statement = { format?: StatementFormat; version?: StatementVersion; entries: Entry[] }

const totalOf = ({ cents = 0, takenCents = cents }: Returned) => takenCents

/** A camt.053 or camt.054 of booked entries, each of one debit or several. */
export function statementFile({ format = 'camt.053', version = '02', entries }: Statement) {
  const isNew = version !== '02'
  const money = (name: string, cents: number | undefined, currency = 'EUR') =>
    cents === undefined ? '' : `<${name} Ccy="${currency}">${euros(cents)}</${name}>`
  const charges = ({ chargeCents }: Returned) =>
    chargeCents === undefined
      ? ''
      : isNew
        ? `<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">${euros(chargeCents)}</TtlChrgsAndTaxAmt><Rcrd><Amt Ccy="EUR">${euros(chargeCents)}</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs>`
        : `<Chrgs>${money('Amt', chargeCents)}<CdtDbtInd>DBIT</CdtDbtInd></Chrgs>`
  const detail = (back: Returned, way: string) => {
    const { endToEndId, mandate, code, own, words, cents, currency } = back
    const taken = cents === undefined ? undefined : totalOf(back)
    const amounts = isNew
      ? `${money('Amt', taken, currency)}<CdtDbtInd>${way}</CdtDbtInd>`
      : taken === undefined
        ? ''
        : `<AmtDtls><TxAmt>${money('Amt', taken, currency)}</TxAmt></AmtDtls>`
    const why =
      code || own ? `<RtrInf><Rsn>${tag('Cd', code)}${tag('Prtry', own)}</Rsn>${tag('AddtlInf', words)}</RtrInf>` : ''
    return `<TxDtls><Refs>${tag('EndToEndId', endToEndId)}${tag('MndtId', mandate)}</Refs>${amounts}${charges(back)}${why}${why ? '' : tag('AddtlTxInf', words)}</TxDtls>`
  }
  const entry = ({
    of,
    on = '2026-03-18',
    way = 'DBIT',
    state = 'BOOK',
    family = 'UPDD',
    isReversal,
    asBatch,
  }: Entry) => {
    const total = of.reduce((sum, back) => sum + totalOf(back), 0)
    const batch = asBatch ? `<Btch><NbOfTxs>${of.length}</NbOfTxs>${money('TtlAmt', total)}</Btch>` : ''
    return `<Ntry>${money('Amt', total, of[0]?.currency)}<CdtDbtInd>${way}</CdtDbtInd>${isReversal ? '<RvslInd>true</RvslInd>' : ''}<Sts>${
      version === '08' ? `<Cd>${state}</Cd>` : state
    }</Sts><BookgDt><Dt>${on}</Dt></BookgDt><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>IDDT</Cd><SubFmlyCd>${family}</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls>${batch}${of.map(back => detail(back, way)).join('')}</NtryDtls></Ntry>`
  }
  const [root, inner] = format === 'camt.053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn']
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${format}.001.${version}"><${root}><GrpHdr><MsgId>B-1</MsgId><CreDtTm>2026-03-18T06:00:00</CreDtTm></GrpHdr><${inner}><Id>1</Id>${entries.map(entry).join('')}</${inner}></${root}></Document>
`
}

/** The same file with a prefix before each of its elements. */
export const prefixed = (xml: string, prefix = 'ns2') =>
  xml.replace(/<(\/?)([A-Za-z])/g, `<$1${prefix}:$2`).replace(' xmlns=', ` xmlns:${prefix}=`)
