import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { invoicingSettingsContract, sellerContract } from '../contract/seller.ts'
import { sellerWords } from '../labels/seller.ts'
import { NumbersForm } from './numbers.form.tsx'
import { SellerForm } from './seller.form.tsx'

/** Who sells, as documents name it, and how they are numbered. Source: L-2, L-3. */
export function SellerPage() {
  const words = useLabels(sellerWords)
  const common = useLabels(commonWords)
  const may = useMay()
  const seller = useQuery(apiOf('seller', sellerContract).get.queryOptions({ input: {} }))
  const settings = useQuery(apiOf('invoicingSettings', invoicingSettingsContract).get.queryOptions({ input: {} }))
  const error = seller.error ?? settings.error
  const readOnly = !may('books.write')
  return (
    <>
      <ScreenHeading title={words.title} name={words.title} />
      <Sections>
        {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
        {!error && !(seller.data && settings.data) && <p role="status">{common.loading}</p>}
        {seller.data && settings.data && (
          <>
            <Section title={words.identity} text={seller.data.id ? words.identityText : words.nothingYet}>
              <SellerForm key={seller.data.id} seller={seller.data} readOnly={readOnly} />
            </Section>
            <Section title={words.numbers} text={words.numbersText}>
              <NumbersForm settings={settings.data} readOnly={readOnly} />
            </Section>
          </>
        )}
      </Sections>
    </>
  )
}
