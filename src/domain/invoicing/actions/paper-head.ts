import type { Ctx } from '../../../platform/http/context.ts'
import type { Language } from '../../../values/labels.ts'
import { pictureOf } from '../printouts/paper-pdf.ts'
import { identityTexts } from '../printouts/texts.ts'
import { currentSeller } from '../queries/seller.ts'
import { nothingSaid } from './seller.ts'

/** Who writes, as papers that are no invoice say it: head, foot, colour and picture. Source: C. com. R123-237. */
export async function paperHead(ctx: Ctx, language: Language) {
  const seller = (await currentSeller(ctx)) ?? nothingSaid(ctx.company.name)
  const { legalName, lines, postcode, town, phone, email, website, footer, colour, logo } = seller
  return {
    name: legalName,
    lines: [...lines.split('\n'), `${postcode} ${town}`.trim(), phone, email, website].filter(line => line !== ''),
    identity: identityTexts({ language }, seller),
    footer,
    colour,
    picture: pictureOf(logo),
  }
}
