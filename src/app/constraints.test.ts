import pg from 'pg'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { refusingConstraints } from '../platform/testing/data-rules.ts'
import { constraints, refusalTexts } from './texts.ts'

/** Constraints no user meets, and why: when one of them refuses, Facteur itself is wrong. */
const NEVER_MET: Record<string, RegExp[]> = {
  'the contract knows the closed list': [
    /^(?!products_served_by).*_known$/,
    /^products_price_basis$/,
    /^mail_settings_port$/,
  ],
  'the contract or the rules of the slice bound the value': [
    /^(parties_number|issues_ordinal|products_term|products_price)_positive$/,
    /^issues_number_given$/,
    /^book_accounts_code_form$/,
    /^(titles|products)_code_form$/,
    /^invoice_lines_quantity$/,
    /^(invoice_lines_(discount|period)|invoices_terms|invoice_series_next|invoice_states_reminder_level)$/,
    /^users_email_lower$/,
    /^(titles_limits|issues_counts_for|stock_movements_said|products_(ean13_form|image_small|bundle_priced))$/,
    /^product_components_other$/,
    /^(returned_mail_said|returns_settings_held_after|replacement_requests_copies)$/,
    /^mailing_profiles_named$/,
    /^(holds_(by_issue_or_day|in_order|left_out_has_reason)|adjustments_said)$/,
    /^imports_read_before_imported$/,
    /^import_(lines_line|records_record)_unique$/,
    /^imports_work$/,
    /^import_(lines|parts|records)_import$/,
  ],
  'the contract or the rules of contacts come first': [
    /^(different_parties_in_order|letter_templates_written|parties_agency_discount|parties_siren_form)$/,
  ],
  'the contract of shops comes first': [/^shops_(named|quiet_hours)$/],
  'the contract or the rules of who sells come first': [
    /^seller_versions_(named|siren_form|colour_form|logo_small)$/,
    /^invoicing_settings_month$/,
  ],
  'written by statements that hold the shop and know its products and contacts': [
    /^shop_(customers|products)_(shop|once)$/,
    /^shop_(customers_party|products_decided)$/,
    /^shop_doubts_(order|party|candidate|once|two)$/,
    /^shop_(refunds|refund_rules|subscriptions)_(shop|order|once|parent|purchase|credit_note)$/,
    /^line_products_(line|product)$/,
    /^line_parts_(line|product|once|sum)$/,
    /^shop_orders_(shop|once|customer|invoice|reason)$/,
    /^shop_order_lines_(order|once|product|invoice_line)$/,
    /^shop_(deliveries|events|notes|statuses|payment_methods|states)_(shop|order|once|account|load_work)$/,
  ],
  'the lock of the journal comes first': [
    /^journal_entries_(sequence|sequence_positive)$/,
    /^journal_(closings_period|keys_key_id)$/,
  ],
  'the rules of totals, and what settles a document, come first': [
    /^(invoices_sum|invoice_allowances_sum|invoice_states_open)$/,
  ],
  'the contract and the one statement that says a rate come first': [
    /^(currency_rates_form|invoice_states_rate|payment_states_euros)$/,
  ],
  'the rules of a series come first': [
    /^renewal_(series_named|steps_(insert_has_code|written|position_unique|series))$/,
  ],
  'the statement that reminds reads what it refers to': [/^renewal_notices_(step|contact|goes_with|message)$/],
  'copied from an invoice line and its product, which keep the same rule': [
    /^purchases_(copies|sum|subscription_has_term)$/,
    /^purchases_(product|title|issue|invoice|invoice_line)$/,
  ],
  'the contract or the rules of recurring contracts come first, or what writes them makes them so': [
    /^contracts_(days|in_order|interval|named|number_unique|renews|units_known|day_rule_known|invoice_rule_known|ways_known|basis_known|paused_known)$/,
    /^contract_lines_(contract|in_order|price_change|quantity|renews_purchase|text)$/,
    /^contract_terms_(contract|in_order|invoice|one_outcome|skipped_has_reason|start_once)$/,
    /^contract_term_invoices_(invoice|once|term)$/,
    /^contract_(notices_(contact|contract|known|message)|settings_notice|price_changes_known)$/,
  ],
  'the contract or the rules of orders come first, or what writes them makes them so': [
    /^orders_(basis_known|cancelled_has_reason|delivered_of_due|duplicate_of|serial_unique|sum)$/,
    /^order_lines_(bundle|discount|of_bundle|order|position_unique|quantity|sum)$/,
    /^deliveries_(cancelled|invoice|invoiced_done)$/,
    /^delivery_lines_(delivery|invoiced|once|quantity)$/,
    /^order_natures_named$/,
  ],
  'the contract or the rules of direct debits come first': [
    /^debit_settings_(bounds|named)$/,
    /^mandates_(named|notice|revoked_has_reason)$/,
    /^mandate_(amendments_said|proofs_small)$/,
    /^debit_batches_(cancelled_has_reason|counts)$/,
    /^debit_returns_charge$/,
  ],
  'written by statements that hold the invoice, its mandate and its batch': [
    /^mandate_(proofs|amendments)_mandate$/,
    /^debit_notices_(invoice|mandate|message|once|before)$/,
    /^debits_(batch|invoice|mandate|customer|notice|payment|payment_once|amount|collected_paid|sent_frozen)$/,
    /^debit_batches_frozen$/,
    /^debit_credits_(batch|movement|movement_once)$/,
    /^debit_returns_(debit|file|payment)$/,
    /^debit_return_files_counts$/,
  ],
  'the contract or the rules of stages come first': [
    /^(stages_bounds|stage_mails_written|stage_moves_stayed|tracking_settings_days)$/,
  ],
  'written by statements that hold the order, its track and its stages': [
    /^tracks_(order|stage|status_before)$/,
    /^stage_moves_(order|from|to|resource|message|once)$/,
    /^operator_stages_(stage|once)$/,
  ],
  'the contract or the rules of the exchange come first, or what writes them makes them so': [
    /^exchange_(keys_key_id_unique|settings_hours)$/,
    /^mailboxes_(busy|failed|numbers|oauth)$/,
    /^sending_accounts_(member|port|user)$/,
    /^partner_(keys_(key_id_unique|partner)|products_(code_unique|partner|product))$/,
    /^partners_(paired_site|party|party_unique)$/,
    /^sent_orders_(message|once|order|partner)$/,
    /^received_orders_(edition|once|order_unique|partner)$/,
    /^collected_(mails_(mailbox|once)|documents_(answered|mail|partner|position_unique|reason))$/,
    /^sent_catalogues?_(edition|edition_unique|mails_(catalogue|message|once|partner))$/,
    /^partner_catalogue(s_(edition_unique|partner)|_lines_(catalogue|position_unique|product))$/,
  ],
  'the number comes from a series': [
    /^debit_batches_(number|message)_unique$/,
    /^debits_end_to_end_unique$/,
    /^book_entries_line$/,
    /^(payments|cheque_deposits)_number_unique$/,
    /^(invoices|dispatch_runs)_number_unique$/,
    /^shipments_number_unique$/,
    /^invoice_lines_position_unique$/,
    /^(invoices_series_unique|invoice_allowances_position_unique)$/,
  ],
  'a token is random, a person has one password': [/^(sessions_token|api_keys_hash)_unique$/, /^sign_ins_provider$/],
  'written on conflict do nothing or do update': [/^job_runs_one_open$/, /^mailing_files_made_once$/],
  'a statement is read, and a wave written, in statements that read what they refer to': [
    /^bank_movements_(bank_account|once|payment|payment_once|statement)$/,
    /^bank_statements_counts$/,
    /^reminders_(customer|invoice|message|once)$/,
  ],
  'what a payment has left is read under its lock, and the contract bounds the rest': [
    /^bank_accounts_named$/,
    /^(payments_(something|undoes)|payment_states_(deposit|open_cents|payment))$/,
    /^payment_allocations_(credit_note|from|payment|refund|to)$/,
  ],
  'the contract of reminders bounds the value': [/^reminder_(levels_steps|pauses_of|settings_bounds)$/],
  'its columns contain the key of the table': [/^issues_of_title$/],
  'its columns are set by one statement': [
    /^book_entries_(one_side|record_once)$/,
    /^alike_parties_score_of_100$/,
    /^invoice_lines_of_bundle$/,
    /^invoices_issued_has_number$/,
    /^invoices_(in_series|credit_note)$/,
    /^dispatch_runs_cancelled_has_reason$/,
    /^shipments_replacement_has_reason$/,
    /^dispatch_runs_issue_is_asked$/,
    /^messages_(sent|given_up)$/,
    /^returned_mail_shipment_has_recipient$/,
    /^replacement_requests_refused_says_why$/,
    /^mailing_sendings_counts$/,
    /^job_runs_(ended|progress)$/,
  ],
  'the same transaction wrote or read what it refers to, which nothing deletes': [
    /^(addresses|party_words)_party$/,
    /^(parties_merged_into|party_merges_(kept|gone))$/,
    /^invoice_lines_(invoice|bundle)$/,
    /^(invoice_lines_credits|invoice_allowances_(invoice|deposit)|invoices_(credits|seller)|invoice_states_(invoice|customer))$/,
    /^product_components_product$/,
    /^(returned_mail_recipient|replacement_requests_issue)$/,
    /^dispatch_runs_(title|issue)$/,
    /^purchases_last_issue$/,
    /^(holds_(purchase|from_issue|to_issue)|adjustments_purchase)$/,
    /^duplicate_answers_(first|second)$/,
    /^purchases_travels_with$/,
    /^mailing_(files_(run|profile)|sendings_(run|message))$/,
  ],
  'the gate named the company and the user': [/_(company_id_companies|user_id_users)_id_fk$/],
}

