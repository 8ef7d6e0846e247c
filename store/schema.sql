-- The tables of the store. Keys, checks, enums and sequences are left out on purpose: DuckLake has none of them;
-- uniqueness is how we write, and the ledger proves it. Every row names the load that brought it (load_id);
-- rows are never changed or deleted. Counts are BIGINT: sums of them are cast back to BIGINT in summaries.

-- One row a load, whatever it brought: reports, register, programme, undo, restore.
create table load (load_id bigint, loaded_at timestamp, who varchar, kind varchar, programme varchar, note varchar);
-- A load that takes an earlier one back.
create table undo (load_id bigint, undone bigint);
-- What each load wrote: rows and checksum of every table. `store check` recomputes both.
create table ledger (load_id bigint, relation varchar, row_count bigint, checksum varchar);

-- One row a workbook that was handed in, also those returned. `archive` and `member` say where its bytes are kept.
create table file (
    load_id bigint, file_id bigint, name varchar, sha256 varchar, size_bytes bigint, outcome varchar,
    rows_read bigint, rows_loaded bigint, rows_held bigint, rows_ignored bigint,
    archive varchar, member varchar, places_of bigint);
create table finding (
    load_id bigint, file_id bigint, rule varchar, severity varchar, sheet varchar, cell varchar, value varchar,
    message_vi varchar, message_en varchar, unit_id varchar, period varchar);
-- Where a field stands in a workbook: its column, and its row where the sheet is a list of labels. Workbooks of one
-- layout share their places: file.places_of names the workbook of the same load that holds them (null: none but itself).
create table place (load_id bigint, file_id bigint, sheet varchar, relation varchar, field varchar, col varchar, row_number bigint);
-- A value that stays out of every figure until someone decides; candidates are separated by ';'.
create table held (
    load_id bigint, file_id bigint, report_id bigint, relation varchar, field varchar, sheet varchar, cell varchar,
    raw varchar, candidates varchar);

-- Register (form F5). The newest row of (programme, unit_id, valid_from) counts.
create table unit (
    load_id bigint, file_id bigint, sheet varchar, row_number bigint, programme varchar,
    unit_id varchar, name varchar, unit_group varchar, unit_type varchar, admin_code varchar, agency_code varchar,
    parent_id varchar, obligation varchar, valid_from date, valid_to date, latitude double, longitude double);
create table succession (
    load_id bigint, file_id bigint, sheet varchar, row_number bigint, programme varchar,
    old_unit varchar, new_unit varchar, kind varchar, effective_on date, basis varchar);

-- What a programme is called and who leads it (form F6, or people say so). The newest row counts.
create table programme_title (
    load_id bigint, file_id bigint, sheet varchar, row_number bigint, programme varchar, title varchar, lead varchar);
-- Programme (form F6). The newest load of each programme replaces the one before as a whole.
create table phase (
    load_id bigint, file_id bigint, sheet varchar, row_number bigint, programme varchar,
    name varchar, starts_on date, ends_on date, edition varchar, basis varchar);
create table target (
    load_id bigint, file_id bigint, sheet varchar, row_number bigint, programme varchar,
    indicator varchar, unit_group varchar, period varchar, value double, basis varchar, unit_id varchar);
create table task (
    load_id bigint, file_id bigint, sheet varchar, row_number bigint, programme varchar,
    name varchar, lead varchar, due_on date, basis varchar);

-- One row a unit and period that a workbook speaks of. source: 'own' (the unit's own report), 'annex' (a line of a
-- consolidated annex), 'list' (a list of activities; unit_id is null, its rows name the units). received_on: the day it
-- reached the office, where that is known; it may have been loaded much later.
create table report (
    load_id bigint, file_id bigint, report_id bigint, programme varchar, form varchar, source varchar,
    unit_id varchar, period varchar, period_start date, period_end date, version bigint, received_on date);

-- Facts. stage: base.ladder; edition: '2008', '2015', …; path: 'new' or 'converted'; medium: 'paper' or 'electronic'.
-- internal_work: kinds of internal work listed, with a procedure or without. Budgets are in đồng. percent_printed: a share
-- as it was printed, without what it is a share of; it is in no figure.
create table status (
    load_id bigint, report_id bigint, sheet varchar, row_number bigint,
    stage bigint, edition varchar, path varchar, announcement_number varchar, announced_on date, converted_on date,
    conversion_planned_on date, docs_mandatory bigint, procedures_tthc bigint, procedures_internal bigint,
    procedures_other bigint, procedures_total bigint, tthc_authority bigint, reporter varchar, phone varchar, note varchar,
    medium varchar, withdrawn_on date, internal_work bigint, procedures_revised bigint, surveyed bigint, satisfied bigint,
    budget_allocated bigint, budget_spent bigint, percent_printed varchar);
