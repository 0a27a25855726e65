import { apiOf } from '../../../platform/web/api.ts'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { catalogLabels } from '../labels.ts'
import { inForceOrFirst } from '../rules/bundle.ts'
import type { PriceBasis } from '../rules/price.ts'
import type { ProductKind } from '../rules/product-code.ts'
import type { Supply } from '../rules/tax.ts'
import { blankComponent, type ComponentValues, filledComponents } from './bundle-fields.part.tsx'
import { ProductFields } from './product-fields.part.tsx'
import type { Product } from './product-panel.part.tsx'
import { saidTax, type TaxChoice } from './tax-fields.part.tsx'

const api = apiOf('catalog', catalogContract)
type Create = Parameters<typeof api.products.create.call>[0]
type Update = Parameters<typeof api.products.update.call>[0]

export type ProductValues = {
  code: string
  label: string
  kind: ProductKind | null
  titleId: string | null
  termMonths: number | null
  servedBy: 'date' | 'issue' | null
  issuesDue: number | null
  issueId: string | null
  latestIssue: boolean
  priceBasis: PriceBasis
  priceCents: number | null
  taxClass: TaxChoice
  supply: Supply
  vatRateBps: number | null
  supplierName: string
  ean13: string
  brand: string
  family: string
  image: string
  archivedOn: string | null
  components: ComponentValues[]
  startsOn: string | null
}

const blank: ProductValues = {
  code: '',
  label: '',
  kind: null,
  titleId: null,
  termMonths: null,
  servedBy: null,
  issuesDue: null,
  issueId: null,
  latestIssue: false,
  priceBasis: 'gross',
  priceCents: null,
  taxClass: null,
  supply: 'goods',
  vatRateBps: null,
  supplierName: '',
  ean13: '',
  brand: '',
  family: '',
  image: '',
  archivedOn: null,
  components: [],
  startsOn: null,
}

/** Only what was said: the code says the rest. */
const said = (values: ProductValues) => ({
  ...values,
  kind: values.kind ?? undefined,
  titleId: values.titleId ?? undefined,
  termMonths: values.termMonths ?? undefined,
  servedBy: values.servedBy ?? undefined,
  issuesDue: values.servedBy === 'date' ? null : (values.issuesDue ?? undefined),
  issueId: values.issueId ?? undefined,
  latestIssue: values.latestIssue || undefined,
  priceCents: values.priceCents ?? undefined,
  ...saidTax(values),
  ...saidBundle(values),
})

const saidBundle = ({ kind, components, startsOn }: ProductValues) => ({
  components: kind === 'bundle' ? filledComponents(components) : undefined,
  startsOn: kind === 'bundle' ? (startsOn ?? undefined) : undefined,
})

/** A new product: its code says what it sells. */
export function CreateProduct({ onDone }: { onDone(id: string | undefined): void }) {
  const labels = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const { today } = useSession()
  const form = useRecordForm({
    initial: { ...blank, components: [blankComponent(), blankComponent()], startsOn: today },
    input: said,
    schema: catalogContract.products.create['~orpc'].inputSchema,
    save: (input: Create, saving) => api.products.create.call(input, saving),
    onSaved: ({ id }) => {
      refresh()
      onDone(id)
    },
  })
  return (
    <PanelForm title={labels.newProduct}>
      <FormFrame form={form} submit={words.createProduct} onCancel={() => onDone(undefined)}>
        <ProductFields form={form} isBundle={undefined} />
      </FormFrame>
    </PanelForm>
  )
}

/** What a bundle is made of today, to be changed from today on. */
const composed = ({ compositions }: Product, today: string) => ({
  components: (inForceOrFirst(compositions, today)?.components ?? []).map(({ productId, weightCents }) => ({
    key: productId,
    productId,
    weightCents,
  })),
  startsOn: today,
})

const sameBundle = (values: ProductValues, initial: ProductValues) =>
  JSON.stringify(saidBundle(values)) === JSON.stringify(saidBundle(initial))

/** Changes a product; what was sold before keeps what it had. */
export function EditProduct({ product, onDone }: { product: Product; onDone(): void }) {
  const words = useLabels(catalogWords)
  const { today } = useSession()
  const initial = {
    ...(Object.fromEntries(
      Object.keys(blank).map(key => [key, product[key as keyof Product]]),
    ) as unknown as ProductValues),
    taxClass: product.taxClass ?? ('typed' as const),
    ...composed(product, today),
  }
  const form = useRecordForm<ProductValues, Product>({
    initial,
    input: values => ({
      ...values,
      priceCents: values.priceCents ?? undefined,
      ...saidTax(values),
      kind: values.kind ?? undefined,
      ...(sameBundle(values, initial) ? { components: undefined, startsOn: undefined } : saidBundle(values)),
      id: product.id,
      revision: product.revision,
    }),
    schema: catalogContract.products.update['~orpc'].inputSchema,
    save: (input: Update, saving) => api.products.update.call(input, saving),
    onSaved: () => {
      refresh()
      onDone()
    },
  })
  return (
    <FormFrame form={form} submit={words.saveProduct} onCancel={onDone}>
      <ProductFields form={form} isBundle={product.kind === 'bundle'} />
    </FormFrame>
  )
}
