import { qrSvg } from '../../../platform/print/qr.ts'
import { renderPdf } from '../../../platform/print/typst.ts'
import type { Language } from '../../../values/labels.ts'
import type { paperHead } from '../../invoicing/actions/paper-head.ts'
import { orderPaperWords } from '../labels/paper.ts'
import { ORDER_TEMPLATE } from './template.ts'

/** One paper as it is printed, all of it text. */
export type OrderPaper = {
  title: string
  number: string
  /** Why it is none to rely on; empty: nothing. */
  mark: string
  addressee: readonly string[]
  /** Where it goes, when elsewhere. */
  delivery: readonly string[]
  meta: readonly (readonly [string, string])[]
  note: readonly string[]
  columns: readonly string[]
  lines: readonly { code: string; label: string; below: readonly string[]; cells: readonly string[] }[]
  totals: readonly (readonly [string, string])[]
  /** What the code in its corner says; empty: none. */
  code: string
  signature: boolean
}

type Head = Awaited<ReturnType<typeof paperHead>>

/** Papers of orders, each on pages of its own; the same data give the same bytes. */
export function orderPapersPdf(head: Head, papers: readonly OrderPaper[], language: Language): Promise<Uint8Array> {
  const { picture, ...shown } = head
  const codes = papers.map(({ code }, at) => ({ code, name: code && `code-${at}.svg` }))
  const files = Object.fromEntries([
    ...codes.flatMap(({ code, name }) => (code ? [[name, Buffer.from(qrSvg(code))] as const] : [])),
    ...(picture ? [[picture.name, picture.bytes] as const] : []),
  ])
  const { page, deliveredTo, received, scan } = orderPaperWords[language]
  const data = {
    language,
    title: papers.map(({ title, number }) => `${title} ${number}`).join(', '),
    words: { page, deliveredTo, received, scan },
    head: shown,
    logo: picture?.name ?? '',
    papers: papers.map((paper, at) => ({ ...paper, code: codes[at]!.name })),
  }
  return renderPdf(ORDER_TEMPLATE, data, { files })
}