let found: Awaited<ReturnType<typeof refusingConstraints>>
beforeAll(async () => {
  const client = new pg.Client({ connectionString: inject('ownerUrl') })
  await client.connect()
  found = await refusingConstraints(client, 'public')
  await client.end()
})

describe('the constraints of the database', () => {
  const reasons = Object.values(NEVER_MET).flat()

  it('that a user can meet each have a refusal', () => {
    const untold = found.filter(
      ({ name, type }) => type !== 'key' && !(name in constraints) && !reasons.some(reason => reason.test(name)),
    )
    expect(found.length).toBeGreaterThan(80)
    expect(untold.map(({ name }) => name)).toEqual([])
  })

  it('that are given a refusal exist, and their refusal has words', () => {
    const names = new Set(found.map(({ name }) => name))
    expect(Object.keys(constraints).filter(name => !names.has(name))).toEqual([])
    expect(Object.values(constraints).filter(({ code }) => !refusalTexts.fr[code] || !refusalTexts.en[code])).toEqual(
      [],
    )
  })

  it('that no user meets are not given one, so that their failure is seen', () => {
    expect(reasons.filter(reason => !found.some(({ name }) => reason.test(name)))).toEqual([])
    expect(Object.keys(constraints).filter(name => reasons.some(reason => reason.test(name)))).toEqual([])
  })
})
