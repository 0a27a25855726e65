import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, day, stamps } from '../../platform/db/columns.ts'
import { parties } from '../parties/tables.ts'

/** What is published and served again and again: a magazine or a box. Source: ABO-20 to ABO-22, X-31. */
export const titles = businessTable(
  'titles',
  {
    code: text().notNull(), // short, said aloud: `CS`
    name: text().notNull(),
    frequency: text({
      enum: [
        'weekly',
        'fortnightly',
        'monthly',
        'bimonthly',
        'quarterly',
        'four-monthly',
        'half-yearly',
        'yearly',
        'irregular',
      ],
    }).notNull(),
    mailingHouseId: uuid(), // null: the company posts the copies itself
    firstIssueOn: day().notNull(), // the date the first issue bears
    issn: text().notNull().default(''),
    cppap: text().notNull().default(''), // registration that gives the press VAT rate
    cppapUntil: day(), // its last day; null: not said
    kind: text({ enum: ['magazine', 'box'] })
      .notNull()
      .default('magazine'),
    servedBy: text({ enum: ['date', 'issue'] })
      .notNull()
      .default('date'), // what a new subscription product is proposed as; a box is by issue, each one a shipment
    countedBy: text({ enum: ['cover', 'shipping', 'closing'] })
      .notNull()
      .default('cover'), // the day of an issue that a term is compared with; a box counts on its cut-off day
    graceIssues: integer().notNull().default(0), // issues still served after the end, deducted at renewal
    coverPriceCents: integer(), // tax included; null: not said
    warningDays: integer().notNull().default(15), // days before the end from which a subscription shows as expiring
    replacementLimit: integer().notNull().default(3), // replacement copies a purchase may get in 12 months
    parcelFromCopies: integer(), // from so many copies a shipment is a parcel; null: never
    latestAtShipment: boolean().notNull().default(false), // "the latest issue" is chosen when it is shipped, not when it is ordered
    searchKey: text().notNull(),
    ...stamps,
  },
  table => [
    belongsTo('titles_mailing_house', table, table.mailingHouseId, () => parties),
    unique('titles_code_unique').on(table.companyId, table.code),
    check(
      'titles_frequency_known',
      sql`frequency in ('weekly', 'fortnightly', 'monthly', 'bimonthly', 'quarterly', 'four-monthly', 'half-yearly', 'yearly', 'irregular')`,
    ),
    check('titles_code_form', sql`code <> '' and code = upper(btrim(code))`),
    check('titles_kind_known', sql`kind in ('magazine', 'box')`),
    check('titles_served_by_known', sql`served_by in ('date', 'issue')`),
    check('titles_counted_by_known', sql`counted_by in ('cover', 'shipping', 'closing')`),
    check(
      'titles_limits',
      sql`grace_issues between 0 and 24 and warning_days between 0 and 366 and replacement_limit between 0 and 99
        and cover_price_cents >= 0 and parcel_from_copies > 0`,
    ),
  ],
)

/** One number of a title, planned or published; the frequency only proposes its dates. Source: X-7. */
export const issues = businessTable(
  'issues',
  {
    titleId: uuid().notNull(),
    ordinal: integer().notNull(), // place in the title: 1, 2, 3…
    number: text().notNull(), // what is printed on the cover: `5`, `12-13`
    label: text().notNull().default(''),
    coverOn: day().notNull(), // the date it bears
    onSaleOn: day().notNull(),
    closesOn: day(), // last day to be in its mailing file, inclusive; null: until it is dispatched
    shipsOn: day(), // day it is planned to leave; null: not planned
    kind: text({ enum: ['regular', 'double', 'special'] })
      .notNull()
      .default('regular'),
    countsFor: integer().notNull().default(1), // issues it uses up of a subscription; 0: a supplement, given along
    forSubscribers: boolean().notNull().default(true), // false: sold apart only, as specials are
    weightGrams: integer(), // of one copy; null: not weighed
    printedCopies: integer(), // what came into stock from the printer; null: stock is not kept
    status: text({ enum: ['planned', 'closed', 'dispatched', 'skipped'] })
      .notNull()
      .default('planned'),
    searchKey: text().notNull(),
    ...stamps,
  },
  table => [
    belongsTo('issues_title', table, table.titleId, () => titles),
    unique('issues_number_unique').on(table.companyId, table.titleId, table.number),
    unique('issues_ordinal_unique').on(table.companyId, table.titleId, table.ordinal),
    unique('issues_of_title').on(table.companyId, table.titleId, table.id), // so that a product's issue is one of its title
    index('issues_cover').on(table.companyId, table.coverOn, table.id),
    check('issues_status_known', sql`status in ('planned', 'closed', 'dispatched', 'skipped')`),
    check('issues_ordinal_positive', sql`ordinal > 0`),
    check('issues_number_given', sql`number <> ''`),
    check('issues_kind_known', sql`kind in ('regular', 'double', 'special')`),
    check('issues_counts_for', sql`counts_for between 0 and 2 and weight_grams > 0 and printed_copies >= 0`),
  ],
)

