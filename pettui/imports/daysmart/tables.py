"""All 164 tables of the format: which are taken, which are left and why."""

from __future__ import annotations

_TAKEN = """
    tblApptOptions tblBreeds tblCategoryP tblCategoryS tblClientNotes tblClients tblEmployees
    tblEmployeesDel tblHours tblPayments tblPets tblPetsInstructions tblPetsTypes
    tblPetsVaccinations tblPetsVaccinationsMaster tblPetsVets tblProductsAndServices tblScheduling
    tblServiceBackbar tblServiceDuration tblServiceFinish tblServiceLimit tblServicePrice
    tblServiceProcess tblServiceResourceLinks tblSettings tblTicketsHistory tblTicketsRow
    tblTicketsSummary
"""

TAKEN = frozenset(_TAKEN.split())
"""Tables whose rows have a meaning here."""

_LEFT = {
    "is about the old program's screens, labels and reports": """
        tblApptCodePriority tblApptColors tblApptDisplayOptions tblApptEmployeeColors tblLabels
        tblReports tblReportsPerformanceGoals tblTempOrder tblTicketsRefresh tblView tblViewReport
        FormCategoryFilters FormItemFilters FormSettings FormTemplates ShortCodeForms ShortCodes
    """,
    "is the old program's own bookkeeping": """
        __MigrationHistory AuditLogs tblLog tblMessagesConnectionHistoryLog tblNetwork
        tblOnlineBookingSyncHistory tblRecordLock tblTaxTablesInstalled tblWANLocations
    """,
    "is a list of choices that pettui has of its own": """
        tblChange tblClientNoteCategory tblClientReferral tblClientsClass tblClientsOccupations
        tblConfirm tblCreate tblEmployeeCategories tblEmployeeLevels tblEmployeeTimeBlock tblMakes
        tblPetsInstructionsCategories tblPicturesCategory tblRefer tblRemindersCategory tblTitles
    """,
    "belongs to the cash drawer and expenses, which pettui does not keep yet": """
        CashDrawerBalanceDenominationCounts CashDrawerBalanceNonCashes CashDrawerBalances
        CashDrawerDenominations ExpenseAccounts ExpenseCategories ExpenseItems ExpensePayees
        ExpensePaymentMethods Expenses tblCashDrops tblLedgerAccounts tblLedgerCategory
        tblLedgerRow tblLedgerSummary tblPettyCash tblPettyCashCat
    """,
    "is about payment cards; card data is never taken over": """
        PaysafeDevices PaysafeEmployeeDetails tblCardConnectDevices tblCCLog tblCCLogCardConnect
    """,
    "belongs to packages, memberships, gift cards, coupons or points, not kept yet": """
        tblCategoryPackages tblClientMembershipPayments tblClientMembershipsRow
        tblClientMembershipsSummary tblClientMembershipTicketRows tblClientsBalance
        tblClientsPrePaid tblCoupons tblCouponsHistory tblCouponsRow tblGiftCardRow
        tblGiftCardSummary tblGiftCertificates tblGiftCertificatesRow tblLoyaltyPoints
        tblLoyaltyPointsRewards tblMarketingCoupons tblMembershipsRow tblMembershipsSummary
        tblPackagesRow tblPackagesSummary
    """,
    "belongs to payroll, tips and the time clock, which pettui does not keep yet": """
        tblCommissionProfile tblCommissionScale tblCommissionScaleDetail tblDeclare
        tblLevelServicePrices tblPayrollComDetailsRow tblPayrollComDetailsSummary
        tblPayrollEmployeeSettings tblPayrollOvertimeRules tblPayrollReport tblPayrollReportRow
        tblPayrollReportRowHours tblPSBonus tblPSCommissionDual tblPSCommissionSingle tblTimeClock
        tblTips
    """,
    "belongs to mailings and messages, which pettui does not send yet": """
        tblMarketingCampaignFilterItemCategories tblMarketingCampaignFilterItems
        tblMarketingCampaignFilters tblMarketingCampaigns tblMessagesBody tblMessagesPending
        tblMessagesSent tblOpenedMessages tblReminders tblSMSMessagesReceived tblTemplateResources
        tblTemplates
    """,
    "holds documents or pictures, which pettui does not keep": """
        tblDocumentClients tblDocumentStatus tblDocumentTracking tblDocumentTypes tblPictures
        tblSoapNotes
    """,
    "belongs to purchasing, which pettui does not keep yet": """
        tblPOsRow tblPOsSummary tblVendors
    """,
    "belongs to the wait list, which pettui does not import yet": """
        tblWait tblWaitRow WaitlistDates WaitlistRequestedEmployees Waitlists WaitlistServices
        WaitlistTimes
    """,
    "holds passwords; people set new ones": "tblPasswords tblPasswordsDefaults",
    "is about another accounting program": "tblQuickBooksAccountMapping",
    "is a quote, not a visit": "tblQuotesSummary",
    "is about drop-off times, which pettui does not keep yet": "tblDropOffTimes",
}

LEFT = {name: reason for reason, names in _LEFT.items() for name in names.split()}
"""Why the rows of the other tables are left, by table."""

ALL = TAKEN | LEFT.keys()

JOINED = {
    "tblTicketsRow": "fldTicketID",
    "tblTicketsHistory": "fldTicketID",
    "tblPets": "fldClientID",
    "tblPetsVaccinations": "fldPetID",
    "tblPetsInstructions": "fldPetID",
    "tblClientNotes": "fldClientID",
}
"""The column by which a large table refers to another."""
