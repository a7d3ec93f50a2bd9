//! The tables as diesel sees them, with what the database says of each column.
//! A test prints this file from a migrated database and compares; never edit it by hand.
#![cfg_attr(rustfmt, rustfmt_skip)]

diesel::table! {
    /// the covers of duo seats that were arranged for an absence, so that they end with it
    absence_covers (seat_id) {
        /// pseudonymous: the cover
        seat_id -> Uuid,
        /// pseudonymous: the absence
        absence_id -> Uuid,
    }
}

diesel::table! {
    /// when somebody is away from work; never why
    absences (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: who is away
        user_id -> Uuid,
        /// pseudonymous: from which work
        membership_id -> Uuid,
        /// pseudonymous: from when
        starts_at -> Timestamptz,
        /// pseudonymous: until when; earlier when somebody is back sooner
        ends_at -> Timestamptz,
        /// pseudonymous: who recorded it
        recorded_by -> Uuid,
        /// pseudonymous: on whose behalf
        recorded_as -> Uuid,
        /// pseudonymous: when it was recorded
        recorded_at -> Timestamptz,
        /// pseudonymous: who ended it early
        ended_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// requests for advice; the responsibility stays with who asks
    advice_requests (id) {
        /// pseudonymous: identifier, random so that it tells no time
        id -> Uuid,
        /// pseudonymous: the team of Veilig Thuis that answers
        team_id -> Uuid,
        /// pseudonymous: category of who asks
        source_category -> Text,
        /// pseudonymous: sector of a professional who asks
        source_profession -> Nullable<Text>,
        /// pseudonymous: asked without naming anybody
        anonymous -> Bool,
        /// personal: the question
        question -> Text,
        /// personal: the advice
        answer -> Nullable<Text>,
        /// pseudonymous: asked or answered
        state -> Text,
        /// pseudonymous: when it came in
        received_at -> Timestamptz,
        /// pseudonymous: when it was answered
        answered_at -> Nullable<Timestamptz>,
        /// pseudonymous: who wrote it down
        recorded_by -> Uuid,
        /// pseudonymous: when it was written down
        recorded_at -> Timestamptz,
        /// plain: grows with every change
        version -> BigInt,
    }
}

diesel::table! {
    /// municipalities and districts of the region, with the dates on which they were valid
    areas (id) {
        /// plain: derived from the key
        id -> Uuid,
        /// plain: stable name in the reference data
        key -> Text,
        /// plain: name on the page
        name -> Text,
        /// plain: municipality or district
        kind -> Text,
        /// plain: code of Statistics Netherlands, or the letter of a district of Amsterdam
        code -> Nullable<Text>,
        /// plain: the municipality of a district
        parent_id -> Nullable<Uuid>,
        /// plain: where the record comes from
        source -> Text,
        /// plain: first day
        valid_from -> Date,
        /// plain: last day
        valid_until -> Nullable<Date>,
    }
}

diesel::table! {
    /// safety assessments by Veilig Thuis
    assessments (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the report
        report_id -> Uuid,
        /// personal: how unsafe it is
        finding -> Text,
        /// personal: what follows
        outcome -> Text,
        /// personal: why
        rationale -> Text,
        /// pseudonymous: decided after the term of the protocol
        late -> Bool,
        /// pseudonymous: when
        decided_at -> Timestamptz,
        /// pseudonymous: by whom
        decided_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
    }
}

diesel::table! {
    /// who did or saw what: a row for the act and one more for each person shown; insert only
    audit_log (id) {
        /// plain: order of insertion, not of commit
        id -> BigInt,
        /// pseudonymous: moment by the clock of the database
        at -> Timestamptz,
        /// pseudonymous: moment by the clock of the program
        moment -> Timestamptz,
        /// pseudonymous: joins the rows of one act
        act -> Uuid,
        /// pseudonymous: the request that it was part of
        request_id -> Nullable<Uuid>,
        /// pseudonymous: the professional; null for the program itself
        actor_id -> Nullable<Uuid>,
        /// pseudonymous: on whose behalf
        membership_id -> Nullable<Uuid>,
        /// pseudonymous: in which role
        role -> Nullable<Text>,
        /// plain: what the program did on its own account; empty for a person
        errand -> Text,
        /// plain: the permission that was used
        action -> Text,
        /// plain: done, or why not
        outcome -> Text,
        /// plain: kind of thing
        subject -> Text,
        /// pseudonymous: the thing
        subject_id -> Nullable<Uuid>,
        /// pseudonymous: the case that it belongs to
        case_id -> Nullable<Uuid>,
        /// pseudonymous: the person who was shown or changed
        person_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// the secret address at which somebody's calendar program reads when what is due; one at a time
    calendar_feeds (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: SHA-256 of the secret in the address
        secret_hash -> Bytea,
        /// pseudonymous: the professional
        user_id -> Uuid,
        /// pseudonymous: under which membership
        membership_id -> Uuid,
        /// pseudonymous: when it was made
        made_at -> Timestamptz,
        /// pseudonymous: when it was withdrawn
        revoked_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// everything in a case but its life events
    case_course (id) {
        case_id -> Uuid,
        at -> Timestamptz,
        kind -> Text,
        id -> Uuid,
        by_user_id -> Uuid,
        detail -> Jsonb,
        only_for -> Array<Uuid>,
    }
}

diesel::table! {
    /// everything in a case but its handovers
    case_events (id) {
        case_id -> Uuid,
        at -> Timestamptz,
        kind -> Text,
        id -> Uuid,
        by_user_id -> Uuid,
        detail -> Jsonb,
        only_for -> Array<Uuid>,
    }
}

diesel::table! {
    /// everything in a case but its terms
    case_happenings (id) {
        case_id -> Uuid,
        at -> Timestamptz,
        kind -> Text,
        id -> Uuid,
        by_user_id -> Uuid,
        detail -> Jsonb,
        only_for -> Array<Uuid>,
    }
}

diesel::table! {
    /// everything in a case, for the one list that shows it all
    case_timeline (id) {
        case_id -> Uuid,
        at -> Timestamptz,
        kind -> Text,
        id -> Uuid,
        by_user_id -> Uuid,
        detail -> Jsonb,
        only_for -> Array<Uuid>,
    }
}

diesel::table! {
    /// one stretch of joint work for a household
    cases (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: what people call it without naming anybody
        code -> Text,
        /// pseudonymous: the household
        household_id -> Uuid,
        /// pseudonymous: the report that it was opened from
        report_id -> Nullable<Uuid>,
        /// personal: why it was opened
        reason -> Text,
        /// pseudonymous: ivh for intensive voluntary help
        track -> Nullable<Text>,
        /// pseudonymous: phase of the gefaseerde ketenzorg
        phase -> Text,
        /// pseudonymous: open or closed
        state -> Text,
        /// pseudonymous: who opened it
        opened_by -> Uuid,
        /// pseudonymous: on whose behalf
        opened_as -> Uuid,
        /// pseudonymous: when
        opened_at -> Timestamptz,
        /// pseudonymous: when it was closed
        closed_at -> Nullable<Timestamptz>,
        /// plain: grows with every change
        version -> BigInt,
    }
}

diesel::table! {
    /// how it was when somebody asked after a closed case
    check_in_answers (check_in_id) {
        /// pseudonymous: the check-in
        check_in_id -> Uuid,
        /// personal: whether it was still safe
        safe -> Bool,
        /// personal: how safe, 1 to 10
        score -> Nullable<SmallInt>,
        /// personal: what was heard
        notes -> Text,
        /// pseudonymous: the professional
        answered_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: the organisation of that professional
        organisation_id -> Uuid,
        /// pseudonymous: when
        answered_at -> Timestamptz,
    }
}

diesel::table! {
    /// the days on which somebody asks after a case that was closed
    check_ins (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: the closing after which it comes
        closing_id -> Uuid,
        /// pseudonymous: the day on which it is due
        due_on -> Date,
    }
}

diesel::table! {
    /// what happened in a consultation and what was said in it, in order
    consultation_entries (consultation_id, number) {
        /// pseudonymous: identifier, by which people are told of it
        id -> Uuid,
        /// pseudonymous: the consultation
        consultation_id -> Uuid,
        /// pseudonymous: place in it, from 1
        number -> Integer,
        /// pseudonymous: question, taken up, given to somebody, advice, further question, end
        kind -> Text,
        /// personal: the words
        told -> Nullable<Text>,
        /// plain: the facts as they stood for it; 0 for none
        facts_version -> Integer,
        /// pseudonymous: by whom
        made_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when
        made_at -> Timestamptz,
    }
}

diesel::table! {
    /// what of a case was shown with a question, as it stood then: only what was chosen
    consultation_facts (consultation_id, version) {
        /// pseudonymous: the consultation
        consultation_id -> Uuid,
        /// plain: from 1; advice is bound to one
        version -> Integer,
        /// personal: the chosen facts
        facts -> Jsonb,
        /// pseudonymous: of whom they tell something
        persons -> Array<Uuid>,
        /// pseudonymous: the law that allows asking about the case
        legal_ground -> Text,
        /// pseudonymous: who chose them
        frozen_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when they stood like this
        frozen_at -> Timestamptz,
    }
}

diesel::table! {
    /// questions of local teams to those who advise: where each stands, not what was said
    consultations (id) {
        /// pseudonymous: identifier, random so that it tells no time
        id -> Uuid,
        /// pseudonymous: what people call it without naming anybody
        code -> Text,
        /// pseudonymous: the local team that asks
        team_id -> Uuid,
        /// pseudonymous: where it is
        area_id -> Uuid,
        /// pseudonymous: the case that it is about; null when it is about nobody by name
        case_id -> Nullable<Uuid>,
        /// pseudonymous: on what knowledge is asked for
        expertise -> Text,
        /// pseudonymous: how soon an answer is needed
        urgency -> Text,
        /// pseudonymous: asked, in hand, answered or ended
        state -> Text,
        /// pseudonymous: who asks
        asked_by -> Uuid,
        /// pseudonymous: on whose behalf
        asked_as -> Uuid,
        /// pseudonymous: when
        asked_at -> Timestamptz,
        /// pseudonymous: who advises, or advised
        adviser_id -> Nullable<Uuid>,
        /// pseudonymous: on whose behalf
        adviser_as -> Nullable<Uuid>,
        /// pseudonymous: since when the last question waits for an answer
        waits_since -> Timestamptz,
        /// plain: the first day of the definition of the term by which it is due
        defined_from -> Date,
        /// pseudonymous: the last day on which an answer is in time
        due_on -> Date,
        /// pseudonymous: the first moment at which it is too late
        due_at -> Timestamptz,
        /// pseudonymous: what it came to
        outcome -> Nullable<Text>,
        /// pseudonymous: when it ended
        ended_at -> Nullable<Timestamptz>,
        /// plain: how often facts were frozen for it; 0 for none
        facts_version -> Integer,
        /// plain: how much happened in it so far
        entries -> Integer,
        /// plain: grows with every change
        version -> BigInt,
    }
}

diesel::table! {
    /// what somebody was typing; only for the person who typed it
    contact_drafts (case_id, user_id) {
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: who types
        user_id -> Uuid,
        /// personal: the form as typed, encrypted by the program
        content -> Bytea,
        /// pseudonymous: when it was kept
        saved_at -> Timestamptz,
    }
}

diesel::table! {
    /// the progress log: every contact with the household; corrections are entries that point at what they correct
    contact_entries (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: visit, call, …
        kind -> Text,
        /// personal: when it took place
        happened_at -> Timestamptz,
        /// pseudonymous: who may see it
        compartment -> Text,
        /// pseudonymous: whose confidence it is, when it is one
        person_id -> Nullable<Uuid>,
        /// personal: what was seen and heard
        observed -> Nullable<Text>,
        /// personal: what was agreed
        agreed -> Nullable<Text>,
        /// personal: what comes next
        next_step -> Nullable<Text>,
        /// pseudonymous: the entry that this one corrects
        corrects_id -> Nullable<Uuid>,
        /// pseudonymous: the professional
        written_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: the organisation of the writer
        organisation_id -> Uuid,
        /// pseudonymous: when it was written
        written_at -> Timestamptz,
    }
}

diesel::table! {
    /// who was seen or spoken, alone or not
    contact_presences (contact_id, person_id) {
        /// pseudonymous: the contact
        contact_id -> Uuid,
        /// pseudonymous: the person
        person_id -> Uuid,
        /// personal: seen, spoken or not reached
        presence -> Text,
        /// personal: without another member of the household
        alone -> Bool,
    }
}

diesel::table! {
    /// what of a case was given to whom, on which ground, word for word; never changed
    disclosures (id) {
        /// pseudonymous: identifier, random so that it tells no time
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// plain: which version of the plan was given; null when there was none yet at a handover
        plan_version -> Nullable<Integer>,
        /// pseudonymous: for which kind of reader
        reader -> Text,
        /// pseudonymous: the member of the household who reads it, or whose school does
        person_id -> Nullable<Uuid>,
        /// plain: the whole plan or the page for the fridge
        sheet -> Text,
        /// pseudonymous: why it may be given
        ground -> Text,
        /// personal: into whose hands it went
        receiver -> Text,
        /// personal: the document as it was given
        content -> Text,
        /// pseudonymous: SHA-256 of the document
        content_hash -> Bytea,
        /// pseudonymous: how many parts of the plan were not in it
        left_out -> SmallInt,
        /// pseudonymous: the professional
        given_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: the organisation of the professional
        organisation_id -> Uuid,
        /// pseudonymous: when
        given_at -> Timestamptz,
        /// pseudonymous: the handover with which it was given
        handover_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// the two seats of a duo and who sits in them, from when until when
    duo_seats (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// plain: first or second
        seat -> SmallInt,
        /// pseudonymous: member, cover, or the overlap of who leaves
        kind -> Text,
        /// pseudonymous: the professional
        user_id -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: from when
        starts_at -> Timestamptz,
        /// pseudonymous: until when
        ends_at -> Nullable<Timestamptz>,
        /// pseudonymous: why the seat changed hands
        reason -> Nullable<Text>,
        /// pseudonymous: the supervisor
        assigned_by -> Uuid,
    }
}

diesel::table! {
    /// days that a decision equates with a public holiday (Algemene termijnenwet art. 3.3)
    equated_days (day) {
        /// plain: the day
        day -> Date,
        /// plain: the decision
        source -> Text,
    }
}

diesel::table! {
    /// what goes along with a handover, frozen at the offer; never for the receiver before the acceptance
    handover_contents (handover_id) {
        /// pseudonymous: the handover
        handover_id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: the version of the safety plan that held, with its conditions
        plan_version_id -> Nullable<Uuid>,
        /// pseudonymous: the assessment of the report from which the case was opened
        assessment_id -> Nullable<Uuid>,
        /// personal: scores and terms as they were shown, and who can be asked
        snapshot -> Jsonb,
        /// pseudonymous: SHA-256 of all of it
        content_hash -> Bytea,
    }
}

diesel::table! {
    /// the steps of a handover, one after the other; never changed
    handover_steps (handover_id, step) {
        /// pseudonymous: the handover
        handover_id -> Uuid,
        /// pseudonymous: counts from 1 within the handover
        step -> Integer,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: what was done
        kind -> Text,
        /// pseudonymous: by the giver, the receiver or the clock
        side -> Text,
        /// personal: why
        reason -> Nullable<Text>,
        /// pseudonymous: who; of what the clock did, who had offered it
        taken_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when
        taken_at -> Timestamptz,
    }
}

diesel::table! {
    /// handing the view on safety over from one team to another, with what the receiver sees before deciding
    handovers (id) {
        /// pseudonymous: identifier, random so that it tells no time
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: the team that holds the view until the acceptance
        from_team_id -> Uuid,
        /// pseudonymous: the team that holds it from the acceptance on
        to_team_id -> Uuid,
        /// pseudonymous: the law under which the receiver takes part
        legal_ground -> Text,
        /// personal: what is asked and why, without names; the receiver reads it before deciding
        why -> Text,
        /// personal: what was agreed on looking again later
        monitoring -> Nullable<Text>,
        /// pseudonymous: when the household was told what goes to whom
        informed_on -> Nullable<Date>,
        /// personal: why it was not told yet
        not_informed_reason -> Nullable<Text>,
        /// pseudonymous: when the two teams meet
        meet_on -> Nullable<Date>,
        /// pseudonymous: where it stands
        state -> Text,
        /// pseudonymous: who wrote it
        prepared_by -> Uuid,
        /// pseudonymous: on whose behalf
        prepared_as -> Uuid,
        /// pseudonymous: when
        prepared_at -> Timestamptz,
        /// pseudonymous: for the preview, the phase at the offer
        phase -> Nullable<Text>,
        /// pseudonymous: for the preview, how many adults
        adults -> Nullable<SmallInt>,
        /// pseudonymous: for the preview, how many children
        children -> Nullable<SmallInt>,
        /// pseudonymous: for the preview, how many safety conditions
        conditions -> Nullable<SmallInt>,
        /// pseudonymous: for the preview, the lowest of the latest scores
        lowest_score -> Nullable<SmallInt>,
        /// pseudonymous: who offered it
        offered_by -> Nullable<Uuid>,
        /// pseudonymous: on whose behalf
        offered_as -> Nullable<Uuid>,
        /// pseudonymous: when
        offered_at -> Nullable<Timestamptz>,
        /// pseudonymous: by when the receiver answers
        answer_by -> Nullable<Timestamptz>,
        /// pseudonymous: who accepted, refused or withdrew it; null when the clock did
        decided_by -> Nullable<Uuid>,
        /// pseudonymous: on whose behalf
        decided_as -> Nullable<Uuid>,
        /// pseudonymous: when the offer ended
        decided_at -> Nullable<Timestamptz>,
        /// pseudonymous: since when the receiver holds the view by it
        accepted_at -> Nullable<Timestamptz>,
        /// personal: why it was refused or withdrawn
        reason -> Nullable<Text>,
        /// pseudonymous: the day on which the two teams talked it over
        talked_over_on -> Nullable<Date>,
        /// plain: grows with every change
        version -> BigInt,
    }
}

diesel::table! {
    /// who belongs to a household, in which role, from when until when
    household_members (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the household
        household_id -> Uuid,
        /// pseudonymous: the person
        person_id -> Uuid,
        /// personal: role in the household
        role -> Text,
        /// personal: whether the person lives in the home
        lives_here -> Bool,
        /// personal: first day
        joined_on -> Date,
        /// personal: last day
        left_on -> Nullable<Date>,
        /// personal: why the person left
        leave_reason -> Nullable<Text>,
        /// personal: given name when the person left; what comes after is not for this household
        known_given_name -> Nullable<Text>,
        /// personal: tussenvoegsel when the person left
        known_infix -> Nullable<Text>,
        /// personal: family name when the person left
        known_family_name -> Nullable<Text>,
        /// pseudonymous: the professional who recorded it
        recorded_by -> Uuid,
        /// pseudonymous: when
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    /// a system of people; ex-partners outside the home belong to it
    households (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: municipality or district
        area_id -> Uuid,
        /// pseudonymous: the professional who registered it
        registered_by -> Uuid,
        /// pseudonymous: on whose behalf
        registered_as -> Uuid,
        /// pseudonymous: when
        registered_at -> Timestamptz,
        /// pseudonymous: the household that it was split from
        split_from -> Nullable<Uuid>,
        /// plain: grows with every change
        version -> BigInt,
    }
}

diesel::table! {
    /// creates that were done, so that the same create twice makes one thing
    idempotency_keys (user_id, key) {
        /// pseudonymous: who created
        user_id -> Uuid,
        /// plain: chosen by the client
        key -> Text,
        /// pseudonymous: HMAC of what was asked
        request_hash -> Bytea,
        /// pseudonymous: what was made
        resource_id -> Uuid,
        /// pseudonymous: when
        at -> Timestamptz,
    }
}

diesel::table! {
    /// who did it, who was harmed, who saw it
    incident_people (incident_id, person_id, part) {
        /// pseudonymous: the incident
        incident_id -> Uuid,
        /// pseudonymous: the person
        person_id -> Uuid,
        /// personal: did, harmed or saw
        part -> Text,
    }
}

diesel::table! {
    /// what happened to whom; corrections are entries that point at what they correct
    incidents (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// personal: when it happened, as far as known
        happened -> Text,
        /// personal: the first moment at which it can have happened
        happened_from -> Timestamptz,
        /// personal: the last moment at which it can have happened
        happened_until -> Timestamptz,
        /// personal: kinds of violence
        kinds -> Array<Text>,
        /// personal: what happened
        told -> Text,
        /// personal: what was done about it
        done -> Nullable<Text>,
        /// personal: whether there is acute danger
        acute -> Bool,
        /// personal: whether the police came into it
        police -> Bool,
        /// personal: why there is no new danger, so that the case stays in its phase
        stay_reason -> Nullable<Text>,
        /// pseudonymous: the incident that this one corrects
        corrects_id -> Nullable<Uuid>,
        /// pseudonymous: the professional
        recorded_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: the organisation of who recorded it
        organisation_id -> Uuid,
        /// pseudonymous: when it was recorded
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    /// what follows from a step and is done after it: added in the transaction of the step
    jobs (number) {
        /// plain: the order in which they were added
        number -> BigInt,
        /// pseudonymous: the same key is never added twice
        key -> Text,
        /// plain: desk for what only writes here, post for what speaks with the mail server
        lane -> Text,
        /// plain: what is to be done
        kind -> Text,
        /// pseudonymous: about what, in identifiers and codes only
        payload -> Jsonb,
        /// pseudonymous: the case in which this comes after what was added before; null when the order does not matter
        case_id -> Nullable<Uuid>,
        /// plain: when it was added
        added_at -> Timestamptz,
        /// plain: not before this moment
        run_after -> Timestamptz,
        /// plain: how often it failed
        attempts -> Integer,
        /// plain: the code of why it failed the last time
        fault -> Nullable<Text>,
        /// plain: when it was done
        done_at -> Nullable<Timestamptz>,
        /// plain: since when it waits for an operator, having failed too often
        parked_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// why two partners were met together although intieme terreur was suspected
    joint_meetings (contact_id) {
        /// pseudonymous: the contact
        contact_id -> Uuid,
        /// pseudonymous: the suspicion that ran
        suspicion_id -> Uuid,
        /// personal: why it was done all the same
        reason -> Text,
    }
}

diesel::table! {
    /// whom a life event concerns; nobody for the whole household
    life_event_people (life_event_id, person_id) {
        /// pseudonymous: the event
        life_event_id -> Uuid,
        /// pseudonymous: the person
        person_id -> Uuid,
    }
}

diesel::table! {
    /// that a life event was a mistake
    life_event_withdrawals (life_event_id) {
        /// pseudonymous: the event
        life_event_id -> Uuid,
        /// personal: why
        reason -> Text,
        /// pseudonymous: the professional
        withdrawn_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when
        withdrawn_at -> Timestamptz,
    }
}

diesel::table! {
    /// what changes a family so much that the plan is looked at again; corrections are entries that point at what they correct
    life_events (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// personal: what kind of event
        kind -> Text,
        /// personal: whether it was expected when it was recorded
        expected -> Bool,
        /// personal: the day or the month
        happens -> Text,
        /// personal: the first moment at which it can be
        happens_from -> Timestamptz,
        /// personal: what colleagues should know
        note -> Nullable<Text>,
        /// pseudonymous: the event that this one corrects
        corrects_id -> Nullable<Uuid>,
        /// pseudonymous: the professional
        recorded_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: the organisation of who recorded it
        organisation_id -> Uuid,
        /// pseudonymous: when it was recorded
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    /// where mail goes; set by an operator and read by the worker, and by nobody else
    mail_addresses (user_id) {
        /// pseudonymous: the professional
        user_id -> Uuid,
        /// personal: mail address, sealed
        address -> Bytea,
        /// pseudonymous: since when
        set_at -> Timestamptz,
    }
}

diesel::table! {
    /// the outbox: one row for each mail, whatever becomes of it
    mails (id) {
        /// pseudonymous: identifier; the Message-ID is made of it
        id -> Uuid,
        /// pseudonymous: the same key is never mailed twice
        key -> Text,
        /// pseudonymous: to whom
        user_id -> Uuid,
        /// pseudonymous: under which membership
        membership_id -> Uuid,
        /// pseudonymous: the notice that it is about; null for a digest
        notice_id -> Nullable<Uuid>,
        /// pseudonymous: how many notices it is about
        number_of_notices -> Integer,
        /// pseudonymous: when it was made
        added_at -> Timestamptz,
        /// pseudonymous: when it was sent or given up
        ended_at -> Nullable<Timestamptz>,
        /// pseudonymous: sent, or why not: no address, the membership has ended, mail is switched off
        ending -> Nullable<Text>,
    }
}

diesel::table! {
    /// the teams of a membership
    membership_teams (membership_id, team_id) {
        /// pseudonymous: the membership
        membership_id -> Uuid,
        /// pseudonymous: the team
        team_id -> Uuid,
    }
}

diesel::table! {
    /// in which organisation a person works, in which role, from when until when
    memberships (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the person
        user_id -> Uuid,
        /// pseudonymous: the organisation
        organisation_id -> Uuid,
        /// pseudonymous: the role; it says nothing about any case
        role -> Text,
        /// pseudonymous: from when
        starts_at -> Timestamptz,
        /// pseudonymous: until when
        ends_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// how people want to be told by mail; without a choice once a day, and what is urgent always at once
    notice_choices (user_id) {
        /// pseudonymous: the professional
        user_id -> Uuid,
        /// pseudonymous: at_once, daily or none
        mail -> Text,
        /// pseudonymous: when it was chosen
        chosen_at -> Timestamptz,
    }
}

diesel::table! {
    /// that something waits for somebody, without a word of what it is about
    notices (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// plain: the order in which they were told
        number -> BigInt,
        /// pseudonymous: what waits
        kind -> Text,
        /// pseudonymous: the case
        case_id -> Nullable<Uuid>,
        /// pseudonymous: what people call the case without naming anybody
        code -> Text,
        /// pseudonymous: the task, round, seat, proposal or term that waits
        origin_id -> Uuid,
        /// pseudonymous: who is told
        user_id -> Uuid,
        /// pseudonymous: under which membership
        membership_id -> Uuid,
        /// pseudonymous: 1 whom it is for, 2 the other of the duo, 3 the lead
        rung -> SmallInt,
        /// pseudonymous: whether it may not wait
        urgent -> Bool,
        /// pseudonymous: when
        told_at -> Timestamptz,
        /// pseudonymous: when it was read
        read_at -> Nullable<Timestamptz>,
        /// pseudonymous: the highest rung that was told because nobody had read it
        climbed -> SmallInt,
        /// pseudonymous: the consultation, for a notice about one
        consultation_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// everything that waits in a case: tasks, agreements with a day, check-ins, scores that the reader is asked for, and what happened last in the cases that were entered
    open_work (id) {
        case_id -> Uuid,
        kind -> Text,
        id -> Uuid,
        since -> Timestamptz,
        detail -> Jsonb,
    }
}

diesel::table! {
    /// partner organisations of the region
    organisations (id) {
        /// plain: derived from the key
        id -> Uuid,
        /// plain: stable name in the reference data
        key -> Text,
        /// plain: name on the page
        name -> Text,
        /// plain: kind, decides which duo it may be part of
        kind -> Text,
        /// plain: tasks that its teams may have in a case
        tasks -> Array<Text>,
        /// plain: how another organisation reaches it
        contact -> Text,
        /// plain: where the record comes from
        source -> Text,
        /// plain: first day
        valid_from -> Date,
        /// plain: last day
        valid_until -> Nullable<Date>,
    }
}

diesel::table! {
    /// the dated task of a team in a case, with its legal ground
    participations (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: the team
        team_id -> Uuid,
        /// pseudonymous: what it does in this case
        task -> Text,
        /// pseudonymous: the law that allows it
        legal_ground -> Text,
        /// pseudonymous: the one person whom it works for; null for the household as a whole
        works_for_person_id -> Nullable<Uuid>,
        /// pseudonymous: from when
        starts_at -> Timestamptz,
        /// pseudonymous: until when
        ends_at -> Nullable<Timestamptz>,
        /// pseudonymous: who added it
        added_by -> Uuid,
        /// pseudonymous: who ended it
        ended_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// what a password is checked against; readable while somebody signs in, and then only
    passwords (user_id) {
        /// pseudonymous: the person
        user_id -> Uuid,
        /// personal: argon2id in PHC format
        hash -> Text,
    }
}

diesel::table! {
    /// people of 0 to 100 years, the unborn included
    persons (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// personal: given names or call name
        given_name -> Nullable<Text>,
        /// personal: tussenvoegsel
        infix -> Nullable<Text>,
        /// personal: family name
        family_name -> Text,
        /// personal: family name folded for tolerant search
        surname_key -> Text,
        /// personal: given name folded for tolerant search
        given_key -> Text,
        /// personal: birth date as far as known, or the expected date of the unborn
        birth -> Text,
        /// personal: earliest possible day of birth
        born_from -> Nullable<Date>,
        /// personal: latest possible day of birth
        born_until -> Nullable<Date>,
        /// personal: not born yet; the birth date is the expected day
        expected -> Bool,
        /// personal: citizen service number, encrypted by the program
        bsn -> Nullable<Bytea>,
        /// personal: keyed hash of the number, for exact search only
        bsn_index -> Nullable<Bytea>,
        /// personal: how the person wants to be addressed
        pronouns -> Text,
        /// personal: day of death
        died_on -> Nullable<Date>,
        /// personal: the address must never be shown
        address_shielded -> Bool,
        /// pseudonymous: the professional who registered the person
        registered_by -> Uuid,
        /// pseudonymous: when
        registered_at -> Timestamptz,
        /// plain: grows with every change
        version -> BigInt,
    }
}

diesel::table! {
    /// every step of a case from a phase into a phase; the phase of the case is the last one
    phase_changes (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: place in the history of the case, from 1
        step -> Integer,
        /// pseudonymous: where the case was
        from_phase -> Text,
        /// pseudonymous: where it is since
        to_phase -> Text,
        /// pseudonymous: passage, override, fallback or reopening
        kind -> Text,
        /// personal: what made it go back
        cause -> Nullable<Text>,
        /// personal: why
        reason -> Nullable<Text>,
        /// personal: the gate as it stood, with who had not been heard
        criteria -> Jsonb,
        /// pseudonymous: the version of the safety plan that held
        plan_version -> Nullable<Integer>,
        /// pseudonymous: the proposal that was agreed with
        proposal_id -> Nullable<Uuid>,
        /// pseudonymous: the incident that made it go back
        incident_id -> Nullable<Uuid>,
        /// pseudonymous: who agreed, let it pass, or sent it back
        changed_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: the organisation of that professional
        organisation_id -> Uuid,
        /// pseudonymous: when
        changed_at -> Timestamptz,
    }
}

diesel::table! {
    /// one member of the duo wants the case to pass; it waits as long as the phase does not change
    phase_proposals (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: the step in the history of phases after which it was made
        after_step -> Integer,
        /// pseudonymous: where the case was
        from_phase -> Text,
        /// pseudonymous: where it should go
        to_phase -> Text,
        /// personal: what the other member should know
        note -> Nullable<Text>,
        /// pseudonymous: the professional
        proposed_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: the organisation of who proposed it
        organisation_id -> Uuid,
        /// pseudonymous: the seat in the duo of who proposed it
        seat -> SmallInt,
        /// pseudonymous: when
        proposed_at -> Timestamptz,
    }
}

diesel::table! {
    /// whether an organisation of the duo agrees with a version; the latest of each counts
    plan_consents (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the version
        version_id -> Uuid,
        /// pseudonymous: the organisation
        organisation_id -> Uuid,
        /// pseudonymous: yes or no
        agrees -> Bool,
        /// personal: why not
        reason -> Nullable<Text>,
        /// pseudonymous: the professional who said so
        given_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when
        given_at -> Timestamptz,
    }
}

diesel::table! {
    /// the parts of the safety plan of a case, whatever became of them
    plan_items (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: situation, condition, …
        kind -> Text,
    }
}

diesel::table! {
    /// what became of a part of the safety plan, as facts over time; the latest counts
    plan_marks (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: the part
        item_id -> Uuid,
        /// personal: fulfilled, broken, kept, …
        mark -> Text,
        /// personal: the day on which it was so
        on_day -> Date,
        /// personal: what happened, or what guards a lasting risk
        note -> Nullable<Text>,
        /// pseudonymous: the professional who noted it
        made_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when it was noted
        made_at -> Timestamptz,
    }
}

diesel::table! {
    /// whom a part of the safety plan is about
    plan_revision_persons (item_id, revision, person_id) {
        /// pseudonymous: the part
        item_id -> Uuid,
        /// plain: which text of it
        revision -> Integer,
        /// pseudonymous: the person
        person_id -> Uuid,
    }
}

diesel::table! {
    /// every text that a part of the safety plan ever had; the working plan is the latest of each
    plan_revisions (item_id, revision) {
        /// pseudonymous: the part
        item_id -> Uuid,
        /// plain: counts from 1 within the part
        revision -> Integer,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// personal: what it says, by field
        content -> Jsonb,
        /// pseudonymous: the part that it belongs to
        under_id -> Nullable<Uuid>,
        /// pseudonymous: who does it, or whose recovery it is
        person_id -> Nullable<Uuid>,
        /// pseudonymous: the professional who does it
        user_id -> Nullable<Uuid>,
        /// pseudonymous: the organisation that set the condition
        organisation_id -> Nullable<Uuid>,
        /// pseudonymous: whether this revision takes it out of the plan
        removed -> Bool,
        /// pseudonymous: the professional who wrote it
        made_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when it was written
        made_at -> Timestamptz,
    }
}

diesel::table! {
    /// which text of which part a version holds
    plan_version_items (version_id, item_id) {
        /// pseudonymous: the version
        version_id -> Uuid,
        /// pseudonymous: the part
        item_id -> Uuid,
        /// plain: which text of it
        revision -> Integer,
    }
}

diesel::table! {
    /// the safety plan as it was adopted; the highest number holds
    plan_versions (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: counts from 1 within the case
        number -> Integer,
        /// pseudonymous: from when it holds
        adopted_at -> Timestamptz,
        /// pseudonymous: the professional who recorded it
        adopted_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
    }
}

diesel::table! {
    /// what each member of the household said of a version of the safety plan
    plan_voices (version_id, person_id) {
        /// pseudonymous: the version
        version_id -> Uuid,
        /// pseudonymous: the member
        person_id -> Uuid,
        /// personal: agrees, does not, was heard, or was not asked
        opinion -> Text,
        /// personal: why not
        reason -> Nullable<Text>,
        /// personal: how the member was asked
        asked_how -> Nullable<Text>,
        /// personal: what the member said, word for word
        own_words -> Nullable<Text>,
        /// personal: age of that member at the time
        age_at -> Nullable<SmallInt>,
    }
}

diesel::table! {
    /// what was decided on a red flag, and that it was a mistake
    red_flag_entries (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the red flag
        flag_id -> Uuid,
        /// pseudonymous: decision or retraction
        kind -> Text,
        /// personal: what was decided and with whom, or why it is retracted
        told -> Text,
        /// pseudonymous: when it was decided
        decided_at -> Timestamptz,
        /// pseudonymous: who decided and wrote it down
        written_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when it was written down
        written_at -> Timestamptz,
    }
}

diesel::table! {
    /// signs of danger of life, of intieme terreur or of femicide; never changed
    red_flags (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// personal: who is in danger
        person_id -> Uuid,
        /// personal: which sign
        kind -> Text,
        /// personal: who told of it
        source -> Text,
        /// personal: the day on which it was told or seen
        noticed_on -> Date,
        /// personal: what was told or seen
        note -> Nullable<Text>,
        /// pseudonymous: who wrote it down
        recorded_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when it was written down
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    /// the chain of refresh tokens of an api session; a second use of one ends the session
    refresh_tokens (token_hash) {
        /// pseudonymous: SHA-256 of the token
        token_hash -> Bytea,
        /// pseudonymous: the session
        session_id -> Uuid,
        /// pseudonymous: when it was given
        issued_at -> Timestamptz,
        /// pseudonymous: when it was exchanged
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// how two people of a household are related
    relationships (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the household in which it was recorded
        household_id -> Uuid,
        /// pseudonymous: the parent, partner, carer, …
        from_person_id -> Uuid,
        /// pseudonymous: the child, partner, cared-for, …
        to_person_id -> Uuid,
        /// personal: kind of relationship
        kind -> Text,
        /// personal: whether the parent or guardian has authority, null when unknown or not asked
        parental_authority -> Nullable<Bool>,
        /// personal: first day, null when unknown
        starts_on -> Nullable<Date>,
        /// personal: last day
        ends_on -> Nullable<Date>,
        /// pseudonymous: the professional who recorded it
        recorded_by -> Uuid,
        /// pseudonymous: when
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    /// what was told and by whom: for Veilig Thuis only
    report_contents (report_id) {
        /// pseudonymous: the report
        report_id -> Uuid,
        /// personal: what was told
        narrative -> Text,
        /// personal: who told it
        source_name -> Nullable<Text>,
        /// personal: how the source is reached
        source_contact -> Nullable<Text>,
        /// personal: the source is never disclosed
        source_shielded -> Bool,
    }
}

diesel::table! {
    /// reports of domestic violence or child abuse at Veilig Thuis
    reports (id) {
        /// pseudonymous: identifier, random so that it tells no time
        id -> Uuid,
        /// pseudonymous: the household
        household_id -> Uuid,
        /// pseudonymous: the team of Veilig Thuis that handles it
        team_id -> Uuid,
        /// pseudonymous: by somebody, or by Veilig Thuis itself
        kind -> Text,
        /// pseudonymous: moment of a further report on the same household
        follow_up -> Nullable<Text>,
        /// pseudonymous: the report before it
        follows_id -> Nullable<Uuid>,
        /// pseudonymous: category of the source
        source_category -> Text,
        /// pseudonymous: sector of a professional source
        source_profession -> Nullable<Text>,
        /// personal: kinds of violence
        violence_types -> Array<Text>,
        /// personal: whether there is danger now
        acute -> Bool,
        /// personal: pattern behind violence between partners
        partner_pattern -> Nullable<Text>,
        /// personal: first day of what happened
        incident_from -> Nullable<Date>,
        /// personal: last day of what happened, null when it was one day or is not known
        incident_until -> Nullable<Date>,
        /// pseudonymous: when it came in
        received_at -> Timestamptz,
        /// pseudonymous: how far it is
        state -> Text,
        /// pseudonymous: who wrote it down
        recorded_by -> Uuid,
        /// pseudonymous: when it was written down
        recorded_at -> Timestamptz,
        /// plain: grows with every change
        version -> BigInt,
    }
}

diesel::table! {
    /// how somebody is reached safely: the last one noted holds, the older ones stay
    safe_contacts (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: who is reached
        person_id -> Uuid,
        /// personal: by telephone, by letter, through somebody, …
        channel -> Text,
        /// personal: number, address or name
        reach -> Nullable<Text>,
        /// personal: when it is safe
        hours -> Nullable<Text>,
        /// personal: what may be said
        may_be_said -> Nullable<Text>,
        /// personal: who else hears or reads it
        overheard_by -> Nullable<Text>,
        /// personal: whether a message may be left
        message_allowed -> Bool,
        /// pseudonymous: who noted it
        noted_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when it was noted
        noted_at -> Timestamptz,
    }
}

diesel::table! {
    /// scores on the Veiligheidschaal, 1 to 10, by everyone involved; never changed, never averaged
    safety_scores (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// personal: 1 (very unsafe) to 10 (safe)
        value -> SmallInt,
        /// plain: version of the scale
        scale_version -> Integer,
        /// pseudonymous: the professional who gave it
        rater_user_id -> Nullable<Uuid>,
        /// pseudonymous: the member of the household who gave it
        rater_person_id -> Nullable<Uuid>,
        /// personal: age of that member at the time
        age_at -> Nullable<SmallInt>,
        /// personal: how the member was asked
        asked_how -> Nullable<Text>,
        /// pseudonymous: whom it is about; null for the whole household
        about_person_id -> Nullable<Uuid>,
        /// pseudonymous: phase of the case at the time
        phase -> Text,
        /// personal: why this number
        reason -> Nullable<Text>,
        /// pseudonymous: when it was given
        scored_at -> Timestamptz,
        /// pseudonymous: who entered it
        entered_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: the organisation of who entered it
        organisation_id -> Uuid,
        /// pseudonymous: when it was entered
        entered_at -> Timestamptz,
        /// pseudonymous: the round in which it was given; as long as that is open nobody sees the score
        round_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// who gave no score in a round, and why
    scoring_round_declines (rater_id) {
        /// pseudonymous: who was asked
        rater_id -> Uuid,
        /// personal: would rather not, or could not be asked
        kind -> Text,
        /// personal: why
        reason -> Text,
    }
}

diesel::table! {
    /// who is asked in a round, and whether they answered; what they answered is elsewhere
    scoring_round_raters (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the round
        round_id -> Uuid,
        /// pseudonymous: its case
        case_id -> Uuid,
        /// pseudonymous: as what
        kind -> Text,
        /// pseudonymous: the professional who is asked
        user_id -> Nullable<Uuid>,
        /// pseudonymous: on whose behalf
        membership_id -> Nullable<Uuid>,
        /// pseudonymous: the member of the household who is asked
        person_id -> Nullable<Uuid>,
        /// pseudonymous: when there was an answer, of whatever kind
        answered_at -> Nullable<Timestamptz>,
        /// pseudonymous: who entered it
        answered_by -> Nullable<Uuid>,
        /// pseudonymous: on whose behalf it was entered
        answered_as -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// everybody involved in a case is asked for a score at once; blind until all have answered or it is closed
    scoring_rounds (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: phase of the case when it was opened
        phase -> Text,
        /// plain: version of the scale
        scale_version -> Integer,
        /// plain: how many have yet to answer
        waiting -> SmallInt,
        /// pseudonymous: the member of the duo who opened it
        opened_by -> Uuid,
        /// pseudonymous: on whose behalf
        opened_as -> Uuid,
        /// pseudonymous: when
        opened_at -> Timestamptz,
        /// pseudonymous: when it was closed
        closed_at -> Nullable<Timestamptz>,
        /// pseudonymous: who closed it or gave the last answer
        closed_by -> Nullable<Uuid>,
        /// pseudonymous: on whose behalf
        closed_as -> Nullable<Uuid>,
        /// pseudonymous: with the last answer, or early
        closed_how -> Nullable<Text>,
        /// personal: why nobody waited for the rest
        closing_reason -> Nullable<Text>,
        /// plain: grows with every answer
        version -> BigInt,
    }
}

diesel::table! {
    /// for whom somebody searched; only a review may ever open it
    search_terms (act) {
        /// pseudonymous: joins it to the audit log
        act -> Uuid,
        /// plain: search in sight, or recognition outside it
        kind -> Text,
        /// pseudonymous: who searched
        user_id -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// personal: names and birth date that were sought, encrypted by the program
        terms -> Bytea,
        /// personal: why, encrypted by the program
        reason -> Nullable<Bytea>,
        /// pseudonymous: how many people or teams were found
        hits -> Integer,
        /// pseudonymous: when
        at -> Timestamptz,
    }
}

diesel::table! {
    /// who is signed in, through which door, on whose behalf
    sessions (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// plain: page or api
        door -> Text,
        /// pseudonymous: SHA-256 of what the browser or the program holds
        secret_hash -> Bytea,
        /// pseudonymous: the person
        user_id -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: sign-in
        started_at -> Timestamptz,
        /// pseudonymous: last request, to the minute
        seen_at -> Timestamptz,
        /// pseudonymous: absolute end
        ends_at -> Timestamptz,
        /// pseudonymous: signed out or revoked
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// wrong passwords of the last hour; they slow the next try down
    sign_in_failures (id) {
        /// plain: order
        id -> BigInt,
        /// pseudonymous: HMAC of the name that was tried
        name_hash -> Bytea,
        /// pseudonymous: when
        at -> Timestamptz,
    }
}

diesel::table! {
    /// what was done about a task; there is no other way to end one
    task_completions (task_id) {
        /// pseudonymous: the task
        task_id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: done or not needed
        ending -> Text,
        /// personal: what was done or decided, or why it is not needed
        outcome -> Text,
        /// pseudonymous: who ended it
        done_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when
        done_at -> Timestamptz,
    }
}

diesel::table! {
    /// whose turn a task was, one after the other; without one it is that of the duo
    task_turns (task_id, turn) {
        /// pseudonymous: the task
        task_id -> Uuid,
        /// pseudonymous: counts from 1 within the task
        turn -> Integer,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: the duo, a seat of it, a person, a team, or somebody of a team who took it
        owner -> Text,
        /// pseudonymous: the seat
        seat -> Nullable<SmallInt>,
        /// pseudonymous: the person
        owner_user_id -> Nullable<Uuid>,
        /// pseudonymous: on whose behalf that person works here
        owner_membership_id -> Nullable<Uuid>,
        /// pseudonymous: the team
        team_id -> Nullable<Uuid>,
        /// personal: why it was passed on
        reason -> Nullable<Text>,
        /// pseudonymous: who passed it on
        made_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when
        made_at -> Timestamptz,
    }
}

diesel::table! {
    /// what has to be done in a case because something happened
    tasks (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: what has to be done
        kind -> Text,
        /// personal: what has to be done, in the words of who asked; null for what a rule asked
        told -> Nullable<Text>,
        /// pseudonymous: what kind of thing asked for it
        cause -> Text,
        /// pseudonymous: the thing that asked for it, of the kind of the cause; the task itself when somebody asked
        origin_id -> Uuid,
        /// pseudonymous: whom it is about; null for the whole household
        person_id -> Nullable<Uuid>,
        /// pseudonymous: whose step asked for it
        opened_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when
        opened_at -> Timestamptz,
        /// pseudonymous: the day on which it has to be done
        due_on -> Date,
    }
}

diesel::table! {
    /// the working area of a team
    team_areas (team_id, area_id) {
        /// plain: the team
        team_id -> Uuid,
        /// plain: where it works
        area_id -> Uuid,
    }
}

diesel::table! {
    /// the open tasks that wait for a team of the reader, and who of the team took them
    team_work (id) {
        id -> Uuid,
        case_id -> Uuid,
        code -> Text,
        since -> Timestamptz,
        due_on -> Date,
        kind -> Text,
        cause -> Text,
        origin_id -> Uuid,
        team_id -> Uuid,
        detail -> Jsonb,
    }
}

diesel::table! {
    /// teams; a team, never a whole organisation, takes part in a case
    teams (id) {
        /// plain: derived from the key
        id -> Uuid,
        /// plain: stable name in the reference data
        key -> Text,
        /// plain: the organisation it belongs to
        organisation_id -> Uuid,
        /// plain: name on the page
        name -> Text,
        /// plain: where the record comes from
        source -> Text,
        /// plain: first day
        valid_from -> Date,
        /// plain: last day
        valid_until -> Nullable<Date>,
    }
}

diesel::table! {
    /// what happened to a term: made longer, on hold, going on, explained, met, no longer needed
    term_steps (term_id, step) {
        /// pseudonymous: the term
        term_id -> Uuid,
        /// pseudonymous: place in the history of the term, from 1
        step -> Integer,
        /// pseudonymous: what happened
        kind -> Text,
        /// personal: why, or what was done
        reason -> Nullable<Text>,
        /// pseudonymous: when it happened
        happened_at -> Timestamptz,
        /// pseudonymous: the last day after it, when it moves
        due_on -> Nullable<Date>,
        /// pseudonymous: the first moment that is too late after it, when it moves
        due_at -> Nullable<Timestamptz>,
        /// pseudonymous: the professional
        taken_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when it was written down
        taken_at -> Timestamptz,
    }
}

diesel::table! {
    /// by when something has to be done; how it stands follows from its steps
    terms (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case, for a term of a case
        case_id -> Nullable<Uuid>,
        /// pseudonymous: the report, for a term of a report
        report_id -> Nullable<Uuid>,
        /// pseudonymous: the team that handles that report
        team_id -> Nullable<Uuid>,
        /// pseudonymous: what has to be done
        kind -> Text,
        /// plain: the first day of the definition by which it started
        defined_from -> Date,
        /// pseudonymous: what made it start, of a kind that follows from the term: a report, a plan version, a check-in
        origin_id -> Uuid,
        /// pseudonymous: the moment of the event from which it is counted
        started_at -> Timestamptz,
        /// pseudonymous: the last day on which it is in time
        due_on -> Date,
        /// pseudonymous: the first moment at which it is too late
        due_at -> Timestamptz,
        /// pseudonymous: running, suspended, met or stopped
        state -> Text,
        /// plain: how many steps it had; its version
        steps -> Integer,
        /// pseudonymous: whose step started it
        recorded_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when that was written down
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    /// suspicions of intieme terreur: who would be the victim and who the accused, from when until when
    terror_suspicions (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// pseudonymous: the case
        case_id -> Uuid,
        /// personal: who would be the victim, whose voice it protects
        victim_id -> Uuid,
        /// personal: who would be the accused
        accused_id -> Uuid,
        /// personal: why it was raised
        reason -> Text,
        /// pseudonymous: who raised it
        raised_by -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: when
        raised_at -> Timestamptz,
        /// personal: why it was withdrawn
        end_reason -> Nullable<Text>,
        /// pseudonymous: who withdrew it
        ended_by -> Nullable<Uuid>,
        /// pseudonymous: on whose behalf it was withdrawn
        ended_as -> Nullable<Uuid>,
        /// pseudonymous: when it was withdrawn
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// professionals who may sign in
    users (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// personal: what one signs in with
        name -> Text,
        /// personal: name on the page
        display_name -> Text,
        /// personal: subjects on which colleagues may ask this person
        expertise -> Array<Text>,
        /// personal: households that this person can have at once
        capacity -> Integer,
        /// plain: made by the demonstration; production refuses to start with such accounts
        demo -> Bool,
        /// personal: since when the account is blocked
        blocked_at -> Nullable<Timestamptz>,
        /// personal: when the account was made
        created_at -> Timestamptz,
    }
}

diesel::table! {
    /// who holds the view on safety, since when
    view_holders (case_id, since) {
        /// pseudonymous: the case
        case_id -> Uuid,
        /// pseudonymous: from this moment until the next row
        since -> Timestamptz,
        /// pseudonymous: the team that holds it
        team_id -> Uuid,
        /// pseudonymous: what made it so
        reason -> Text,
        /// pseudonymous: who recorded it
        recorded_by -> Uuid,
        /// pseudonymous: the handover that was accepted; null for the first holder
        handover_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// what each professional gave a fictional situation, once per version of the scale; nobody sees who gave what
    vignette_scores (id) {
        /// pseudonymous: identifier
        id -> Uuid,
        /// plain: the situation
        vignette_id -> Uuid,
        /// plain: version of the scale
        scale_version -> Integer,
        /// pseudonymous: 1 (very unsafe) to 10 (safe)
        value -> SmallInt,
        /// pseudonymous: the professional
        user_id -> Uuid,
        /// pseudonymous: on whose behalf
        membership_id -> Uuid,
        /// pseudonymous: the organisation of the professional
        organisation_id -> Uuid,
        /// pseudonymous: when it was given
        scored_at -> Timestamptz,
    }
}

diesel::table! {
    /// fictional situations to practise the safety scale on; a text that changes is a new version
    vignettes (id) {
        /// plain: derived from the key and the version
        id -> Uuid,
        /// plain: stable name in the reference data
        key -> Text,
        /// plain: version of the text
        version -> Integer,
        /// plain: place on the page
        number -> Integer,
        /// plain: name on the page
        title -> Text,
        /// plain: the situation, about nobody who exists
        body -> Text,
        /// plain: where the record comes from
        source -> Text,
        /// plain: first day
        valid_from -> Date,
        /// plain: last day
        valid_until -> Nullable<Date>,
    }
}

diesel::joinable!(absence_covers -> absences (absence_id));
diesel::joinable!(absence_covers -> duo_seats (seat_id));
diesel::joinable!(absences -> users (ended_by));
diesel::joinable!(advice_requests -> teams (team_id));
diesel::joinable!(advice_requests -> users (recorded_by));
diesel::joinable!(assessments -> memberships (membership_id));
diesel::joinable!(assessments -> reports (report_id));
diesel::joinable!(assessments -> users (decided_by));
diesel::joinable!(cases -> households (household_id));
diesel::joinable!(cases -> reports (report_id));
diesel::joinable!(check_in_answers -> check_ins (check_in_id));
diesel::joinable!(check_in_answers -> organisations (organisation_id));
diesel::joinable!(check_ins -> cases (case_id));
diesel::joinable!(check_ins -> phase_changes (closing_id));
diesel::joinable!(consultation_entries -> consultations (consultation_id));
diesel::joinable!(consultation_facts -> consultations (consultation_id));
diesel::joinable!(consultations -> areas (area_id));
diesel::joinable!(consultations -> cases (case_id));
diesel::joinable!(consultations -> teams (team_id));
diesel::joinable!(contact_drafts -> cases (case_id));
diesel::joinable!(contact_drafts -> users (user_id));
diesel::joinable!(contact_entries -> cases (case_id));
diesel::joinable!(contact_entries -> organisations (organisation_id));
diesel::joinable!(contact_entries -> persons (person_id));
diesel::joinable!(contact_presences -> contact_entries (contact_id));
diesel::joinable!(contact_presences -> persons (person_id));
diesel::joinable!(disclosures -> cases (case_id));
diesel::joinable!(disclosures -> handovers (handover_id));
diesel::joinable!(disclosures -> organisations (organisation_id));
diesel::joinable!(disclosures -> persons (person_id));
diesel::joinable!(duo_seats -> cases (case_id));
diesel::joinable!(duo_seats -> users (assigned_by));
diesel::joinable!(handover_contents -> assessments (assessment_id));
diesel::joinable!(handover_contents -> cases (case_id));
diesel::joinable!(handover_contents -> handovers (handover_id));
diesel::joinable!(handover_contents -> plan_versions (plan_version_id));
diesel::joinable!(handover_steps -> cases (case_id));
diesel::joinable!(handover_steps -> handovers (handover_id));
diesel::joinable!(handovers -> cases (case_id));
diesel::joinable!(household_members -> households (household_id));
diesel::joinable!(household_members -> persons (person_id));
diesel::joinable!(household_members -> users (recorded_by));
diesel::joinable!(households -> areas (area_id));
diesel::joinable!(idempotency_keys -> users (user_id));
diesel::joinable!(incident_people -> incidents (incident_id));
diesel::joinable!(incident_people -> persons (person_id));
diesel::joinable!(incidents -> cases (case_id));
diesel::joinable!(incidents -> organisations (organisation_id));
diesel::joinable!(jobs -> cases (case_id));
diesel::joinable!(joint_meetings -> contact_entries (contact_id));
diesel::joinable!(joint_meetings -> terror_suspicions (suspicion_id));
diesel::joinable!(life_event_people -> life_events (life_event_id));
diesel::joinable!(life_event_people -> persons (person_id));
diesel::joinable!(life_event_withdrawals -> life_events (life_event_id));
diesel::joinable!(life_events -> cases (case_id));
diesel::joinable!(life_events -> organisations (organisation_id));
diesel::joinable!(mail_addresses -> users (user_id));
diesel::joinable!(mails -> notices (notice_id));
diesel::joinable!(membership_teams -> memberships (membership_id));
diesel::joinable!(membership_teams -> teams (team_id));
diesel::joinable!(memberships -> organisations (organisation_id));
diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(notice_choices -> users (user_id));
diesel::joinable!(notices -> cases (case_id));
diesel::joinable!(notices -> consultations (consultation_id));
diesel::joinable!(participations -> cases (case_id));
diesel::joinable!(participations -> persons (works_for_person_id));
diesel::joinable!(participations -> teams (team_id));
diesel::joinable!(passwords -> users (user_id));
diesel::joinable!(persons -> users (registered_by));
diesel::joinable!(phase_changes -> cases (case_id));
diesel::joinable!(phase_changes -> incidents (incident_id));
diesel::joinable!(phase_changes -> organisations (organisation_id));
diesel::joinable!(phase_changes -> phase_proposals (proposal_id));
diesel::joinable!(phase_proposals -> cases (case_id));
diesel::joinable!(phase_proposals -> organisations (organisation_id));
diesel::joinable!(plan_consents -> organisations (organisation_id));
diesel::joinable!(plan_consents -> plan_versions (version_id));
diesel::joinable!(plan_items -> cases (case_id));
diesel::joinable!(plan_revision_persons -> persons (person_id));
diesel::joinable!(plan_revisions -> organisations (organisation_id));
diesel::joinable!(plan_revisions -> persons (person_id));
diesel::joinable!(plan_revisions -> users (user_id));
diesel::joinable!(plan_version_items -> plan_versions (version_id));
diesel::joinable!(plan_versions -> cases (case_id));
diesel::joinable!(plan_voices -> persons (person_id));
diesel::joinable!(plan_voices -> plan_versions (version_id));
diesel::joinable!(red_flag_entries -> red_flags (flag_id));
diesel::joinable!(red_flags -> cases (case_id));
diesel::joinable!(red_flags -> persons (person_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(relationships -> households (household_id));
diesel::joinable!(relationships -> users (recorded_by));
diesel::joinable!(report_contents -> reports (report_id));
diesel::joinable!(reports -> households (household_id));
diesel::joinable!(reports -> teams (team_id));
diesel::joinable!(reports -> users (recorded_by));
diesel::joinable!(safe_contacts -> cases (case_id));
diesel::joinable!(safe_contacts -> persons (person_id));
diesel::joinable!(safety_scores -> cases (case_id));
diesel::joinable!(safety_scores -> organisations (organisation_id));
diesel::joinable!(safety_scores -> users (rater_user_id));
diesel::joinable!(scoring_round_declines -> scoring_round_raters (rater_id));
diesel::joinable!(scoring_round_raters -> persons (person_id));
diesel::joinable!(scoring_rounds -> cases (case_id));
diesel::joinable!(task_completions -> tasks (task_id));
diesel::joinable!(task_turns -> tasks (task_id));
diesel::joinable!(task_turns -> teams (team_id));
diesel::joinable!(tasks -> cases (case_id));
diesel::joinable!(tasks -> persons (person_id));
diesel::joinable!(team_areas -> areas (area_id));
diesel::joinable!(team_areas -> teams (team_id));
diesel::joinable!(teams -> organisations (organisation_id));
diesel::joinable!(term_steps -> terms (term_id));
diesel::joinable!(terms -> cases (case_id));
diesel::joinable!(terms -> reports (report_id));
diesel::joinable!(terms -> teams (team_id));
diesel::joinable!(terror_suspicions -> cases (case_id));
diesel::joinable!(view_holders -> cases (case_id));
diesel::joinable!(view_holders -> handovers (handover_id));
diesel::joinable!(view_holders -> teams (team_id));
diesel::joinable!(view_holders -> users (recorded_by));
diesel::joinable!(vignette_scores -> organisations (organisation_id));
diesel::joinable!(vignette_scores -> users (user_id));
diesel::joinable!(vignette_scores -> vignettes (vignette_id));

diesel::allow_tables_to_appear_in_same_query!(
    absence_covers,
    absences,
    advice_requests,
    areas,
    assessments,
    audit_log,
    calendar_feeds,
    case_course,
    case_events,
    case_happenings,
    case_timeline,
    cases,
    check_in_answers,
    check_ins,
    consultation_entries,
    consultation_facts,
    consultations,
    contact_drafts,
    contact_entries,
    contact_presences,
    disclosures,
    duo_seats,
    equated_days,
    handover_contents,
    handover_steps,
    handovers,
    household_members,
    households,
    idempotency_keys,
    incident_people,
    incidents,
    jobs,
    joint_meetings,
    life_event_people,
    life_event_withdrawals,
    life_events,
    mail_addresses,
    mails,
    membership_teams,
    memberships,
    notice_choices,
    notices,
    open_work,
    organisations,
    participations,
    passwords,
    persons,
    phase_changes,
    phase_proposals,
    plan_consents,
    plan_items,
    plan_marks,
    plan_revision_persons,
    plan_revisions,
    plan_version_items,
    plan_versions,
    plan_voices,
    red_flag_entries,
    red_flags,
    refresh_tokens,
    relationships,
    report_contents,
    reports,
    safe_contacts,
    safety_scores,
    scoring_round_declines,
    scoring_round_raters,
    scoring_rounds,
    search_terms,
    sessions,
    sign_in_failures,
    task_completions,
    task_turns,
    tasks,
    team_areas,
    team_work,
    teams,
    term_steps,
    terms,
    terror_suspicions,
    users,
    view_holders,
    vignette_scores,
    vignettes,
);
