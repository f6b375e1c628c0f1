"""The reader of workbooks with less memory than it needs."""

from server.services.importing import workbook_reader

workbook_reader.MEMORY = 1 << 20
workbook_reader.main()