/** What changed the stock of an issue beside its printing and its shipments: copies found, given, destroyed, counted. */
export const stockMovements = businessTable(
  'stock_movements',
  {
    issueId: uuid().notNull(),
    movedOn: day().notNull(),
    copies: integer().notNull(), // more: in, less than zero: out
    reason: text().notNull(),
    ...stamps,
  },
  table => [
    belongsTo('stock_movements_issue', table, table.issueId, () => issues),
    index('stock_movements_issue_id').on(table.companyId, table.issueId, table.id),
    check('stock_movements_said', sql`copies <> 0 and reason <> ''`),
  ],
)

/** What is sold: a subscription, a single issue, several of them as one, or anything else such as postage. Source: ABO-13 to ABO-18, X-1, X-25, CIR-14. */
export const products = businessTable(
  'products',
  {
    code: text().notNull(), // capitals, trimmed
    label: text().notNull(),
    kind: text({ enum: ['subscription', 'single-issue', 'bundle', 'other'] }).notNull(),
    titleId: uuid(), // null: neither a subscription nor an issue
    offerCode: text().notNull().default(''), // the two characters `xx` of ABO-xxyy
    termMonths: integer(), // null: not a subscription
    issuesDue: integer(), // null: as many as come out during the term
    servedBy: text({ enum: ['date', 'issue'] }), // null: not a subscription
    issueId: uuid(), // null: not a given issue
    latestIssue: boolean().notNull().default(false), // the latest issue on sale when it is ordered (NUM-XXX)
    priceBasis: text({ enum: ['gross', 'net'] }).notNull(), // what was entered; the other amount is derived
    priceCents: integer().notNull(), // in that basis
    taxClass: text({ enum: ['normal', 'intermediate', 'reduced', 'press', 'none'] }), // which rate it has in each territory and time; null: the rate said, everywhere
    supply: text({ enum: ['goods', 'services'] })
      .notNull()
      .default('goods'), // printed copies are goods, access is a service. Source: L-3, L-7
    vatRateBps: integer(), // null: a bundle, whose components each have theirs
    netCents: integer(), // null: a bundle entered with tax, derived from its components
    grossCents: integer(), // null: a bundle entered without tax, derived from its components
    supplierName: text().notNull().default(''),
    ean13: text().notNull().default(''), // thirteen digits, the last one checks the others; empty: none
    brand: text().notNull().default(''),
    family: text().notNull().default(''),
    image: text().notNull().default(''), // a small picture as a `data:` address, made small before it is sent
    archivedOn: day(), // null: on sale
    searchKey: text().notNull(), // label then code, folded: what is searched, and the order of labels
    ...stamps,
  },
  table => [
    belongsTo('products_title', table, table.titleId, () => titles),
    foreignKey({
      name: 'products_issue',
      columns: [table.companyId, table.titleId, table.issueId],
      foreignColumns: [issues.companyId, issues.titleId, issues.id],
    }),
    unique('products_code_unique').on(table.companyId, table.code),
    index('products_label').on(table.companyId, table.searchKey, table.id),
    check('products_ean13_form', sql`ean13 ~ '^([0-9]{13})?$'`),
    check('products_image_small', sql`image = '' or (image like 'data:image/%' and octet_length(image) <= 20000)`),
    check('products_kind_known', sql`kind in ('subscription', 'single-issue', 'bundle', 'other')`),
    check('products_tax_class_known', sql`tax_class in ('normal', 'intermediate', 'reduced', 'press', 'none')`),
    check('products_supply_known', sql`supply in ('goods', 'services')`),
    check('products_code_form', sql`code <> '' and code = upper(btrim(code))`),
    check(
      'products_subscription_complete',
      sql`case when kind = 'subscription' then title_id is not null and term_months is not null and served_by is not null
        else term_months is null and issues_due is null and served_by is null end`,
    ),
    check(
      'products_issue_complete',
      sql`case when kind = 'single-issue' then title_id is not null and (issue_id is not null) <> latest_issue
        else issue_id is null and not latest_issue end`,
    ),
    check('products_term_positive', sql`term_months > 0 and issues_due > 0`),
    check(
      'products_served_by_known',
      sql`served_by in ('date', 'issue') and (served_by = 'date' or issues_due is not null)`,
    ),
    check(
      'products_price_basis',
      sql`price_basis in ('gross', 'net') and price_cents = case price_basis when 'gross' then gross_cents else net_cents end`,
    ),
    check(
      'products_price_positive',
      sql`net_cents >= 0 and gross_cents >= net_cents and vat_rate_bps between 0 and 10000`,
    ),
    check(
      'products_bundle_priced',
      sql`price_cents >= 0 and case when kind = 'bundle'
        then title_id is null and vat_rate_bps is null and num_nulls(net_cents, gross_cents) = 1
        else num_nulls(vat_rate_bps, net_cents, gross_cents) = 0 end`,
    ),
  ],
)

