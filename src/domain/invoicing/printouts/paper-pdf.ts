import { renderPdf } from '../../../platform/print/typst.ts'
import { cii } from '../formats/cii.ts'
import { asFacturX } from '../formats/factur-x.ts'
import type { Paper } from '../rules/paper.ts'
import { type Mark, paperData } from './paper-data.ts'
import { PAPER_TEMPLATE } from './template.ts'
import { ciiTexts } from './texts.ts'

/**
 * The paper of a document: PDF/A-3 with its data inside, a Factur-X. A draft and a duplicate are no original, and hold no
 * data that somebody might book. The same paper gives the same bytes.
 */
export async function paperPdf(paper: Paper, mark: Mark = paper.number === null ? 'draft' : null): Promise<Uint8Array> {
  const { seller } = paper
  if (!seller) throw new Error('a paper without a seller cannot be printed')
  const picture = pictureOf(seller.logo)
  const data = {
    ...paperData(paper, seller, mark),
    logo: picture?.name ?? '',
    xml: mark ? '' : cii(paper, ciiTexts(paper)),
  }
  const files = picture ? { [picture.name]: picture.bytes } : {}
  const pdf = await renderPdf(PAPER_TEMPLATE, data, { archived: true, files })
  return mark ? pdf : asFacturX(pdf)
}

/** A picture kept as a `data:` address, or undefined. */
export function pictureOf(address: string): { name: string; bytes: Uint8Array } | undefined {
  const [, type, content] = /^data:image\/(png|jpeg);base64,(.+)$/s.exec(address) ?? []
  return type && content ? { name: `logo.${type}`, bytes: Buffer.from(content, 'base64') } : undefined
}
