import pg from 'pg'

/**
 * Takes the values of erased contacts out of the trail of changes: as the owner of the tables, since the application may
 * never change it. That something was changed, when and by whom stays. Source: L-18.
 */
export async function forgetTrail(ownerUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'facteur retention' })
  await client.connect()
  try {
    const { rowCount } = await client.query(`
      update audit_entries a set "from" = '{}', "to" = '{}'
      from parties p where p.erased_on is not null and p.company_id = a.company_id and p.id = a.record_id
        and a.record = 'parties' and (a."from" <> '{}' or a."to" <> '{}') and not coalesce(a."to" ? 'erasedOn', false)`)
    return rowCount ?? 0
  } finally {
    await client.end()
  }
}
