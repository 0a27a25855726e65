import { auditList, keyList, userList } from '../domain/accounts/queries.ts'
