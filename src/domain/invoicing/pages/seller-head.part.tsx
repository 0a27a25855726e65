import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { spacedIban } from '../../../values/iban.ts'
import { sellerWords } from '../labels/seller.ts'
import type { SellerValues } from './seller.form.tsx'
import classes from './seller.module.css'

/** The head and foot of a document as they follow from what is typed; paper is white in the dark too. */
export function SellerHead({ of }: { of: SellerValues }) {
  const words = useLabels(sellerWords)
  const format = useFormat()
  const shares = of.capitalCents !== null && of.legalForm !== ''
  const siret = of.nic ? `SIRET ${of.siren} ${of.nic}` : of.siren && `SIREN ${of.siren}`
  const foot = [
    shares ? words.share(of.legalForm, format.money(of.capitalCents)) : of.legalForm,
    siret,
    of.register,
    of.vatScheme === 'normal' && of.vatNumber && `TVA ${of.vatNumber}`,
  ]
  return (
    <aside className={classes.paper} aria-label={words.preview}>
      <div className={classes.head}>
        {of.logo && <img src={of.logo} alt="" />}
        <strong style={{ color: of.colour }}>{words.previewTitle}</strong>
      </div>
      <div className={classes.lines}>
        <strong>{of.legalName}</strong>
        {of.lines
          .split('\n')
          .filter(Boolean)
          .map(line => (
            <span key={line}>{line}</span>
          ))}
        <span>{`${of.postcode} ${of.town}`.trim()}</span>
        <span>{of.phone}</span>
        <span>{of.email}</span>
        <span>{of.website}</span>
      </div>
      <div className={classes.foot} style={{ borderColor: of.colour }}>
        {of.iban && <span>{`IBAN ${spacedIban(of.iban.replace(/\s/g, ''))}`}</span>}
        <span>{foot.filter(Boolean).join(' · ')}</span>
        <span>{of.footer}</span>
      </div>
    </aside>
  )
}