/** What a bundle is made of from a day on, and by what its price is split; never changed once in force. Source: CIR-14, L-8. */
export const productComponents = businessTable(
  'product_components',
  {
    productId: uuid().notNull(), // the bundle
    startsOn: day().notNull(), // in force from this day until the next one
    position: integer().notNull(), // from 1
    componentId: uuid().notNull(),
    weightCents: integer(), // its part of the key by which the price is split, tax included; null: its own price
  },
  table => [
    belongsTo('product_components_product', table, table.productId, () => products),
    belongsTo('product_components_component', table, table.componentId, () => products),
    unique('product_components_once').on(table.companyId, table.productId, table.startsOn, table.componentId),
    index('product_components_component_id').on(table.companyId, table.componentId),
    check('product_components_other', sql`component_id <> product_id and position > 0 and weight_cents > 0`),
  ],
)

export const catalogConstraints = {
  titles_code_unique: { code: 'catalog.titleCodeTaken', field: 'code' },
  titles_mailing_house: { code: 'catalog.mailingHouseUnknown', field: 'mailingHouseId' },
  stock_movements_issue: { code: 'catalog.issueNotFound', field: 'issueId' },
  issues_title: { code: 'catalog.titleUnknown', field: 'titleId' },
  issues_number_unique: { code: 'catalog.issueNumberTaken', field: 'number' },
  issues_ordinal_unique: { code: 'catalog.issueOrdinalTaken', field: 'ordinal' },
  products_code_unique: { code: 'catalog.productCodeTaken', field: 'code' },
  products_title: { code: 'catalog.titleUnknown', field: 'titleId' },
  products_issue: { code: 'catalog.issueOfAnotherTitle', field: 'issueId' },
  products_subscription_complete: { code: 'catalog.subscriptionIncomplete', field: 'termMonths' },
  products_issue_complete: { code: 'catalog.issueMissing', field: 'issueId' },
  product_components_component: { code: 'catalog.componentUnknown', field: 'components' },
  product_components_once: { code: 'catalog.componentTwice', field: 'components' },
  products_served_by_known: { code: 'catalog.issuesDueMissing', field: 'issuesDue' },
}
