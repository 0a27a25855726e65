/** A backup that cannot be taken or restored, in words for who holds the machine. Nothing was written. */
export class BackupRefused extends Error {
  readonly reason: 'damaged' | 'not-empty' | 'newer' | 'other-schema' | 'not-a-backup' | 'different'
  constructor(reason: BackupRefused['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}