-- kind: 'tthc', 'internal', 'mandatory', 'product_quality', 'other'.
create table procedure (
    load_id bigint, report_id bigint, sheet varchar, row_number bigint,
    code varchar, name varchar, kind varchar, tthc_code varchar, field_of_work varchar, edition varchar,
    days_allowed bigint, issued_on date);
-- Form II.06a/VPCP/KSTT, one row a field of work (null: the unit as a whole). resolved_by_deadline is filled only
-- where early and on time are one column; then both of them are unknown. dossiers_due: those whose deadline fell into the
-- period, where the sender counts them.
create table handling (
    load_id bigint, report_id bigint, sheet varchar, row_number bigint, field_of_work varchar,
    received_total bigint, received_online bigint, received_direct bigint, carried_over bigint,
    resolved_total bigint, resolved_early bigint, resolved_on_time bigint, resolved_by_deadline bigint, resolved_late bigint,
    pending_total bigint, pending_in_time bigint, pending_overdue bigint, returned_withdrawn bigint,
    dossiers_due bigint);
-- kind: 'audit', 'review', 'training', 'inspection'; of a plan, not done yet: 'planned_build', 'planned_conversion',
-- 'planned_inspection'.
create table activity (
    load_id bigint, report_id bigint, sheet varchar, row_number bigint, unit_id varchar,
    kind varchar, happened_on date, content varchar, participants bigint, nonconformities bigint, closed bigint, result varchar);
-- topic: 'difficulty', 'proposal', 'result'.
create table narrative (load_id bigint, report_id bigint, sheet varchar, row_number bigint, topic varchar, body varchar);
-- Form II.07b/VPCP/KSTT, one row a unit: procedures under authority, those at the one-stop desk, and the internal
-- processes issued for handling them; each in total and by level.
create table inventory (
    load_id bigint, report_id bigint, sheet varchar, row_number bigint,
    authority_total bigint, authority_province bigint, authority_district bigint, authority_commune bigint,
    one_stop_total bigint, one_stop_province bigint, one_stop_district bigint, one_stop_commune bigint,
    process_total bigint, process_province bigint, process_district bigint, process_commune bigint);

-- The reporting calendar (form F6): days to hand in after a period ends, by group of units (null: every group), dated;
-- and the days nobody works. Of each table the newest load of each programme replaces the one before as a whole.
create table deadline (
    load_id bigint, file_id bigint, sheet varchar, row_number bigint, programme varchar,
    unit_group varchar, working_days bigint, valid_from date, valid_to date, basis varchar);
create table holiday (
    load_id bigint, file_id bigint, sheet varchar, row_number bigint, programme varchar, day date, name varchar);

-- What people decided (room desk). Each decision is a load of its own: `load` says who and when. The newest row counts.
-- A spelling of a unit's name, under a parent unit or anywhere (null), means this unit; unit_id null: withdrawn.
create table alias (load_id bigint, programme varchar, spelling varchar, parent varchar, unit_id varchar, reason varchar);
-- A heading means this field of a layout; `above` is the heading over it (null: whatever it is); field null: withdrawn.
create table lesson (load_id bigint, programme varchar, layout varchar, heading varchar, above varchar, field varchar);
-- Why a warning of a workbook is accepted.
create table excuse (load_id bigint, file_id bigint, rule varchar, sheet varchar, cell varchar, reason varchar);
-- A step of a unit's report of a period: 'checked', 'approved', 'locked', 'reopened', or 'exception': a locked report
-- may come again until a day.
create table review (
    load_id bigint, programme varchar, unit_id varchar, period varchar, step varchar, reason varchar, until date);
-- One value mended by hand. report_id is the new version, which holds the mended rows; `corrects` the one before it.
create table correction (
    load_id bigint, report_id bigint, corrects bigint, relation varchar, sheet varchar, row_number bigint, field varchar,
    old_value varchar, new_value varchar, reason varchar);
-- What a meeting had before it: the quarter it looked at, and the last load whose rows it saw. Opened later, it is read up
-- to that load and not a row further.
create table meeting (load_id bigint, programme varchar, name varchar, held_on date, period varchar, upto bigint);
-- The themes of a passage of a narrative, wherever it is written in the programme: codes separated by ';', '' for none that
-- fits; null: withdrawn, the words of the passage decide again.
create table theming (load_id bigint, programme varchar, body varchar, themes varchar, reason varchar);
